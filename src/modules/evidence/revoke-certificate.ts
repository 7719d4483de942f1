import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { certificateById } from './certificates-read-model.ts'
import { markRevoked } from './evidence-store.ts'
import { forbidden, inEvidence, missing } from './in-evidence.ts'

const shape = z.object({
  reason: z.string().trim().min(1, 'evidence.refusal.reason').max(500, 'evidence.refusal.reasonLong'),
})

/** Takes a certificate's validity away for good, with a reason. Refuses one that was revoked. */
export async function revokeCertificate(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
  typed: Typed,
): Promise<Result<null>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { reason } = checked.value
  return inEvidence(services, actor, key, async ({ tx, meeting, rights, at, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    if (!(await certificateById(tx, meeting, id))) return missing
    if (!(await markRevoked(tx, meeting, id, { at, reason })))
      return refuse({ kind: 'conflict', key: 'evidence.refusal.revoked' })
    await leave({ action: 'evidence.revoke', subject: `certificate ${id}`, after: { reason } })
    return ok(null)
  })
}
