import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { electionById } from './elections-read-model.ts'
import { deleteStage, putStages } from './elections-store.ts'
import { isCode } from './save-election.ts'
import { type Stage, stageById } from './stages-read-model.ts'

/**
 * Adds a stage to an election's calendar, or changes the one with the same id when `isNew` is false. A province may
 * set stages that hold in itself only. Refuses days that are none or the wrong way round, and a missing source.
 */
export async function saveStage(
  services: Services,
  actor: Actor,
  input: Stage,
  { isNew }: { isNew: boolean },
): Promise<Result<Stage>> {
  if (!may(actor, 'elections.change', input.scope)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    const before = await stageById(tx, input.electionId, input.id)
    if (!(await electionById(tx, input.electionId)) || (!isNew && !before)) {
      return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    }
    const problems = stageProblems(input)
    if (isNew && before) problems.push({ field: 'id', key: 'elections.refusal.codeTaken' })
    else if (before && !may(actor, 'elections.change', before.scope)) {
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    }
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    await putStages(tx, [
      {
        election_id: input.electionId,
        id: input.id,
        scope: input.scope,
        kind: input.kind,
        name_id: input.nameId,
        name_en: input.nameEn,
        from_on: input.from,
        until_on: input.until,
        source: input.source,
        conf: input.conf,
      },
    ])
    const subject = `stage ${input.id} ${input.electionId}`
    const event = {
      action: 'elections.save-stage' as const,
      subject,
      scope: input.scope,
      before,
      after: input,
    }
    await audit(tx, actor, event, services.clock.now())
    return ok(input)
  })
}

/** What is wrong with a stage by itself. */
export function stageProblems(input: Stage): FieldProblem[] {
  const problems: FieldProblem[] = []
  if (!isCode(input.id)) problems.push({ field: 'id', key: 'elections.refusal.code' })
  for (const field of ['nameId', 'nameEn', 'source'] as const) {
    if (input[field] === '') problems.push({ field, key: 'elections.refusal.required' })
  }
  for (const field of ['from', 'until'] as const) {
    if (!isDay(input[field])) problems.push({ field, key: 'elections.refusal.day' })
  }
  if (isDay(input.from) && isDay(input.until) && input.until < input.from) {
    problems.push({ field: 'until', key: 'elections.refusal.endsBeforeStart' })
  }
  return problems
}

/** Takes a stage out of the calendar. */
export async function removeStage(
  services: Services,
  actor: Actor,
  { electionId, id }: { electionId: string; id: string },
): Promise<Result<Stage>> {
  return transact(services.db, async (tx) => {
    const before = await stageById(tx, electionId, id)
    if (!before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    if (!may(actor, 'elections.change', before.scope)) {
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    }
    await deleteStage(tx, electionId, id)
    const event = {
      action: 'elections.remove-stage' as const,
      subject: `stage ${id} ${electionId}`,
      scope: before.scope,
    }
    await audit(tx, actor, { ...event, before }, services.clock.now())
    return ok(before)
  })
}
