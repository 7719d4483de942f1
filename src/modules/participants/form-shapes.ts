import { z } from 'zod'

/** Something typed that may be left empty: trimmed, null when nothing is left, refused over `most` signs. */
export const optionalText = (most: number) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .refine((typed) => typed.length <= most, 'participants.refusal.tooLong')
    .transform((typed) => (typed === '' ? null : typed))

/** Something typed that must be there: trimmed, refused (`missing`) when nothing is left and over `most` signs. */
export const requiredText = (most: number, missing = 'participants.refusal.empty') =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim().replace(/[ \t]+/g, ' '))
    .refine((typed) => typed !== '', missing)
    .refine((typed) => typed.length <= most, 'participants.refusal.tooLong')

/** A gender where it was said. */
export const genderShape = z
  .enum(['f', 'm', ''])
  .default('')
  .transform((typed) => (typed === '' ? null : typed))
