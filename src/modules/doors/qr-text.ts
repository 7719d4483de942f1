import { plainCode, readMarkedCode } from '../../platform/marked-code.ts'

/** What was read: whose code, and of which meeting where the text says so. */
export type ReadText =
  | { as: 'badge'; mark: string; code: string }
  | { as: 'code'; code: string }
  /** Picked by name on the phone, which knows no codes. */
  | { as: 'hash'; hash: string }
  | { as: 'nothing' }

/** What is hashed for a code: with the meeting, so that hashes of two meetings cannot be laid side by side. */
export const hashedText = (meetingId: string, code: string) => `${meetingId} ${plainCode(code)}`

/** Hexadecimal digits of SHA-256 that stand for a code: 96 bits. */
export const hashLength = 24

const code = /^[0-9A-Z]{4,40}$/
const picked = /^#[0-9a-f]{24}$/

/**
 * Reads whatever a camera, a hand scanner or a hand brings: a badge, a typed code, the address of a personal link
 * (whose last part is the code), or a row picked by name.
 */
export function readText(raw: string): ReadText {
  const text = raw.trim()
  if (picked.test(text)) return { as: 'hash', hash: text.slice(1) }
  const badge = readMarkedCode(text)
  if (badge) return { as: 'badge', ...badge }
  const address = /^https?:\/\/[^/\s]+\/(?:[^?#\s]*\/)?([^/?#\s]+)\/?(?:[?#]\S*)?$/i.exec(text)
  const plain = plainCode(address?.[1] ?? text)
  return code.test(plain) ? { as: 'code', code: plain } : { as: 'nothing' }
}
