import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type Contest, contestsOf, electionById } from './elections-read-model.ts'
import { putContests } from './elections-store.ts'
import { isCode } from './save-election.ts'

/** Adds a contest to an election, or changes the one with the same code when `isNew` is false. */
export async function saveContest(
  services: Services,
  actor: Actor,
  input: Contest,
  { isNew }: { isNew: boolean },
): Promise<Result<Contest>> {
  const { root } = await unitTree(services)
  if (!may(actor, 'elections.change', root.id)) {
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  }
  return transact(services.db, async (tx) => {
    if (!(await electionById(tx, input.electionId))) {
      return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    }
    const contests = await contestsOf(tx, input.electionId)
    const at = contests.findIndex(({ code }) => code === input.code)
    const before = contests[at]
    if (!isNew && !before) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const problems: FieldProblem[] = []
    if (!isCode(input.code)) problems.push({ field: 'code', key: 'elections.refusal.code' })
    else if (isNew && before) problems.push({ field: 'code', key: 'elections.refusal.codeTaken' })
    for (const field of ['nameId', 'nameEn', 'source'] as const) {
      if (input[field] === '') problems.push({ field, key: 'elections.refusal.required' })
    }
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    await putContests(tx, [
      {
        election_id: input.electionId,
        code: input.code,
        position: before ? at : contests.length,
        name_id: input.nameId,
        name_en: input.nameEn,
        source: input.source,
        conf: input.conf,
      },
    ])
    const subject = `contest ${input.code} ${input.electionId}`
    await audit(
      tx,
      actor,
      { action: 'elections.save-contest', subject, scope: root.id, before, after: input },
      services.clock.now(),
    )
    return ok(input)
  })
}
