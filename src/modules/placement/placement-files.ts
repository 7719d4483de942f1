import { z } from 'zod'
import type { PlacementInstance, PlacementPlan } from './instance.ts'

const id = z.string()
const whole = z.number().int()
const seat = z.object({ person: id, class: id.nullable() })
const prices = z.array(z.number())
const priced = z.object({ id, class: id, price: z.number() })

const weights = z.object({
  preference: whole,
  province: whole,
  gender: whole,
  side: whole,
  move: whole,
  unplaced: whole.nullable(),
})

const instance = z.object({
  people: z.array(
    z.object({
      id,
      unitId: id,
      provinceId: id,
      side: z.enum(['commissioner', 'secretariat', 'other']),
      gender: z.enum(['f', 'm']).nullable(),
      preferences: z.record(id, whole),
      eligible: z.array(id).optional(),
      division: id.optional(),
    }),
  ),
  classes: z.array(
    z.object({
      id,
      group: id,
      capacity: whole,
      minimum: whole.optional(),
      division: id.optional(),
    }),
  ),
  rules: z.object({
    capacity: z.boolean(),
    minimum: z.boolean(),
    onePerUnit: z.boolean(),
    eligible: z.boolean(),
    together: z.array(z.object({ id, people: z.array(id) })),
    apart: z.array(z.object({ id, people: z.tuple([id, id]) })),
    locks: z.array(z.object({ person: id, class: id })),
  }),
  before: z.array(seat).optional(),
})

const plan = z.object({
  weights,
  seats: z.array(seat),
  unplaced: z.array(id),
  objective: z.number(),
  bound: z.number(),
  gap: z.number(),
  proven: z.boolean(),
  boundBy: z.enum(['prices', 'highs']),
  prices: z.object({
    class: prices,
    province: z.array(z.object({ id, prices })),
    unit: z.array(priced),
    gender: z.array(z.object({ id: z.enum(['f', 'm']), prices })).optional(),
    side: z.array(z.object({ id: z.enum(['commissioner', 'secretariat']), prices })).optional(),
    apart: z.array(priced).optional(),
  }),
})

/** An instance or plan from the text of a file, or a sentence about what is wrong with it. */
function read<T>(shape: z.ZodType<T>, text: string): T | string {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return 'The file is not JSON.'
  }
  const checked = shape.safeParse(parsed)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  return `At ${issue?.path.join('.') || 'the top'}: ${issue?.message}`
}

export const readInstance = (text: string): PlacementInstance | string => read(instance, text)
export const readPlan = (text: string): PlacementPlan | string => read(plan, text)
