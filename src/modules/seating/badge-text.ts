import { createHash } from 'node:crypto'
import { codeAlphabet } from '../../platform/ids.ts'
import { markedCode } from '../../platform/marked-code.ts'

/** Five signs by which a badge says which meeting it is of, so that one of another meeting is known as such. */
export const meetingMark = (meetingId: string) =>
  [...createHash('sha256').update(`mark of ${meetingId}`).digest().subarray(0, 5)]
    .map((byte) => codeAlphabet[byte % codeAlphabet.length])
    .join('')

/**
 * What a badge's QR says: the mark of the meeting and the participant's opaque code, nothing about a person. The room doors
 * reads it.
 */
export const badgeText = markedCode
