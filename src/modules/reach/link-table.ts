/** Which columns of 32 bits a link takes, in their order. */
const columnNames = [
  'code',
  'place',
  'publication',
  'path',
  'generation',
  'person0',
  'person1',
  'person2',
  'person3',
] as const
type Column = (typeof columnNames)[number]
const columnAt = Object.fromEntries(columnNames.map((name, at) => [name, at])) as Record<Column, number>
const width = columnNames.length
const personColumns = ['person0', 'person1', 'person2', 'person3'] as const

const log2Records = 14
const recordsAtOnce = 1 << log2Records
const log2Arena = 20
const arenaAtOnce = 1 << log2Arena

/** What is kept of a link besides its code: numbers of interned texts, its volunteer, and when it was put here. */
export interface LinkRecord {
  place: number
  publication: number
  /** An identifier; null when there is none. Kept as its 128 bits: nearly every link may have another. */
  person: string | null
  path: number
  /** Raised when the link is put again; 0: gone. */
  generation: number
}

/**
 * Codes of links and what belongs to them, for ten million of them: about 50 bytes each instead of the 700 of a map of
 * objects. Codes lie as bytes in one arena, the rest in columns of 32 bits, found by an open-addressed table (linear
 * probing, at most two thirds full). A link keeps its number for ever; one that is taken out stays as a gone one.
 */
export class LinkTable {
  #slots = new Uint32Array(1 << 10)
  readonly #records: Uint32Array[] = []
  readonly #arena: Uint8Array[] = []
  #arenaEnd = 0
  #count = 0
  #living = 0

  /** Links that are not gone. */
  get size(): number {
    return this.#living
  }

  /** Bytes held, without interned texts. */
  get bytes(): number {
    return (
      this.#slots.byteLength +
      this.#records.length * recordsAtOnce * width * 4 +
      this.#arena.length * arenaAtOnce
    )
  }

  /** The number of a code; -1 when it was never put. */
  find(code: string): number {
    for (let slot = hashOf(code) & (this.#slots.length - 1); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const held = this.#slots[slot] as number
      if (held === 0) return -1
      if (this.#isCode(held - 1, code)) return held - 1
    }
  }

  /** Puts a link, in place of what was known of its code; returns its number. Codes are ASCII of at most 255 signs. */
  put(code: string, record: LinkRecord): number {
    let number = this.find(code)
    if (number === -1) {
      number = this.#count
      if ((this.#count + 1) * 3 > this.#slots.length * 2) this.#widen()
      if (number >> log2Records === this.#records.length)
        this.#records.push(new Uint32Array(recordsAtOnce * width))
      this.#count += 1
      this.#set(number, 'code', this.#keep(code))
      this.#insert(hashOf(code), number)
    } else if (this.read(number, 'generation') !== 0) this.#living -= 1
    for (const column of ['place', 'publication', 'path', 'generation'] as const) {
      this.#set(number, column, record[column])
    }
    const hex = record.person?.replaceAll('-', '') ?? ''
    for (const [at, column] of personColumns.entries()) {
      this.#set(number, column, hex === '' ? 0 : Number.parseInt(hex.slice(at * 8, at * 8 + 8), 16))
    }
    if (record.generation !== 0) this.#living += 1
    return number
  }

  read(number: number, column: 'place' | 'publication' | 'path' | 'generation'): number {
    return this.#cell(number, column)
  }

  /** The volunteer's identifier; null when there is none. */
  personOf(number: number): string | null {
    const hex = personColumns
      .map((column) => this.#cell(number, column).toString(16).padStart(8, '0'))
      .join('')
    if (/^0*$/.test(hex)) return null
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }

  /** Takes a link out. */
  remove(code: string): void {
    const number = this.find(code)
    if (number === -1 || this.read(number, 'generation') === 0) return
    this.#set(number, 'generation', 0)
    this.#living -= 1
  }

  #cell(number: number, column: Column): number {
    const chunk = this.#records[number >> log2Records] as Uint32Array
    return chunk[(number & (recordsAtOnce - 1)) * width + columnAt[column]] as number
  }

  #set(number: number, column: Column, value: number): void {
    const chunk = this.#records[number >> log2Records] as Uint32Array
    chunk[(number & (recordsAtOnce - 1)) * width + columnAt[column]] = value
  }

  /** Writes a code into the arena, its length first; none lies across two chunks. */
  #keep(code: string): number {
    const room = code.length + 1
    if ((this.#arenaEnd & (arenaAtOnce - 1)) + room > arenaAtOnce) {
      this.#arenaEnd = ((this.#arenaEnd >> log2Arena) + 1) << log2Arena
    }
    const at = this.#arenaEnd
    if (at >> log2Arena >= this.#arena.length) this.#arena.push(new Uint8Array(arenaAtOnce))
    const chunk = this.#arena[at >> log2Arena] as Uint8Array
    const start = at & (arenaAtOnce - 1)
    chunk[start] = code.length
    for (let sign = 0; sign < code.length; sign += 1) chunk[start + 1 + sign] = code.charCodeAt(sign)
    this.#arenaEnd = at + room
    return at
  }

  #isCode(number: number, code: string): boolean {
    const at = this.#cell(number, 'code')
    const chunk = this.#arena[at >> log2Arena] as Uint8Array
    const start = at & (arenaAtOnce - 1)
    if (chunk[start] !== code.length) return false
    for (let sign = 0; sign < code.length; sign += 1) {
      if (chunk[start + 1 + sign] !== code.charCodeAt(sign)) return false
    }
    return true
  }

  #hashAt(number: number): number {
    const at = this.#cell(number, 'code')
    const chunk = this.#arena[at >> log2Arena] as Uint8Array
    const start = (at & (arenaAtOnce - 1)) + 1
    const end = start + (chunk[start - 1] as number)
    let hash = seed
    for (let sign = start; sign < end; sign += 1) hash = Math.imul(hash ^ (chunk[sign] as number), prime)
    return finished(hash)
  }

  #insert(hash: number, number: number): void {
    let slot = hash & (this.#slots.length - 1)
    while (this.#slots[slot] !== 0) slot = (slot + 1) & (this.#slots.length - 1)
    this.#slots[slot] = number + 1
  }

  #widen(): void {
    this.#slots = new Uint32Array(this.#slots.length * 2)
    for (let number = 0; number < this.#count; number += 1) this.#insert(this.#hashAt(number), number)
  }
}

// FNV-1a over the signs, 32 bits, with the finaliser of MurmurHash3 so that the low bits depend on all.
const seed = 0x811c9dc5
const prime = 0x01000193

function hashOf(code: string): number {
  let hash = seed
  for (let at = 0; at < code.length; at += 1) hash = Math.imul(hash ^ code.charCodeAt(at), prime)
  return finished(hash)
}

function finished(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
