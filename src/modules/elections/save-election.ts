import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type Election, electionAreas, electionById } from './elections-read-model.ts'
import { putAreas, putElections } from './elections-store.ts'
import type { Confidence, ElectionKind } from './tables.ts'

export interface ElectionInput {
  id: string
  nameId: string
  nameEn: string
  kind: ElectionKind
  votingOn: string | null
  /** `07:00`, in the local time of every polling station. */
  opensAt: string | null
  /** Scopes that take part. */
  areas: readonly string[]
  source: string
  conf: Confidence
}

const codeForm = /^[a-z0-9]+(-[a-z0-9]+)*$/

/** Whether a text may stand as a code in an address: small letters, digits, single hyphens, 40 at most. */
export const isCode = (text: string) => text.length <= 40 && codeForm.test(text)

/**
 * Adds an election, or changes the one with the same id when `isNew` is false.
 * Refuses a code that is taken or no code, a day or time that is none, missing words or source.
 */
export async function saveElection(
  services: Services,
  actor: Actor,
  input: ElectionInput,
  { isNew }: { isNew: boolean },
): Promise<Result<Election>> {
  const { root } = await unitTree(services)
  if (!may(actor, 'elections.change', root.id)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const before = await electionById(tx, input.id)
    if (!isNew && !before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const problems = electionProblems(input)
    if (isNew && before) problems.push({ field: 'id', key: 'elections.refusal.codeTaken' })
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const beforeAreas = await electionAreas(tx, input.id)
    await putElections(tx, [
      {
        id: input.id,
        name_id: input.nameId,
        name_en: input.nameEn,
        kind: input.kind,
        voting_on: input.votingOn,
        opens_at: input.opensAt,
        source: input.source,
        conf: input.conf,
        example: before?.example ?? false,
      },
    ])
    await putAreas(tx, input.id, input.areas)
    const after: Election = { ...input, example: before?.example ?? false }
    const event = { action: 'elections.save' as const, subject: `election ${input.id}`, scope: root.id }
    await audit(
      tx,
      actor,
      { ...event, before: before && { ...before, areas: beforeAreas }, after },
      services.clock.now(),
    )
    return ok(after)
  })
}

function electionProblems(input: ElectionInput): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isCode(input.id)) problems.push({ field: 'id', key: 'elections.refusal.code' })
  for (const field of ['nameId', 'nameEn', 'source'] as const) {
    if (input[field] === '') problems.push({ field, key: 'elections.refusal.required' })
  }
  if (input.votingOn !== null && !isDay(input.votingOn)) {
    problems.push({ field: 'votingOn', key: 'elections.refusal.day' })
  }
  if (input.opensAt !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(input.opensAt)) {
    problems.push({ field: 'opensAt', key: 'elections.refusal.time' })
  }
  return problems
}
