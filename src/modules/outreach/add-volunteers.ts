import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { basesFor } from './bases-read-model.ts'
import { mostOfReason } from './programme-shape.ts'
import { programmeById } from './programmes-read-model.ts'
import { changeProgramme, addVolunteers as insertVolunteers, lockProgramme } from './programmes-store.ts'
import { quotaRefusal, volunteerCeiling } from './quota.ts'
import { lineProblems, type VolunteerLine } from './volunteer-lines.ts'
import { type Volunteer, volunteersOf } from './volunteers-read-model.ts'

export interface VolunteersInput {
  workUnitId: string
  programmeId: string
  base: string
  volunteers: readonly VolunteerLine[]
  /** Why the unit needs more than a district may have; kept with the programme. */
  quotaReason: string | null
}

/** More at once is no list of volunteers. */
const mostLines = 200

const invalid = (...fields: FieldProblem[]): { ok: false; refusal: Refusal } =>
  refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/**
 * Adds volunteers to one base of an open programme of a district, all of them or none.
 * Refuses more than the base's quota, more than the district's ceiling without a reason, and every line that names
 * nobody or somebody who is already there.
 */
export async function addVolunteers(
  services: Services,
  actor: Actor,
  input: VolunteersInput,
): Promise<Result<Volunteer[]>> {
  const { workUnitId, programmeId, base: code, volunteers } = input
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  const unit = (await unitTree(services)).byId(workUnitId)
  return transact(services.db, async (tx) => {
    await lockProgramme(tx, workUnitId, programmeId)
    const programme = await programmeById(tx, workUnitId, programmeId)
    if (!unit || !programme) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (programme.state !== 'open') return refuse({ kind: 'conflict', key: 'outreach.refusal.closed' })
    if (unit.level !== 'district') return refuse({ kind: 'conflict', key: 'outreach.refusal.notDistrict' })
    const base = (await basesFor(tx, { electionId: programme.electionId, workUnitId })).find(
      (one) => one.code === code,
    )
    if (!base || !programme.bases.includes(code)) {
      return invalid({ field: 'base', key: 'outreach.refusal.base', params: { base: code.slice(0, 40) } })
    }
    if (volunteers.length > mostLines) {
      return invalid({ field: 'names', key: 'outreach.refusal.tooManyLines', params: { most: mostLines } })
    }
    if ((input.quotaReason?.length ?? 0) > mostOfReason) {
      return invalid({ field: 'quotaReason', key: 'outreach.refusal.long' })
    }
    const active = (await volunteersOf(tx, { workUnitId, programmeId })).filter(
      ({ state }) => state === 'active',
    )
    const inBase = active.filter((one) => one.base === code)
    const problems = lineProblems('names', volunteers, inBase)
    if (problems.length > 0) return invalid(...problems)
    const quotaReason = input.quotaReason ?? programme.quotaReason
    const refusal = quotaRefusal({
      adding: volunteers.length,
      inBase: inBase.length,
      quota: base.quota,
      inAll: active.length,
      ceiling: volunteerCeiling(),
      hasReason: quotaReason !== null,
    })
    if (refusal?.kind === 'base-full') {
      const params = { room: refusal.room, quota: refusal.quota, adding: volunteers.length }
      return invalid({ field: 'names', key: 'outreach.refusal.baseFull', params })
    }
    if (refusal) {
      const params = { room: refusal.room, ceiling: refusal.ceiling, adding: volunteers.length }
      return invalid({ field: 'quotaReason', key: 'outreach.refusal.ceiling', params })
    }
    const at = services.clock.now()
    const added = volunteers.map(({ name, contact }) => ({ id: newId(at.getTime()), name, contact }))
    await insertVolunteers(
      tx,
      added.map((volunteer) => ({
        work_unit_id: workUnitId,
        programme_id: programmeId,
        base: code,
        ...volunteer,
        state: 'active' as const,
        added_at: at,
        released_at: null,
        example: false,
      })),
    )
    if (quotaReason !== programme.quotaReason) {
      await changeProgramme(tx, workUnitId, programmeId, { quota_reason: quotaReason })
    }
    // By id only: a name in the trail could never be erased.
    const after = { base: code, quotaReason, volunteers: added.map(({ id }) => id) }
    const subject = `programme ${programmeId}`
    await audit(tx, actor, { action: 'outreach.add-volunteers', subject, scope: workUnitId, after }, at)
    return ok(added.map((one): Volunteer => ({ ...one, base: code, state: 'active', example: false })))
  })
}
