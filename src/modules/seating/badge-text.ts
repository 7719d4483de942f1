import { createHash } from 'node:crypto'
import { codeAlphabet } from '../../platform/ids.ts'

/** Five signs for a meeting, so that a badge of another one is known as such. */
const markOf = (meetingId: string) =>
  [...createHash('sha256').update(`mark of ${meetingId}`).digest().subarray(0, 5)]
    .map((byte) => codeAlphabet[byte % codeAlphabet.length])
    .join('')

/**
 * What the QR of a badge says: `JK1:MARK:CODE`, as the room doors reads it (a test holds the two together; doors stands
 * to the right of this room and cannot be asked). Capitals, digits and colons only: the dense mode of a QR code.
 */
export const badgeText = (meetingId: string, code: string) =>
  `JK1:${markOf(meetingId)}:${code.toUpperCase().replace(/[\s-]/g, '')}`
