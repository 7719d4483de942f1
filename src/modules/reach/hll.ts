import { estimate, relativeErrorOf } from './hll-estimate.ts'
import { explicitAtMost, fromBytes, registerCount, registerMost, toBytes } from './hll-storage.ts'

/**
 * A set of visitors from which only their number can be told: HyperLogLog with 2^14 registers of 5 bits over 64-bit
 * hashes, exact up to 128 visitors.
 *
 * Union takes the higher of two registers, so it is commutative, associative and idempotent: days, bases, processes
 * and retries add up without counting anybody twice, and however hits are split the sketch is the same to the byte.
 * Sources: Flajolet et al. 2007; storage: the `hll` extension of PostgreSQL, schema version 1.
 */
export class Sketch {
  /** Hashes as pairs (high word, low word) while there are few; null once they have become registers. */
  #few: Uint32Array | null = new Uint32Array(8)
  #count = 0
  #registers: Uint8Array | null = null

  /** Reads a stored sketch; throws on bytes of another format or with other parameters. */
  static from(bytes: Uint8Array | null): Sketch {
    const sketch = new Sketch()
    if (bytes === null) return sketch
    const read = fromBytes(bytes)
    if ('registers' in read) {
      sketch.#few = null
      sketch.#registers = read.registers
    } else {
      for (let at = 0; at < read.hashes.length; at += 2) {
        sketch.add(read.hashes[at] as number, read.hashes[at + 1] as number)
      }
    }
    return sketch
  }

  get isEmpty(): boolean {
    return this.#few !== null && this.#count === 0
  }

  /** Adds a visitor by the high and low word of its hash (unsigned); true when the sketch changed. */
  add(high: number, low: number): boolean {
    if (this.#few === null) return raise(this.#registers as Uint8Array, high, low)
    for (let at = 0; at < this.#count * 2; at += 2) {
      if (this.#few[at + 1] === low && this.#few[at] === high) return false
    }
    if (this.#count === explicitAtMost) {
      raise(this.#toRegisters(), high, low)
      return true
    }
    if (this.#few.length === this.#count * 2) {
      const wider = new Uint32Array(this.#few.length * 2)
      wider.set(this.#few)
      this.#few = wider
    }
    this.#few[this.#count * 2] = high
    this.#few[this.#count * 2 + 1] = low
    this.#count += 1
    return true
  }

  /** Adds everybody of another sketch; true when this one changed. */
  merge(other: Sketch): boolean {
    let changed = false
    if (other.#few !== null) {
      for (let at = 0; at < other.#count * 2; at += 2) {
        changed = this.add(other.#few[at] as number, other.#few[at + 1] as number) || changed
      }
      return changed
    }
    if (this.#few !== null) {
      this.#toRegisters()
      changed = true
    }
    return raiseAll(this.#registers as Uint8Array, other.#registers as Uint8Array) || changed
  }

  /** How many different visitors: exact up to 128, then an estimate. */
  people(): number {
    return this.#registers === null ? this.#count : estimate(this.#registers)
  }

  /** One standard deviation of `people` over `people`; zero while exact. */
  relativeError(): number {
    return this.#registers === null ? 0 : relativeErrorOf()
  }

  /** As stored: empty, explicit, sparse or full, whichever the format asks for. */
  toBytes(): Uint8Array {
    return this.#registers === null
      ? toBytes({ hashes: (this.#few as Uint32Array).subarray(0, this.#count * 2) })
      : toBytes({ registers: this.#registers })
  }

  #toRegisters(): Uint8Array {
    const registers = new Uint8Array(registerCount)
    const few = this.#few as Uint32Array
    for (let at = 0; at < this.#count * 2; at += 2) raise(registers, few[at] as number, few[at + 1] as number)
    this.#few = null
    this.#registers = registers
    return registers
  }
}

/** Takes the higher of two registers everywhere; four at a time where the other has none or the same. */
function raiseAll(mine: Uint8Array, theirs: Uint8Array): boolean {
  const myWords = new Uint32Array(mine.buffer)
  const theirWords = new Uint32Array(theirs.buffer)
  let changed = false
  for (let word = 0; word < theirWords.length; word += 1) {
    const value = theirWords[word] as number
    if (value === 0 || value === myWords[word]) continue
    for (let at = word * 4; at < word * 4 + 4; at += 1) {
      if ((theirs[at] as number) > (mine[at] as number)) {
        mine[at] = theirs[at] as number
        changed = true
      }
    }
  }
  return changed
}

/**
 * Raises the register a hash belongs to (its lowest 14 bits) to one more than the number of zeros that the other 50
 * bits end with, as the extension does; a hash whose 50 bits are all zero raises nothing there, so nothing here.
 */
function raise(registers: Uint8Array, high: number, low: number): boolean {
  const index = low & (registerCount - 1)
  const rest = low >>> 14
  if (rest === 0 && high === 0) return false
  const zeros = rest === 0 ? 18 + trailingZeros(high) : trailingZeros(rest)
  const value = Math.min(registerMost, zeros + 1)
  if (value <= (registers[index] as number)) return false
  registers[index] = value
  return true
}

const trailingZeros = (word: number) => 31 - Math.clz32(word & -word)
