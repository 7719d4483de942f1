import type { RequestContext } from '../../platform/http/route.ts'
import { canApply, classesAfter, roomsAfter } from './apply-plan.ts'
import { type Plan, planById } from './plans-read-model.ts'
import type { SeatingNames } from './seating-names.ts'
import type { Here } from './seating-page.tsx'

/** The plan that the address names. */
export const planIn = (c: RequestContext, { meeting }: Here) =>
  planById(c.var.services.db, meeting, c.req.param('plan') ?? '')

/** What a plan is called: the instant it was asked for. */
export const titleOf = (c: RequestContext, { meeting }: Here, plan: Plan) =>
  c.var.t('seating.plan.title', { at: c.var.format.instant(plan.askedAt, meeting.timeZone) })

/** What the class or room of an id is called; null is none. */
export const whereIn = (names: SeatingNames, { kind }: Pick<Plan, 'kind'>) =>
  kind === 'rooms' ? (id: string | null) => names.room(id) : (id: string | null) => names.classCode(id)

/** What a plan that was found would change; null for one that says nothing or cannot be read. */
export async function afterOf(c: RequestContext, { meeting }: Here, plan: Plan) {
  if (!canApply(plan.state) && plan.state !== 'applied') return null
  const { db } = c.var.services
  try {
    if (plan.kind === 'rooms') {
      const after = await roomsAfter(db, meeting, plan)
      return after && { as: 'rooms' as const, changes: after.changes }
    }
    const after = await classesAfter(db, meeting, plan)
    if (!after) return null
    const before = plan.state === 'applied' ? after.sheet.before : after.now
    return { as: 'classes' as const, changes: after.changes, before, seats: after.seats }
  } catch {
    return null
  }
}
