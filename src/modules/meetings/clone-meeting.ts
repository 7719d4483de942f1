import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayAfter, isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { classesOf, classGroupsOf, sessionsOf } from './classes-read-model.ts'
import { addMaterials, putClasses, putGroup, putSessions } from './classes-store.ts'
import { forbidden, invalid, missing } from './in-meeting.ts'
import { materialFile, materialsOf } from './materials-read-model.ts'
import { freeSlug, slugOf } from './meeting-slug.ts'
import { type Meeting, type MeetingKey, meetingById } from './meetings-read-model.ts'
import { addMeeting, lockMeeting, takenSlugs } from './meetings-store.ts'
import { hotelRoomsOf, hotelsOf, venuesOf } from './places-read-model.ts'
import { addRooms, putAudience, putHotel, putVenue } from './places-store.ts'
import { sessionRow } from './session-row.ts'
import { moved } from './session-times.ts'

export interface CloneInput {
  nameId: string
  nameEn: string | null
  startsOn: string
}

/**
 * A new draft like an earlier meeting of the same unit: venues, hotels, classes, agenda and materials, all days moved by
 * the difference of the first ones. People stay behind: who is invited, whom tasks were given to, who spoke.
 */
export async function cloneMeeting(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: CloneInput,
): Promise<Result<MeetingKey>> {
  if (!may(actor, 'meetings.change', key.workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    await lockMeeting(tx, key)
    const from = await meetingById(tx, key)
    if (!from) return missing
    const problems: FieldProblem[] = []
    if (input.nameId === '') problems.push({ field: 'nameId', key: 'meetings.refusal.required' })
    if (!isDay(input.startsOn)) problems.push({ field: 'startsOn', key: 'meetings.refusal.day' })
    if (problems.length > 0) return invalid(problems)
    const at = services.clock.now()
    const to = { workUnitId: key.workUnitId, id: newId(at.getTime()) }
    const days = Math.round((Date.parse(input.startsOn) - Date.parse(from.startsOn)) / 86_400_000)
    await copyMeeting(tx, from, to, input, days, at)
    const venueIds = await copyPlaces(tx, from, to, at)
    await copyClasses(tx, from, to, venueIds, days, at)
    const after = { ...input, from: from.id }
    const event = { action: 'meetings.clone' as const, subject: `meeting ${to.id}`, scope: to.workUnitId }
    await audit(tx, actor, { ...event, after }, at)
    return ok(to)
  })
}

async function copyMeeting(tx: Tx, from: Meeting, to: MeetingKey, input: CloneInput, days: number, at: Date) {
  const slug = slugOf(input.nameId)
  await addMeeting(tx, {
    work_unit_id: to.workUnitId,
    id: to.id,
    slug: freeSlug(slug, await takenSlugs(tx, slug)),
    state: 'draft',
    name_id: input.nameId,
    name_en: input.nameEn,
    purpose_id: from.purposeId,
    purpose_en: from.purposeEn,
    city: from.city,
    time_zone: from.timeZone,
    starts_on: input.startsOn,
    ends_on: dayAfter(from.endsOn, days),
    roster_on: dayAfter(from.rosterOn, days),
    answer_until: from.answerUntil && dayAfter(from.answerUntil, days),
    evaluates_election_id: from.evaluatesElectionId,
    prepares_election_id: from.preparesElectionId,
    cloned_from: from.id,
    source: from.source,
    created_at: at,
    changed_at: at,
  })
}

/** New ids for old ones. */
const renamed = (parts: readonly { id: string }[], at: Date) =>
  new Map(parts.map(({ id }) => [id, newId(at.getTime())]))

const idOf = (ids: ReadonlyMap<string, string>, id: string): string => {
  const found = ids.get(id)
  if (found === undefined) throw new Error(`The part ${id} was not copied.`)
  return found
}

async function copyPlaces(tx: Tx, from: Meeting, to: MeetingKey, at: Date) {
  const of = { work_unit_id: to.workUnitId, meeting_id: to.id }
  const venues = await venuesOf(tx, from)
  const venueIds = renamed(venues, at)
  for (const { id: old, rank, name, address, capacity, audience } of venues) {
    const id = idOf(venueIds, old)
    await putVenue(tx, { ...of, id, rank, name, address, capacity })
    const rows = audience.map(({ side, division }) => ({
      ...of,
      venue_id: id,
      side,
      division_code: division,
    }))
    await putAudience(tx, to, id, rows)
  }
  const hotels = await hotelsOf(tx, from)
  const hotelIds = renamed(hotels, at)
  for (const { id, venueId, name, address } of hotels) {
    await putHotel(tx, { ...of, id: idOf(hotelIds, id), venue_id: idOf(venueIds, venueId), name, address })
  }
  const rooms = (await hotelRoomsOf(tx, from)).map(({ hotelId, number, beds, accessible }) => ({
    ...of,
    id: newId(at.getTime()),
    hotel_id: idOf(hotelIds, hotelId),
    number,
    beds,
    accessible,
  }))
  if (rooms.length > 0) await addRooms(tx, rooms)
  return venueIds
}

async function copyClasses(
  tx: Tx,
  from: Meeting,
  to: MeetingKey,
  venueIds: ReadonlyMap<string, string>,
  days: number,
  at: Date,
) {
  const of = { work_unit_id: to.workUnitId, meeting_id: to.id }
  for (const { code, rank, round, nameId, nameEn } of await classGroupsOf(tx, from)) {
    await putGroup(tx, { ...of, code, rank, round, name_id: nameId, name_en: nameEn })
  }
  const classes = await classesOf(tx, from)
  const classIds = renamed(classes, at)
  await putClasses(
    tx,
    classes.map((one) => ({
      ...of,
      id: idOf(classIds, one.id),
      venue_id: idOf(venueIds, one.venueId),
      group_code: one.group,
      code: one.code,
      topic_id: one.topicId,
      topic_en: one.topicEn,
      room: one.room,
      capacity: one.capacity,
      minimum: one.minimum,
      speakers: null,
    })),
  )
  const later = (instant: Date) => moved(instant, from.timeZone, from.timeZone, (day) => dayAfter(day, days))
  const sessions = (await sessionsOf(tx, from)).map((session) =>
    sessionRow(to, {
      ...session,
      id: newId(at.getTime()),
      venueId: session.venueId && idOf(venueIds, session.venueId),
      classId: session.classId && idOf(classIds, session.classId),
      startsAt: later(session.startsAt),
      endsAt: later(session.endsAt),
    }),
  )
  await putSessions(tx, sessions)
  // One at a time: a file may have 10 MB.
  for (const [place, material] of (await materialsOf(tx, from)).entries()) {
    const { id, classId, title, url, fileName, contentType, size } = material
    const file = await materialFile(tx, from, id)
    await addMaterials(tx, [
      {
        ...of,
        id: newId(at.getTime()),
        class_id: classId === null ? null : idOf(classIds, classId),
        title,
        url,
        file_name: fileName,
        content_type: contentType,
        size,
        bytes: file?.bytes ?? null,
        // A millisecond apart, so that they stay in their order.
        added_at: new Date(at.getTime() + place),
      },
    ])
  }
}
