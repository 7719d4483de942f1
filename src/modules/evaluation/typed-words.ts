import { z } from 'zod'

/** Words as typed, without blanks around them; empty when the field was left out. */
export const words = (most: number) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim().replaceAll('\r\n', '\n'))
    .pipe(z.string().max(most, 'evaluation.refusal.long'))
