import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { electionById } from './elections-read-model.ts'
import { putVoters } from './elections-store.ts'
import type { Confidence, VoterList } from './tables.ts'
import { registeredVoters } from './voters-read-model.ts'

export interface VotersInput {
  electionId: string
  scope: string
  list: VoterList
  asOn: string
  /** Null: what was typed is no number. */
  voters: number | null
  source: string
  conf: Confidence
}

/** Records the voters of an area on a list as of a day; the same area, list and day takes the new count. */
export async function recordVoters(
  services: Services,
  actor: Actor,
  input: VotersInput,
): Promise<Result<VotersInput>> {
  const { electionId, scope, list, asOn, voters, source, conf } = input
  if (!may(actor, 'elections.change', scope)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    if (!(await electionById(tx, electionId))) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const problems: FieldProblem[] = []
    if (!isDay(asOn)) problems.push({ field: 'asOn', key: 'elections.refusal.day' })
    if (source === '') problems.push({ field: 'source', key: 'elections.refusal.required' })
    if (voters === null) problems.push({ field: 'voters', key: 'elections.refusal.count' })
    if (problems.length > 0 || voters === null) {
      return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    }
    const before = (await registeredVoters(tx, { electionId, list })).find((row) => row.scope === scope)
    const row = { work_unit_id: scope, election_id: electionId, list, as_on: asOn, voters, source, conf }
    await putVoters(tx, [row])
    const event = {
      action: 'elections.record-voters' as const,
      subject: `voters ${list} ${electionId}`,
      scope,
    }
    await audit(tx, actor, { ...event, before, after: input }, services.clock.now())
    return ok(input)
  })
}
