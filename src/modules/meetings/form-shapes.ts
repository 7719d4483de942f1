import { z } from 'zod'

/** Shapes of typed fields; messages are keys. */

export const text = z.string().trim().default('')
export const textOrNull = text.transform((typed) => typed || null)
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, 'meetings.refusal.choose')
/** Sent only when ticked. */
export const ticked = z
  .string()
  .optional()
  .transform((typed) => typed !== undefined)
/** A whole number of people, beds or seats, with points between thousands; null where nothing was typed. */
export const countOrNull = text.transform((typed, context) => {
  if (typed === '') return null
  const digits = typed.replace(/[.\s](?=\d{3}\b)/g, '')
  if (/^\d{1,7}$/.test(digits)) return Number(digits)
  context.addIssue({ code: 'custom', message: 'meetings.refusal.count' })
  return z.NEVER
})
