import { newCode } from '../../platform/ids.ts'

/** 30^12, 59 bits: with a whole meeting's codes about, one guess in 10^14 meets one, and few guesses are allowed. */
export const newPersonalCode = () => newCode(12)

/** `ABCD-EFGH-JKMN`: as it is printed and read aloud. */
export const shownCode = (code: string) => code.replace(/(.{4})(?=.)/g, '$1-')

/** The code in what was typed or scanned, or null when it cannot be one. */
export function readPersonalCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '')
  return /^[2-9A-HJKMNP-TV-Z]{12}$/.test(code) ? code : null
}

/** Where somebody answers. */
export const personalPath = (code: string) => `/m/${shownCode(code)}`
