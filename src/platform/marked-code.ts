/** A code as it is compared: people type it in small letters, and in groups. */
export const plainCode = (code: string) => code.toUpperCase().replace(/[\s-]/g, '')

const shape = /^JK1:([0-9A-Z]{4,8}):([0-9A-Z]{4,40})$/

/**
 * What a printed QR says of a code: `JK1:MARK:CODE`, the version, a mark of what the code belongs to, and the code. Capitals,
 * digits and colons only, so that a QR holds it in its denser alphanumeric mode (ISO/IEC 18004). Written on the server, read
 * on the server and in browsers.
 */
export const markedCode = (mark: string, code: string) => `JK1:${mark}:${plainCode(code)}`

/** Reads it, in capitals or not; null for any other text. */
export function readMarkedCode(text: string): { mark: string; code: string } | null {
  const [, mark, code] = shape.exec(text.toUpperCase()) ?? []
  return mark && code ? { mark, code } : null
}
