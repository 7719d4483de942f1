import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, rightsIn, venuesOf } from '../meetings/index.ts'
import { changeOne, forbidden, refuseField, subjectOf } from './change-list.ts'
import { participantById } from './participants-read-model.ts'
import { changeParticipantRow, participantWords } from './participants-store.ts'

export interface ParticipantFacts {
  name: string
  gender: 'f' | 'm' | null
  title: string | null
  division: string | null
  /** Null: that of the audience. */
  venueId: string | null
  /** Why the venue is another than that of the audience. */
  venueReason: string | null
  /** Another participant of the meeting to share a hotel room with, as both asked for. */
  sharesRoomWith: string | null
}

/**
 * Changes the facts of a participant, of somebody of the directory only title and venue: the rest is theirs. Refuses
 * a venue that is none of the meeting's, and one set by hand without a reason.
 */
export const changeFacts = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  { id, facts }: { id: string; facts: ParticipantFacts },
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, before, at) => {
    const isOwn = before.personId === null
    if (isOwn && participantWords(facts.name) === '') return refuseField('name', 'participants.refusal.name')
    const isMoved = facts.venueId !== null && (facts.venueId !== before.venueId || !before.isVenueByHand)
    if (facts.venueId !== null && !(await venuesOf(tx, meeting)).some((venue) => venue.id === facts.venueId))
      return refuseField('venue', 'participants.refusal.venue')
    // Who works for one venue sends nobody to another.
    const rights = await rightsIn(tx, actor, meeting)
    if (isMoved && !rights.may('meetings.change', facts.venueId)) return forbidden
    if (isMoved && facts.venueReason === null)
      return refuseField('venueReason', 'participants.refusal.venueReason')
    const mate = facts.sharesRoomWith && (await participantById(tx, meeting, facts.sharesRoomWith))
    if (facts.sharesRoomWith !== null && (!mate || mate.id === id || mate.state === 'cancelled'))
      return refuseField('sharesRoomWith', 'participants.refusal.roomMate')
    await changeParticipantRow(tx, meeting, id, {
      ...(isOwn
        ? {
            name: facts.name,
            search_words: participantWords(facts.name),
            gender: facts.gender,
            division_code: facts.division,
          }
        : {}),
      title: facts.title,
      venue_id: facts.venueId,
      shares_room_with: facts.sharesRoomWith,
      changed_at: at,
    })
    const changed = [
      ...(isOwn && before.name !== facts.name ? ['name'] : []),
      ...(isOwn && before.gender !== facts.gender ? ['gender'] : []),
      ...(isOwn && before.division !== facts.division ? ['division'] : []),
      ...(before.title !== facts.title ? ['title'] : []),
      ...(before.sharesRoomWith !== facts.sharesRoomWith ? ['sharesRoomWith'] : []),
    ]
    // Names of fields, never what stood in them: the trail outlives an erasure.
    await audit(
      tx,
      actor,
      {
        action: 'participants.change',
        subject: subjectOf(id),
        scope: meeting.workUnitId,
        before: { venue: before.isVenueByHand ? before.venueId : null },
        after: {
          venue: facts.venueId,
          ...(facts.venueReason ? { reason: facts.venueReason } : {}),
          ...(changed.length > 0 ? { fields: changed } : {}),
        },
      },
      at,
    )
    return ok(null)
  })
