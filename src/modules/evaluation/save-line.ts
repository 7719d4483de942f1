import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { isId } from '../../platform/ids.ts'
import type { Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type ClassKey, inClass, invalid, missing } from './in-class.ts'
import { minutesLineById } from './minutes-read-model.ts'
import { saveTaken } from './save-taken.ts'
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
  return inClass(services, actor, key, async (here) => {
    const { tx, meeting, sessions, at } = here
    if (session !== '' && !sessions.some((one) => one.id === session)) {
      return invalid([{ field: 'session', key: 'evaluation.refusal.session' }])
    }
    const decided = typedDecision === '' ? null : typedDecision
    const change = { point, said, decided, changed_at: at }
    return saveTaken(here, 'minutes_line', {
      id,
      version,
      row: {
        kind: 'minutes_line',
        row: {
          ...change,
          work_unit_id: meeting.workUnitId,
          meeting_id: meeting.id,
          class_id: here.class.id,
          session_id: session === '' ? null : session,
          id,
          written_at: at,
          example: meeting.example,
        },
      },
      change,
      standing: async () => {
        const line = await minutesLineById(tx, key.meeting, id)
        return line?.classId === here.class.id
          ? { isSame: line.point === point && line.said === said && line.decided === decided }
          : undefined
      },
      field: 'said',
      actions: { add: 'evaluation.save-line', change: 'evaluation.save-line' },
    })
  })
}
