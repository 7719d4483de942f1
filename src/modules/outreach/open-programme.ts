import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { electionById } from '../elections/index.ts'
import { type Base, basesFor } from './bases-read-model.ts'
import { dayProblems } from './programme-days.ts'
import { type Programme, programmeOf } from './programmes-read-model.ts'
import { addProgramme, putSetting } from './programmes-store.ts'
import { volunteerCeiling } from './quota.ts'

export interface ProgrammeInput {
  workUnitId: string
  electionId: string
  /** Bases to work on; a quota other than the one that holds here becomes the unit's own. */
  bases: readonly { code: string; quota?: number; targetPeople?: number | null }[]
  startsOn: string
  endsOn: string
  targetPeople: number | null
  note: string | null
  /** Why there will be more volunteers than a district may have. */
  quotaReason: string | null
}

/**
 * Opens a unit's programme for an election.
 * Refuses unknown elections and bases, days the wrong way round, more quota than a district may have without a
 * reason, and a second programme for the same election: a closed one is reopened.
 */
export async function openProgramme(
  services: Services,
  actor: Actor,
  input: ProgrammeInput,
): Promise<Result<Programme>> {
  const { workUnitId, electionId } = input
  if (!may(actor, 'outreach.change', workUnitId)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  const unit = (await unitTree(services)).byId(workUnitId)
  if (!unit) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
  return transact(services.db, async (tx) => {
    const election = await electionById(tx, electionId)
    if (!election) {
      const fields = [{ field: 'election', key: 'outreach.refusal.election' }]
      return refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
    }
    const known = await basesFor(tx, { electionId, workUnitId })
    const problems = [
      ...dayProblems(input, election.votingOn),
      ...baseProblems(input, known),
      ...(unit.level === 'district' ? ceilingProblems(input, known) : []),
    ]
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const at = services.clock.now()
    const id = newId(at.getTime())
    const added = await addProgramme(
      tx,
      {
        work_unit_id: workUnitId,
        id,
        election_id: electionId,
        state: 'open',
        starts_on: input.startsOn,
        ends_on: input.endsOn,
        target_people: input.targetPeople,
        note: input.note,
        quota_reason: input.quotaReason,
        created_at: at,
        opened_at: at,
        closed_at: null,
      },
      input.bases.map(({ code, targetPeople }) => ({
        work_unit_id: workUnitId,
        programme_id: id,
        base: code,
        target_people: targetPeople ?? null,
      })),
    )
    if (!added) return refuse({ kind: 'conflict', key: 'outreach.refusal.programmeThere' })
    for (const { code, quota } of input.bases) {
      const base = known.find((one) => one.code === code)
      if (!base || quota === undefined || quota === base.quota) continue
      await putSetting(tx, settingRow(base, { ...input, quota, at }))
    }
    await audit(
      tx,
      actor,
      { action: 'outreach.open', subject: `programme ${id}`, scope: workUnitId, after: input },
      at,
    )
    const programme = await programmeOf(tx, workUnitId, electionId)
    if (!programme) throw new Error(`The programme ${id} is not there after it was added.`)
    return ok(programme)
  })
}

/** A changed quota leaves the other terms of the base as they hold in the unit. */
const settingRow = (
  base: Base,
  { workUnitId, electionId, quota, at, quotaReason }: ProgrammeInput & { quota: number; at: Date },
) => ({
  work_unit_id: workUnitId,
  election_id: electionId,
  base: base.code,
  is_used: base.isUsed,
  quota,
  age_from: base.ageFrom,
  age_until: base.ageUntil,
  volunteer_age_until: base.volunteerAgeUntil,
  reason: quotaReason,
  changed_at: at,
})

function baseProblems({ bases }: ProgrammeInput, known: readonly Base[]): FieldProblem[] {
  if (bases.length === 0) return [{ field: 'bases', key: 'outreach.refusal.noBases' }]
  if (new Set(bases.map(({ code }) => code)).size < bases.length) {
    return [{ field: 'bases', key: 'outreach.refusal.baseTwice' }]
  }
  return bases.flatMap(({ code, quota }): FieldProblem[] => {
    const base = known.find((one) => one.code === code)
    if (!base?.isUsed) return [{ field: 'bases', key: 'outreach.refusal.base', params: { base: code } }]
    return quota === undefined || isQuota(quota)
      ? []
      : [{ field: `quota-${code}`, key: 'outreach.refusal.quota' }]
  })
}

/** No unit ever had a tenth of it; larger is a slip of the finger. */
export const largestQuota = 1000
export const isQuota = (quota: number) => Number.isInteger(quota) && quota >= 0 && quota <= largestQuota

function ceilingProblems({ bases, quotaReason }: ProgrammeInput, known: readonly Base[]): FieldProblem[] {
  const ceiling = volunteerCeiling()
  const sum = bases.reduce(
    (total, { code, quota }) => total + (quota ?? known.find((base) => base.code === code)?.quota ?? 0),
    0,
  )
  if (sum <= ceiling || quotaReason !== null) return []
  return [{ field: 'quotaReason', key: 'outreach.refusal.ceilingReason', params: { sum, ceiling } }]
}
