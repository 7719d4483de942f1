import { plainCode } from '../../platform/marked-code.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { classesOf, type MeetingKey, venueFor, venueLetter, venuesOf } from '../meetings/index.ts'
import { nameUnlessErased } from '../participants/index.ts'
import { meetingMark } from '../seating/index.ts'
import { codeHash } from './code-hash.ts'
import type { OwnRow, ShownClass, SnapshotRow } from './door-shapes.ts'
import type { ReadText } from './qr-text.ts'

/** Somebody of the meeting as the doors know them. */
export interface RosterPerson extends OwnRow {
  participantId: string
  /** Null where no venue is for them: then every door is theirs. */
  venueId: string | null
}

export interface Roster {
  mark: string
  byHash: ReadonlyMap<string, RosterPerson>
  byId: ReadonlyMap<string, RosterPerson>
  letters: ReadonlyMap<string, string>
}

type From = Pick<Services, 'db' | 'database'>

async function read(services: From, meeting: MeetingKey): Promise<Roster> {
  const { db } = services
  const of = { work_unit_id: meeting.workUnitId, meeting_id: meeting.id }
  const venues = await venuesOf(db, meeting)
  const classes = new Map((await classesOf(db, meeting)).map((one) => [one.id, one]))
  const units = await unitTree(services)
  const places = await db
    .selectFrom('class_place')
    .select(['participant_id', 'class_id'])
    .where('work_unit_id', '=', of.work_unit_id)
    .where('meeting_id', '=', of.meeting_id)
    .orderBy('round')
    .execute()
  const classesByPerson = new Map<string, ShownClass[]>()
  for (const { participant_id, class_id } of places) {
    const held = classes.get(class_id)
    if (!held) continue
    const known = classesByPerson.get(participant_id) ?? []
    known.push({ code: held.code, round: held.round })
    classesByPerson.set(participant_id, known)
  }
  const rows = await db
    .selectFrom('participant')
    .select(['id', 'code', nameUnlessErased.as('name'), 'unit_id', 'side', 'division_code', 'venue_id'])
    .where('work_unit_id', '=', of.work_unit_id)
    .where('meeting_id', '=', of.meeting_id)
    .where('state', '<>', 'cancelled')
    .orderBy('participant.name')
    .execute()
  const people = rows.map(
    (row): RosterPerson => ({
      participantId: row.id,
      hash: codeHash(meeting.id, row.code),
      name: row.name,
      office: units.byId(row.unit_id)?.shortName ?? row.unit_id,
      side: row.side,
      classes: classesByPerson.get(row.id) ?? [],
      venueId: row.venue_id ?? venueFor(venues, { side: row.side, division: row.division_code })?.id ?? null,
    }),
  )
  return {
    mark: meetingMark(meeting.id),
    byHash: new Map(people.map((person) => [person.hash, person])),
    byId: new Map(people.map((person) => [person.participantId, person])),
    letters: new Map(venues.map(({ id, rank }) => [id, venueLetter(rank)])),
  }
}

interface Kept {
  at: number
  roster: Promise<Roster>
}
const kept = new WeakMap<object, Map<string, Kept>>()

/** A roster is read again after this long, and for a code it does not know after the shorter time. */
const freshFor = 30_000
const freshForUnknown = 2_000

/** The people of a meeting, kept in memory: scans come by the thousand, changes by the dozen. */
export function rosterOf(services: From, meeting: MeetingKey, mustBe = freshFor): Promise<Roster> {
  const all = kept.get(services.database) ?? new Map<string, Kept>()
  kept.set(services.database, all)
  const key = `${meeting.workUnitId} ${meeting.id}`
  const known = all.get(key)
  const now = performance.now()
  if (known && now - known.at < mustBe) return known.roster
  const roster = read(services, meeting)
  all.set(key, { at: now, roster })
  roster.catch(() => all.delete(key))
  return roster
}

/** The roster, read anew if one of these texts names a code that it does not hold. */
export async function rosterFor(
  services: From,
  meeting: MeetingKey,
  reads: readonly ReadText[],
): Promise<Roster> {
  const roster = await rosterOf(services, meeting)
  const isKnown = reads.every((text) => {
    if (text.as === 'nothing') return true
    if (text.as === 'badge' && text.mark !== roster.mark) return true
    return personOf(roster, meeting, text) !== undefined
  })
  return isKnown ? roster : rosterOf(services, meeting, freshForUnknown)
}

/** Who a text names, whichever venue is theirs; a badge of another meeting names nobody. */
export function personOf(roster: Roster, meeting: MeetingKey, text: ReadText): RosterPerson | undefined {
  if (text.as === 'nothing') return undefined
  if (text.as === 'hash') return roster.byHash.get(text.hash)
  if (text.as === 'badge' && text.mark !== roster.mark) return undefined
  return roster.byHash.get(codeHash(meeting.id, plainCode(text.code)))
}

/** Somebody as a door of a venue may see them. */
export function rowAt(roster: Roster, venueId: string, person: RosterPerson): SnapshotRow {
  const { hash, name, office, side, classes } = person
  return person.venueId === null || person.venueId === venueId
    ? { hash, name, office, side, classes }
    : { hash, letter: roster.letters.get(person.venueId) ?? '?' }
}
