import { z } from 'zod'
import { isDay } from '../../platform/clock.ts'
import { statedKinds } from './kinds.ts'
import { readCount } from './read-count.ts'
import { webAddress } from './read-export.ts'

const text = (most: number) => z.string().trim().max(most, 'stated.refusal.long')

/** No platform stated anything before. */
const firstDay = '2000-01-01'
const isStatedDay = (typed: string) => isDay(typed) && typed >= firstDay
const day = z.string().refine(isStatedDay, 'stated.refusal.day')

/**
 * A figure typed in by hand. Followers are as of one day; the other kinds hold for a span of days and need a picture.
 * Refuses days out of order: a figure cannot be stated before the days it is about are over.
 */
export const figureInput = z
  .object({
    kind: z.enum(statedKinds, 'stated.refusal.kind'),
    value: z
      .string()
      .transform((typed) => readCount(typed) ?? null)
      .refine((count) => count !== null, 'stated.refusal.value'),
    channel: z.string().min(1, 'stated.refusal.channel'),
    account: text(120).default(''),
    link: text(1000)
      .default('')
      .refine((typed) => typed === '' || webAddress(typed) !== null, 'stated.refusal.link'),
    from: z.string().default(''),
    until: z.string().default(''),
    statedOn: day,
    base: z.string().default(''),
    publication: z.string().default(''),
    source: text(300).min(1, 'stated.refusal.source'),
    evidence: z.string().default(''),
  })
  .superRefine((typed, refined) => {
    const wrong = (field: string, message: string) =>
      refined.addIssue({ code: 'custom', path: [field], message })
    if (typed.kind === 'followers') {
      if (typed.account === '') wrong('account', 'stated.refusal.account')
      return
    }
    if (!isStatedDay(typed.from)) wrong('from', 'stated.refusal.day')
    if (!isStatedDay(typed.until)) wrong('until', 'stated.refusal.day')
    else if (typed.until < typed.from) wrong('until', 'stated.refusal.untilBefore')
    else if (typed.until > typed.statedOn) wrong('statedOn', 'stated.refusal.statedBefore')
    if (!/^[0-9a-f]{64}$/.test(typed.evidence)) wrong('evidence', 'stated.refusal.evidence')
  })
export type FigureInput = z.output<typeof figureInput>
