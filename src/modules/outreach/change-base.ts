import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { electionById } from '../elections/index.ts'
import { type Base, basesFor } from './bases-read-model.ts'
import type { BaseTerms } from './effective-base.ts'
import { isQuota } from './open-programme.ts'
import { mostOfReason } from './programme-shape.ts'
import { programmeOf } from './programmes-read-model.ts'
import { putSetting } from './programmes-store.ts'
import { volunteersOf } from './volunteers-read-model.ts'

export interface BaseChange extends BaseTerms {
  workUnitId: string
  electionId: string
  base: string
  reason: string
}

const isAge = (age: number | null) => age === null || (Number.isInteger(age) && age >= 0 && age <= 120)

/** What is wrong with the terms by themselves. */
export function termProblems(terms: BaseTerms & { reason: string }): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isQuota(terms.quota)) problems.push({ field: 'quota', key: 'outreach.refusal.quota' })
  for (const field of ['ageFrom', 'ageUntil', 'volunteerAgeUntil'] as const) {
    if (!isAge(terms[field])) problems.push({ field, key: 'outreach.refusal.age' })
  }
  if (terms.ageFrom !== null && terms.ageUntil !== null && terms.ageFrom > terms.ageUntil) {
    problems.push({ field: 'ageUntil', key: 'outreach.refusal.ages' })
  }
  if (terms.reason.trim() === '') problems.push({ field: 'reason', key: 'outreach.refusal.reason' })
  if (terms.reason.length > mostOfReason) problems.push({ field: 'reason', key: 'outreach.refusal.long' })
  return problems
}

/**
 * Gives a unit, and everything under it, its own terms for a base in one election. The national value stays.
 * Refuses a quota below the active volunteers of the unit's own programme, and to put a base with active volunteers
 * out of use.
 */
export async function changeBase(
  services: Services,
  actor: Actor,
  change: BaseChange,
): Promise<Result<Base>> {
  const { workUnitId, electionId, base: code } = change
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const find = async () =>
      (await basesFor(tx, { electionId, workUnitId })).find((base) => base.code === code)
    const before = await find()
    if (!before || !(await electionById(tx, electionId))) {
      return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    }
    const problems = termProblems(change)
    const programme = await programmeOf(tx, workUnitId, electionId)
    const active = programme
      ? (await volunteersOf(tx, { workUnitId, programmeId: programme.id, base: code })).filter(
          ({ state }) => state === 'active',
        ).length
      : 0
    if (active > 0 && !change.isUsed) {
      problems.push({ field: 'isUsed', key: 'outreach.refusal.usedBase', params: { active } })
    } else if (active > change.quota) {
      problems.push({ field: 'quota', key: 'outreach.refusal.quotaBelow', params: { active } })
    }
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const at = services.clock.now()
    await putSetting(tx, {
      work_unit_id: workUnitId,
      election_id: electionId,
      base: code,
      is_used: change.isUsed,
      quota: change.quota,
      age_from: change.ageFrom,
      age_until: change.ageUntil,
      volunteer_age_until: change.volunteerAgeUntil,
      reason: change.reason.trim(),
      changed_at: at,
    })
    const after = await find()
    if (!after) throw new Error(`The base ${code} is gone.`)
    const event = {
      action: 'outreach.change-base' as const,
      subject: `base ${code} ${electionId}`,
      scope: workUnitId,
    }
    await audit(tx, actor, { ...event, before, after: { ...after, reason: change.reason.trim() } }, at)
    return ok(after)
  })
}
