import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeOne, missing, subjectOf } from './change-list.ts'
import { placesLeft } from './free-places.ts'
import { changeParticipantRow } from './participants-store.ts'

/** Puts somebody who was cancelled back on the list: invited, over the quota waiting. */
export const restoreParticipant = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (one.name === '') return missing
    if (one.state !== 'cancelled') return ok(null)
    const twin =
      one.personId === null
        ? undefined
        : await tx
            .selectFrom('participant')
            .select('id')
            .where('work_unit_id', '=', meeting.workUnitId)
            .where('meeting_id', '=', meeting.id)
            .where('person_id', '=', one.personId)
            .where('state', '<>', 'cancelled')
            .executeTakeFirst()
    if (twin) return refuse({ kind: 'conflict', key: 'participants.refusal.personThere' })
    const state = (await placesLeft(tx, meeting, one)) > 0 ? 'invited' : 'waiting'
    await changeParticipantRow(tx, meeting, id, {
      state,
      reason: null,
      withdrawn: false,
      answered_at: null,
      changed_at: at,
    })
    await audit(
      tx,
      actor,
      {
        action: 'participants.restore',
        subject: subjectOf(id),
        scope: meeting.workUnitId,
        before: { state: 'cancelled' },
        after: { state },
      },
      at,
    )
    return ok(null)
  })
