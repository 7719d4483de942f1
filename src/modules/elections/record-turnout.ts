import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Contest, contestsOf } from './elections-read-model.ts'
import { deleteTurnout, putTurnout } from './elections-store.ts'
import { turnoutId } from './turnout-id.ts'
import { type Turnout, turnoutById } from './turnout-read-model.ts'

export type TurnoutInput = Omit<Turnout, 'id' | 'example'>

/**
 * Adds what a source says about turnout, or changes the record `id`.
 * Figures that do not add up are kept and shown as such. Refused is only what says nothing: votes without voters, a
 * number of voters without its list, a mean without the number of areas, anything without a source; and what the
 * same source is already recorded for.
 */
export async function recordTurnout(
  services: Services,
  actor: Actor,
  input: TurnoutInput,
  id: string | null = null,
): Promise<Result<Turnout>> {
  if (!may(actor, 'elections.change', input.scope)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const problems = turnoutProblems(input, await contestsOf(tx, input.electionId))
    const newId = turnoutId(input)
    const before = id === null ? undefined : await turnoutById(tx, input.electionId, id)
    if (id !== null && !before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (before && !may(actor, 'elections.change', before.scope)) {
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    }
    if (newId !== id && (await turnoutById(tx, input.electionId, newId))) {
      problems.push({ field: 'source', key: 'elections.refusal.turnoutThere' })
    }
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    if (before) await deleteTurnout(tx, before.scope, before.id)
    const after = await writeTurnout(tx, input)
    const event = {
      action: 'elections.record-turnout' as const,
      subject: `turnout ${newId}`,
      scope: input.scope,
    }
    await audit(tx, actor, { ...event, before, after }, services.clock.now())
    return ok(after)
  })
}

/** Writes one record over what the same source said before. */
export async function writeTurnout(tx: Tx, input: TurnoutInput): Promise<Turnout> {
  const id = turnoutId(input)
  await putTurnout(tx, [
    {
      work_unit_id: input.scope,
      id,
      election_id: input.electionId,
      contest: input.contest,
      area: input.area,
      method: input.method,
      areas: input.areas,
      voted: input.voted,
      dpt: input.dpt,
      dptb: input.dptb,
      dpk: input.dpk,
      denominator: input.denominator,
      denominator_kind: input.denominatorKind,
      stated_percent: input.statedPercent,
      is_approximate: input.isApproximate,
      target_percent: input.targetPercent,
      as_on: input.asOn,
      note: input.note,
      source: input.source.trim(),
      conf: input.conf,
    },
  ])
  return { ...input, id, example: false }
}

/** What is missing from a record; sums that disagree are no reason to refuse it. */
export function turnoutProblems(input: TurnoutInput, contests: readonly Contest[]): FieldProblem[] {
  const problems: FieldProblem[] = []
  const wrong = (field: string, key: string) => problems.push({ field, key })
  if (!contests.some(({ code }) => code === input.contest)) wrong('contest', 'elections.refusal.contest')
  if (input.source.trim() === '') wrong('source', 'elections.refusal.required')
  if (input.asOn !== null && !isDay(input.asOn)) wrong('asOn', 'elections.refusal.day')
  const hasVoters = input.denominator !== null || input.dpt !== null
  if (input.method === 'mean-of-areas') {
    if (input.statedPercent === null) wrong('statedPercent', 'elections.refusal.meanWithoutRate')
    if (!input.areas) wrong('areas', 'elections.refusal.meanWithoutAreas')
  } else {
    if (input.voted === null && input.statedPercent === null) wrong('voted', 'elections.refusal.noVotes')
    if (input.voted !== null && !hasVoters) wrong('denominator', 'elections.refusal.noVoters')
  }
  if (hasVoters && input.denominatorKind === 'unstated') wrong('denominatorKind', 'elections.refusal.noList')
  if (input.denominator === 0) wrong('denominator', 'elections.refusal.zeroVoters')
  for (const field of ['statedPercent', 'targetPercent'] as const) {
    if ((input[field] ?? 0) > 100) wrong(field, 'elections.refusal.percent')
  }
  return problems
}

/** Takes a record out. */
export async function removeTurnout(
  services: Services,
  actor: Actor,
  { electionId, id }: { electionId: string; id: string },
): Promise<Result<Turnout>> {
  return transact(services.db, async (tx) => {
    const before = await turnoutById(tx, electionId, id)
    if (!before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (!may(actor, 'elections.change', before.scope)) {
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    }
    await deleteTurnout(tx, before.scope, id)
    const event = {
      action: 'elections.remove-turnout' as const,
      subject: `turnout ${id}`,
      scope: before.scope,
    }
    await audit(tx, actor, { ...event, before }, services.clock.now())
    return ok(before)
  })
}
