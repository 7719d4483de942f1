import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { cancelRow } from './cancel-participant.ts'
import { changeList, missing, subjectOf } from './change-list.ts'
import { fillPlaces } from './free-places.ts'
import { takesPlace } from './participant-states.ts'
import { participantById } from './participants-read-model.ts'
import { changeParticipantRow } from './participants-store.ts'

/**
 * Makes one of two rows that are the same person: `from` is cancelled, what `into` lacks is taken over. Refuses rows
 * of different names or units.
 */
export const mergeParticipants = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  { from, into, reason }: { from: string; into: string; reason: string },
): Promise<Result<null>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const [gone, stays] = [await participantById(tx, meeting, from), await participantById(tx, meeting, into)]
    if (!gone || !stays || from === into) return missing
    if (gone.searchWords !== stays.searchWords || gone.unitId !== stays.unitId)
      return refuse({ kind: 'conflict', key: 'participants.refusal.mergeOther' })
    if (gone.personId !== null && stays.personId !== null && gone.personId !== stays.personId)
      return refuse({ kind: 'conflict', key: 'participants.refusal.mergeTwo' })
    await cancelRow(tx, actor, meeting, { one: gone, reason, at })
    const answered = stays.answeredAt === null && gone.answeredAt !== null
    await changeParticipantRow(tx, meeting, into, {
      person_id: stays.personId ?? gone.personId,
      gender: stays.gender ?? gone.gender,
      title: stays.title ?? gone.title,
      division_code: stays.division ?? gone.division,
      arrives_at: stays.arrivesAt ?? gone.arrivesAt,
      leaves_at: stays.leavesAt ?? gone.leavesAt,
      travel: stays.travel ?? gone.travel,
      needs: stays.needs ?? gone.needs,
      needs_accessible: stays.needsAccessible || gone.needsAccessible,
      ...(answered && gone.state !== 'represented'
        ? { state: gone.state, answered_at: gone.answeredAt }
        : {}),
      changed_at: at,
    })
    await audit(
      tx,
      actor,
      {
        action: 'participants.merge',
        subject: subjectOf(into),
        scope: meeting.workUnitId,
        after: { merged: from },
      },
      at,
    )
    if (takesPlace(gone.state)) await fillPlaces(tx, actor, meeting, { place: gone, at })
    return ok(null)
  })
