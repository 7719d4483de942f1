import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { isId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { insertLine, updateLine } from './evaluation-store.ts'
import { type ClassKey, inClass, invalid, missing } from './in-class.ts'
import { minutesLineById } from './minutes-read-model.ts'
import { words } from './typed-words.ts'

const shape = z.object({
  point: words(200).pipe(z.string().min(1, 'evaluation.refusal.point')),
  said: words(5000).pipe(z.string().min(1, 'evaluation.refusal.said')),
  decided: words(2000),
  session: words(60),
  version: z.coerce.number().int().min(0, 'ui.form.invalid'),
})

/**
 * Saves a line of the minutes. Version 0 adds it under the id its form came with, so that a form sent twice over a bad
 * line adds one line. Any other version must be the one that stands: somebody else's words are never overwritten
 * unseen, what was typed stays in the form and the field says what happened. Resolves to the id.
 */
export async function saveLine(
  services: Services,
  actor: Actor,
  key: ClassKey,
  id: string,
  typed: Typed,
): Promise<Result<string>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { point, said, decided: typedDecision, session, version } = checked.value
  if (!isId(id)) return missing
  return inClass(services, actor, key, async ({ tx, meeting, class: here, sessions, at, leave }) => {
    if (session !== '' && !sessions.some((one) => one.id === session)) {
      return invalid([{ field: 'session', key: 'evaluation.refusal.session' }])
    }
    const decided = typedDecision === '' ? null : typedDecision
    const subject = `minutes_line ${id}`
    if (version === 0) {
      const added = await insertLine(tx, {
        work_unit_id: meeting.workUnitId,
        meeting_id: meeting.id,
        class_id: here.id,
        session_id: session === '' ? null : session,
        id,
        point,
        said,
        decided,
        written_at: at,
        changed_at: at,
        example: meeting.example,
      })
      if (added) {
        await leave({ action: 'evaluation.save-line', subject, after: { version: 1 } })
        return ok(id)
      }
    }
    const line = await minutesLineById(tx, key.meeting, id)
    if (line?.classId !== here.id) return missing
    const isSame = line.point === point && line.said === said && line.decided === decided
    if (isSame) return ok(id)
    if (!(await updateLine(tx, key.meeting, { id, version }, { point, said, decided, changed_at: at }))) {
      return invalid([{ field: 'said', key: 'evaluation.refusal.changedMeanwhile' }])
    }
    await leave({ action: 'evaluation.save-line', subject, after: { version: version + 1 } })
    return ok(id)
  })
}
