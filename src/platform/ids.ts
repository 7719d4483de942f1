import { randomBytes } from 'node:crypto'

/** A new identifier that sorts by the time it was made: UUID version 7 (RFC 9562, section 5.7). */
export function newId(now = Date.now()): string {
  const bytes = randomBytes(16)
  bytes.writeUIntBE(now, 0, 6)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

/** Whether a text from an address may be looked up as an identifier: a UUID of any version. */
export const isId = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** The signs of a code: no 0/O, 1/I/L, U. */
export const codeAlphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A random code of `length` signs that people can read aloud and type: no 0/O, 1/I/L, U. */
export function newCode(length: number): string {
  let code = ''
  while (code.length < length) {
    const byte = randomBytes(1)[0] ?? 0
    if (byte < 240) code += codeAlphabet[byte % codeAlphabet.length]
  }
  return code
}
