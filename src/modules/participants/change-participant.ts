import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, rightsIn, venuesOf } from '../meetings/index.ts'
import { changeList, changeOne, forbidden, missing, refuseField } from './change-list.ts'
import { fillPlaces, moveUpRow, placesLeft } from './free-places.ts'
import { takesPlace } from './participant-states.ts'
import { type Participant, participantById, representativeOf } from './participants-read-model.ts'
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

const subjectOf = (id: string) => `participant ${id}`

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

/** Keeps on the list somebody whom no rule finds any more. */
export const keepParticipant = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (one.kept) return ok(null)
    await changeParticipantRow(tx, meeting, id, { kept: true, changed_at: at })
    await audit(
      tx,
      actor,
      { action: 'participants.keep', subject: subjectOf(id), scope: meeting.workUnitId },
      at,
    )
    return ok(null)
  })

/** Invites somebody who waits, over the quota if need be: the committee's own decision. */
export const moveUp = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (one.state !== 'waiting') return ok(null)
    await moveUpRow(tx, actor, meeting, { id, at, freed: false })
    return ok(null)
  })

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
