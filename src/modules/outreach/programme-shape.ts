import { z } from 'zod'
import type { Typed } from '../../platform/http/form.ts'
import type { Base } from './bases-read-model.ts'

export const text = z.string().trim().default('')
const textOrNull = (most: number) =>
  text.pipe(z.string().max(most, 'outreach.refusal.long')).transform((typed) => typed || null)

/** Most signs of a reason, and of a note. */
export const mostOfReason = 300
const mostOfNote = 1000

/** A whole number from 1 (or `from`) with or without separators, null where nothing was typed. */
export const wholeNumber = (key: string, from = 0) =>
  text.transform((typed, context) => {
    if (typed === '') return null
    const number = /^\d{1,3}([.,\s]\d{3})*$|^\d{1,9}$/.test(typed)
      ? Number(typed.replace(/\D/g, ''))
      : Number.NaN
    if (number >= from) return number
    context.addIssue({ code: 'custom', message: key })
    return z.NEVER
  })

/** What is typed to open a programme, for the bases of its unit. */
export const programmeShape = (bases: readonly Base[]) =>
  z.object({
    startsOn: text,
    endsOn: text,
    targetPeople: wholeNumber('outreach.refusal.target', 1),
    note: textOrNull(mostOfNote),
    quotaReason: textOrNull(mostOfReason),
    ...Object.fromEntries(
      bases.flatMap(({ code }) => [
        [`quota-${code}`, wholeNumber('outreach.refusal.quota')],
        [`target-${code}`, wholeNumber('outreach.refusal.target', 1)],
      ]),
    ),
  })

/** The bases that are ticked, with their numbers. */
export const chosenBases = (
  bases: readonly Base[],
  typed: Typed,
  checked: Readonly<Record<string, unknown>>,
) =>
  bases
    .filter(({ code }) => typed[`base-${code}`] === 'on')
    .map(({ code }) => {
      const [quota, target] = [checked[`quota-${code}`], checked[`target-${code}`]]
      return {
        code,
        quota: typeof quota === 'number' ? quota : undefined,
        targetPeople: typeof target === 'number' ? target : null,
      }
    })
