import { createHash } from 'node:crypto'
import { hashedText, hashLength } from './qr-text.ts'

/** What stands for a participant's code on a phone: enough to recognise the code, too little to print a badge from. */
export const codeHash = (meetingId: string, code: string) =>
  createHash('sha256').update(hashedText(meetingId, code)).digest('hex').slice(0, hashLength)
