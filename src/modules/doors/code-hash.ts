import { createHash } from 'node:crypto'
import { codeAlphabet } from '../../platform/ids.ts'
import { hashedText, hashLength } from './qr-text.ts'

/** What stands for a participant's code on a phone: enough to recognise the code, too little to print a badge from. */
export const codeHash = (meetingId: string, code: string) =>
  createHash('sha256').update(hashedText(meetingId, code)).digest('hex').slice(0, hashLength)

/** Five signs by which a badge's QR says which meeting it is of. */
export const meetingMark = (meetingId: string) =>
  [...createHash('sha256').update(`mark of ${meetingId}`).digest().subarray(0, 5)]
    .map((byte) => codeAlphabet[byte % codeAlphabet.length])
    .join('')
