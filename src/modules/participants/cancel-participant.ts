import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeOne, refuseField, subjectOf } from './change-list.ts'
import { fillPlaces } from './free-places.ts'
import { takesPlace } from './participant-states.ts'
import { type Participant, participantById, representativeOf } from './participants-read-model.ts'
import { changeParticipantRow } from './participants-store.ts'

/** Takes somebody off the list, with the reason; who comes with the mandate too. A place that gets free is given on. */
export const cancelParticipant = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  { id, reason }: { id: string; reason: string },
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (reason === '') return refuseField('reason', 'participants.refusal.reason')
    if (one.state === 'cancelled') return ok(null)
    const representative = await cancelWithMandate(tx, actor, meeting, { one, reason, at })
    if (one.representsId !== null) await askAgain(tx, meeting, { id: one.representsId, at })
    else if (takesPlace(one.state) || representative) await fillPlaces(tx, actor, meeting, { place: one, at })
    return ok(null)
  })

interface Cancelled {
  one: Participant
  reason: string | null
  at: Date
}

/** Takes a row off the list, and the representative's with it, whom it returns. */
async function cancelWithMandate(tx: Tx, actor: Actor, meeting: MeetingKey, { one, reason, at }: Cancelled) {
  await cancelRow(tx, actor, meeting, { one, reason, at })
  const representative = await representativeOf(tx, meeting, one.id)
  if (representative) await cancelRow(tx, actor, meeting, { one: representative, reason, at })
  return representative
}

/** The same for somebody whom no rule finds any more, marked so that a rule that does again brings the row back. */
export async function withdrawRow(tx: Tx, actor: Actor, meeting: MeetingKey, cancelled: Cancelled) {
  await cancelWithMandate(tx, actor, meeting, cancelled)
  await changeParticipantRow(tx, meeting, cancelled.one.id, { withdrawn: true })
}

/** Whose representative was taken off has not answered: the place is theirs again. */
async function askAgain(tx: Tx, meeting: MeetingKey, { id, at }: { id: string; at: Date }): Promise<void> {
  const principal = await participantById(tx, meeting, id)
  if (principal?.state === 'represented')
    await changeParticipantRow(tx, meeting, id, { state: 'invited', answered_at: null, changed_at: at })
}

/** Marks one row as cancelled and leaves it in the trail. */
export async function cancelRow(
  tx: Tx,
  actor: Actor,
  meeting: MeetingKey,
  { one, reason, at }: Cancelled,
): Promise<void> {
  await changeParticipantRow(tx, meeting, one.id, { state: 'cancelled', reason, changed_at: at })
  await audit(
    tx,
    actor,
    {
      action: 'participants.cancel',
      subject: subjectOf(one.id),
      scope: meeting.workUnitId,
      before: { state: one.state },
      after: { state: 'cancelled' },
    },
    at,
  )
}
