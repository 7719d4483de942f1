import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, sessionsOf } from '../meetings/index.ts'
import { participantById } from '../participants/index.ts'
import { putCorrection } from './evidence-store.ts'
import { forbidden, inEvidence, invalid, missing } from './in-evidence.ts'

const shape = z.object({
  session: z.string().min(1, 'evidence.refusal.session'),
  present: z.enum(['yes', 'no'], 'evidence.refusal.present'),
  reason: z.string().trim().min(1, 'evidence.refusal.reason').max(500, 'evidence.refusal.reasonLong'),
})

/**
 * Says by hand whether a participant was at a session, and why; scans stay as they are. Refuses a session that is not of
 * the meeting and who has no say at the participant's venue.
 */
export async function correctAttendance(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  participantId: string,
  typed: Typed,
): Promise<Result<null>> {
  const checked = checkForm(shape, typed)
  if (!checked.ok) return checked
  const { session, present, reason } = checked.value
  return inEvidence(services, actor, key, async ({ tx, meeting, rights, at, leave }) => {
    const one = await participantById(tx, meeting, participantId)
    if (!one || one.state === 'cancelled') return missing
    if (!rights.may('meetings.change', one.venueId)) return forbidden
    const isThere = (await sessionsOf(tx, meeting)).some(({ id }) => id === session)
    if (!isThere) return invalid([{ field: 'session', key: 'evidence.refusal.session' }])
    const isPresent = present === 'yes'
    await putCorrection(tx, {
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      participant_id: one.id,
      session_id: session,
      is_present: isPresent,
      reason,
      corrected_at: at,
    })
    await leave({
      action: 'evidence.correct',
      subject: `participant ${one.id}`,
      after: { session, isPresent, reason },
    })
    return ok(null)
  })
}
