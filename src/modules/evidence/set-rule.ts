import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { isDay } from '../../platform/clock.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingKey, sessionsOf } from '../meetings/index.ts'
import { ruleOf } from './certificates-read-model.ts'
import { mostSessionsOfOne } from './evidence.ts'
import { putRule } from './evidence-store.ts'
import { forbidden, inEvidence, invalid } from './in-evidence.ts'

const line = (missingKey: string) => z.string().trim().min(1, missingKey).max(200, 'evidence.refusal.long')
const shape = z.object({
  atLeast: z
    .string()
    .trim()
    .regex(/^[1-9]\d{0,2}$/, 'evidence.refusal.atLeast'),
  issuedIn: line('evidence.refusal.issuedIn'),
  issuedOn: z.string().refine(isDay, 'evidence.refusal.issuedOn'),
  signerName: line('evidence.refusal.signerName'),
  signerPosition: line('evidence.refusal.signerPosition'),
})

/**
 * Sets how many sessions a certificate asks for and what stands on it. Certificates issued before keep their validity.
 * Refuses more sessions than one person can have a seat in.
 */
export async function setRule(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  typed: Typed,
): Promise<Result<null>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { atLeast, issuedIn, issuedOn, signerName, signerPosition } = checked.value
  return inEvidence(services, actor, key, async ({ tx, meeting, rights, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    const sessions = mostSessionsOfOne(await sessionsOf(tx, meeting), await classesOf(tx, meeting))
    if (Number(atLeast) > sessions)
      return invalid([{ field: 'atLeast', key: 'evidence.refusal.atLeastOf', params: { sessions } }])
    const before = await ruleOf(tx, meeting)
    await putRule(tx, {
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      at_least: Number(atLeast),
      issued_in: issuedIn,
      issued_on: issuedOn,
      signer_name: signerName,
      signer_position: signerPosition,
    })
    await leave({
      action: 'evidence.set-rule',
      subject: `meeting ${meeting.id}`,
      before: before && { atLeast: before.atLeast, issuedOn: before.issuedOn },
      after: { atLeast: Number(atLeast), issuedOn },
    })
    return ok(null)
  })
}
