/**
 * The storage format of the PostgreSQL extension `hll`, schema version 1, so that a server that has the extension
 * can merge and count what the program stored, and the other way round.
 * Source: hll storage specification 1.0.0 (Aggregate Knowledge), `STORAGE.md`.
 *
 * Byte 0: version (high nibble) and type; byte 1: register width - 1 (3 bits) and log2 of the registers (5 bits);
 * byte 2: whether sparse is allowed (bit 6) and log2 of the explicit limit + 1 (6 bits). Then the data.
 */
export const log2Registers = 14
export const registerCount = 1 << log2Registers
const registerWidth = 5
/** What a register can hold at most. */
export const registerMost = (1 << registerWidth) - 1
const explicitCutoff = 8
/** Up to here the hashes themselves are kept and the count is exact. */
export const explicitAtMost = 1 << (explicitCutoff - 1)

const parameters = ((registerWidth - 1) << 5) | log2Registers
const cutoff = 0x40 | explicitCutoff
const headBytes = 3
const types = { empty: 0x11, explicit: 0x12, sparse: 0x13, full: 0x14 } as const
const sparseWidth = log2Registers + registerWidth
const fullBytes = (registerCount * registerWidth) / 8

/** Hashes as pairs of words (high, low), or one register a byte. */
export type Content = { hashes: Uint32Array } | { registers: Uint8Array }

export function toBytes(content: Content): Uint8Array {
  if ('hashes' in content) return content.hashes.length === 0 ? headed('empty', 0) : explicit(content.hashes)
  const { registers } = content
  const filled = countFilled(registers)
  return filled * sparseWidth < registerCount * registerWidth ? sparse(registers, filled) : full(registers)
}

/** Registers above zero; four at a time where there are none. */
function countFilled(registers: Uint8Array): number {
  const words = new Uint32Array(registers.buffer)
  let filled = 0
  for (let word = 0; word < words.length; word += 1) {
    if (words[word] === 0) continue
    for (let at = word * 4; at < word * 4 + 4; at += 1) if (registers[at] !== 0) filled += 1
  }
  return filled
}

/** Reads any of the four forms; throws when the bytes are of another format or have other parameters. */
export function fromBytes(bytes: Uint8Array): Content {
  if (bytes.length < headBytes || bytes[1] !== parameters || bytes[2] !== cutoff)
    throw new Error(strange(bytes))
  switch (bytes[0]) {
    case types.empty:
      return { hashes: new Uint32Array(0) }
    case types.explicit:
      return { hashes: readExplicit(bytes) }
    case types.sparse:
      return { registers: readSparse(bytes) }
    case types.full:
      return { registers: readFull(bytes) }
    default:
      throw new Error(strange(bytes))
  }
}

const strange = (bytes: Uint8Array) =>
  `These ${bytes.length} bytes are no sketch with ${registerCount} registers of ${registerWidth} bits.`

function headed(type: keyof typeof types, dataBytes: number): Uint8Array {
  const bytes = new Uint8Array(headBytes + dataBytes)
  bytes[0] = types[type]
  bytes[1] = parameters
  bytes[2] = cutoff
  return bytes
}

/** 64-bit integers, big-endian, ascending as signed numbers. */
function explicit(hashes: Uint32Array): Uint8Array {
  const order = Array.from({ length: hashes.length / 2 }, (_, at) => at * 2).sort(
    (a, b) =>
      ((hashes[a] as number) | 0) - ((hashes[b] as number) | 0) ||
      (hashes[a + 1] as number) - (hashes[b + 1] as number),
  )
  const bytes = headed('explicit', hashes.length * 4)
  const view = new DataView(bytes.buffer)
  order.forEach((from, at) => {
    view.setUint32(headBytes + at * 8, hashes[from] as number)
    view.setUint32(headBytes + at * 8 + 4, hashes[from + 1] as number)
  })
  return bytes
}

function readExplicit(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hashes = new Uint32Array((bytes.length - headBytes) >> 2)
  for (let at = 0; at < hashes.length; at += 1) hashes[at] = view.getUint32(headBytes + at * 4)
  return hashes
}

/** Index and value of every register above zero, ascending, packed from the highest bit down. */
function sparse(registers: Uint8Array, filled: number): Uint8Array {
  const bytes = headed('sparse', Math.ceil((filled * sparseWidth) / 8))
  let at = headBytes
  let kept = 0
  let bits = 0
  const words = new Uint32Array(registers.buffer)
  for (let index = 0; index < registerCount; index += 1) {
    if ((index & 3) === 0 && words[index >> 2] === 0) {
      index += 3
      continue
    }
    const value = registers[index] as number
    if (value === 0) continue
    kept = (kept << sparseWidth) | (index << registerWidth) | value
    bits += sparseWidth
    while (bits >= 8) {
      bits -= 8
      bytes[at++] = kept >>> bits
    }
    kept &= (1 << bits) - 1
  }
  if (bits > 0) bytes[at] = kept << (8 - bits)
  return bytes
}

function readSparse(bytes: Uint8Array): Uint8Array {
  const registers = new Uint8Array(registerCount)
  let kept = 0
  let bits = 0
  for (let at = headBytes; at < bytes.length; at += 1) {
    kept = (kept << 8) | (bytes[at] as number)
    bits += 8
    if (bits >= sparseWidth) {
      bits -= sparseWidth
      const word = kept >>> bits
      registers[word >>> registerWidth] = word & registerMost
      kept &= (1 << bits) - 1
    }
  }
  return registers
}

/** Every register, eight of them in five bytes. */
function full(registers: Uint8Array): Uint8Array {
  const bytes = headed('full', fullBytes)
  let at = headBytes
  for (let index = 0; index < registerCount; index += 8) {
    const r = (offset: number) => registers[index + offset] as number
    bytes[at++] = (r(0) << 3) | (r(1) >>> 2)
    bytes[at++] = (r(1) << 6) | (r(2) << 1) | (r(3) >>> 4)
    bytes[at++] = (r(3) << 4) | (r(4) >>> 1)
    bytes[at++] = (r(4) << 7) | (r(5) << 2) | (r(6) >>> 3)
    bytes[at++] = (r(6) << 5) | r(7)
  }
  return bytes
}

function readFull(bytes: Uint8Array): Uint8Array {
  if (bytes.length !== headBytes + fullBytes) throw new Error(strange(bytes))
  const registers = new Uint8Array(registerCount)
  let at = headBytes
  for (let index = 0; index < registerCount; index += 8) {
    const [a, b, c, d, e] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3], bytes[at + 4]] as [
      number,
      number,
      number,
      number,
      number,
    ]
    at += 5
    registers[index] = a >>> 3
    registers[index + 1] = ((a << 2) | (b >>> 6)) & registerMost
    registers[index + 2] = (b >>> 1) & registerMost
    registers[index + 3] = ((b << 4) | (c >>> 4)) & registerMost
    registers[index + 4] = ((c << 1) | (d >>> 7)) & registerMost
    registers[index + 5] = (d >>> 2) & registerMost
    registers[index + 6] = ((d << 3) | (e >>> 5)) & registerMost
    registers[index + 7] = e & registerMost
  }
  return registers
}
