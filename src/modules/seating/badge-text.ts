import { createHash } from 'node:crypto'
import { codeAlphabet } from '../../platform/ids.ts'

/** Five signs by which a badge says which meeting it is of, so that one of another meeting is known as such. */
export const meetingMark = (meetingId: string) =>
  [...createHash('sha256').update(`mark of ${meetingId}`).digest().subarray(0, 5)]
    .map((byte) => codeAlphabet[byte % codeAlphabet.length])
    .join('')

/**
 * What a badge's QR says: `JK1:MARK:CODE`. The version, a mark of the meeting, and the participant's opaque code: nothing
 * about a person. Capitals, digits and colons only, so that a QR holds it in its denser alphanumeric mode (ISO/IEC 18004).
 * The room doors reads it.
 */
export const badgeText = (mark: string, code: string) =>
  `JK1:${mark}:${code.toUpperCase().replace(/[\s-]/g, '')}`
