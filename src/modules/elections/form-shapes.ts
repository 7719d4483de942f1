import { z } from 'zod'
import { type Unit, type UnitTree, unitOfParam } from '../directory/index.ts'
import { confidences } from './tables.ts'
import { typedCount, typedPercent } from './typed-numbers.ts'

/** Shapes of typed fields; messages are keys. */

export const text = z.string().trim().default('')
export const textOrNull = text.transform((typed) => typed || null)
export const confidence = z.enum(confidences, 'elections.refusal.choose').default('M')
export const choice = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, 'elections.refusal.choose')

const parsed = (parse: (typed: string) => number | null, key: string) =>
  text.transform((typed, context) => {
    if (typed === '') return null
    const number = parse(typed)
    if (number !== null) return number
    context.addIssue({ code: 'custom', message: key })
    return z.NEVER
  })
/** A whole number, or null where nothing was typed. */
export const countOrNull = parsed(typedCount, 'elections.refusal.count')
/** A rate in per cent, or null where nothing was typed. */
export const percentOrNull = parsed(typedPercent, 'elections.refusal.percent')

/** The unit people mean by a code (`33.73`, `00`) or by its short name; undefined when there is none. */
export const unitOfText = (tree: UnitTree, typed: string): Unit | undefined =>
  unitOfParam(tree, typed) ??
  tree.all.find(({ shortName, name }) => [shortName, name].some((one) => same(one, typed)))

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase()

/** One unit's scope. */
export const scopeIn = (tree: UnitTree) =>
  text.transform((typed, context) => {
    const unit = unitOfText(tree, typed)
    if (unit) return unit.id
    context.addIssue({ code: 'custom', message: 'elections.refusal.unit' })
    return z.NEVER
  })

/** Scopes of several units, parted by commas or lines. */
export const scopesIn = (tree: UnitTree) =>
  text.transform((typed, context) => {
    const names = typed
      .split(/[\n,;]/)
      .map((name) => name.trim())
      .filter(Boolean)
    const units = names.map((name) => unitOfText(tree, name))
    if (units.every((unit) => unit !== undefined)) return [...new Set(units.map(({ id }) => id))]
    context.addIssue({ code: 'custom', message: 'elections.refusal.units' })
    return z.NEVER
  })
