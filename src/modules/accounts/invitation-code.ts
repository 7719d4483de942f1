import { createHmac } from 'node:crypto'
import { newCode } from '../../platform/ids.ts'

/** 30^12: 59 bits, guessed at most a few hundred times an hour. */
const signs = 12

/** An invitation holds for two weeks: long enough for paper to travel, short enough to be forgotten safely. */
export const invitationDays = 14

export const newInvitationCode = () => newCode(signs)

/** `ABCD-EFGH-JKMN`: as it is printed and read aloud. */
export const showCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')

/** The code in what somebody typed or scanned, or null when it cannot be one. */
export function readCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return /^[2-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : null
}

/** What is stored instead of the code. Keyed, so that a stolen table alone cannot be searched for codes. */
export const hashCode = (secret: string, code: string) =>
  createHmac('sha256', secret).update(`invitation ${code}`).digest('hex')
