import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { isDay } from '../../platform/clock.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { putDocument, takeDocument } from './evidence-store.ts'
import { forbidden, inEvidence, missing } from './in-evidence.ts'
import { documentKinds } from './tables.ts'

const number = z.string().trim().max(200, 'evidence.refusal.long')
const day = z
  .string()
  .trim()
  .refine((text) => text === '' || isDay(text), 'evidence.refusal.issuedOn')
const shape = z
  .object({ invitation: number, invitationOn: day, mandate: number, mandateOn: day })
  .superRefine((typed, problems) => {
    for (const kind of documentKinds) {
      const [text, on] = [typed[kind], typed[`${kind}On`]]
      if (text !== '' && on === '')
        problems.addIssue({ code: 'custom', path: [`${kind}On`], message: 'evidence.refusal.issuedOn' })
      if (text === '' && on !== '')
        problems.addIssue({ code: 'custom', path: [kind], message: 'evidence.refusal.number' })
    }
  })

/** Notes number and day of the invitation a unit got and of the mandate it gave; emptied ones are taken out. */
export async function noteDocuments(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  unitId: string,
  typed: Typed,
): Promise<Result<null>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const noted = checked.value
  return inEvidence(services, actor, key, async ({ tx, meeting, rights, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    if (!(await unitTree({ db: tx, database: services.database })).byId(unitId)) return missing
    for (const kind of documentKinds) {
      if (noted[kind] === '') await takeDocument(tx, meeting, unitId, kind)
      else
        await putDocument(tx, {
          work_unit_id: meeting.workUnitId,
          meeting_id: meeting.id,
          unit_id: unitId,
          kind,
          number: noted[kind],
          dated_on: noted[`${kind}On`],
        })
    }
    await leave({
      action: 'evidence.note-documents',
      subject: `meeting ${meeting.id}`,
      after: { unit: unitId, invitation: noted.invitation, mandate: noted.mandate },
    })
    return ok(null)
  })
}
