import { dayIn } from '../../platform/clock.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Meeting, meetingName, sessionsOf, venueLetter } from '../meetings/index.ts'
import {
  type Attendee,
  badges,
  type Door,
  doorLists,
  type Order,
  type Paper,
  type PrintedSession,
  roomLists,
  signatureLists,
  tableSigns,
} from '../papers/index.ts'
import { type Participant, tookPart } from '../participants/index.ts'
import { badgeText, meetingMark } from './badge-text.ts'
import { placesOf } from './places-read-model.ts'
import { type SeatingNames, seatingNames } from './seating-names.ts'

export const paperKinds = ['badges', 'signs', 'doors', 'signatures', 'rooms'] as const
export type PaperKind = (typeof paperKinds)[number]

export interface PaperAsked {
  kind: PaperKind
  /** Only who and what belongs to this venue. */
  venueId?: string
  /** Only this person: a reprint. */
  participantId?: string
}

/**
 * A paper of a meeting from who takes part and where they were placed. Refuses what there is nobody on. Printing marks
 * nothing: a badge printed again is the same badge.
 */
export async function printPaper(
  services: Services,
  t: Translator,
  meeting: Meeting,
  asked: PaperAsked,
): Promise<Result<Paper>> {
  const names = await seatingNames(services, t, meeting)
  const order = orderOf(services, names, meeting)
  const isAsked = (one: Participant) =>
    tookPart.some((state) => state === one.state) &&
    (asked.venueId === undefined || one.venueId === asked.venueId) &&
    (asked.participantId === undefined || one.id === asked.participantId)
  const people = [...names.people.values()].filter(isAsked)
  const attendees = await attendeesOf(services, names, meeting, people)
  switch (asked.kind) {
    case 'badges':
      return badges(order, inOrder(names, [...attendees.values()]))
    case 'signs':
      return tableSigns(order, inOrder(names, [...attendees.values()]))
    case 'doors':
      return doorLists(order, doorsOf(names, people, attendees), 'number')
    case 'signatures':
      return signatureLists(order, await sittingsOf(services, names, meeting, asked, people, attendees))
    case 'rooms':
      return roomLists(order, await hotelsOf(services, names, meeting, people))
  }
}

const orderOf = (services: Services, { t, tree }: SeatingNames, meeting: Meeting): Order => ({
  t,
  meeting: {
    name: meetingName(meeting, t.locale),
    from: meeting.startsOn,
    until: meeting.endsOn,
    place: meeting.city,
    zone: meeting.timeZone,
    organiser: tree.byId(meeting.workUnitId)?.name ?? '',
    example: meeting.example,
  },
  madeAt: services.clock.now(),
})

/** By venue, class and name: as badges are sorted into boxes. */
function inOrder({ t }: SeatingNames, attendees: Attendee[]): Attendee[] {
  const collator = new Intl.Collator(t.locale, { numeric: true })
  const keys = (one: Attendee) => [one.location?.letter ?? '', one.classes[0] ?? '', one.name]
  return attendees.toSorted((a, b) => {
    const [left, right] = [keys(a), keys(b)]
    return left.reduce((sign, key, at) => sign || collator.compare(key, right[at] ?? ''), 0)
  })
}

/**
 * Numbers by the order in which people came onto the list, the cancelled included: whoever is added or leaves changes
 * nobody else's number, and a reprint bears the same.
 */
const numbersOf = ({ people }: SeatingNames) =>
  new Map([...people.keys()].toSorted().map((id, at) => [id, String(at + 1).padStart(4, '0')]))

async function attendeesOf(
  { db }: Services,
  names: SeatingNames,
  meeting: Meeting,
  people: readonly Participant[],
): Promise<Map<string, Attendee>> {
  const numbers = numbersOf(names)
  const places = await placesOf(db, meeting)
  return new Map(
    people.map((one) => {
      const location = locationOf(names, one.venueId)
      const number = numbers.get(one.id) ?? ''
      return [
        one.id,
        {
          number: location ? `${location.letter}-${number}` : number,
          name: names.person(one.id),
          side: one.side,
          position: names.position(one),
          unit: names.tree.byId(one.unitId)?.name ?? one.unitId,
          division: names.division(one),
          location,
          classes: (places.get(one.id)?.classes ?? []).map(({ classId }) => classTitle(names, classId)),
          code: badgeText(meetingMark(meeting.id), one.code),
        },
      ]
    }),
  )
}

function locationOf({ venues }: SeatingNames, venueId: string | null) {
  const venue = venues.find(({ id }) => id === venueId)
  return venue ? { letter: venueLetter(venue.rank), name: venue.name, address: venue.address } : null
}

function classTitle({ t, classes }: SeatingNames, id: string) {
  const of = classes.get(id)
  if (!of) return ''
  return `${of.code} ${t.locale === 'en' ? (of.topicEn ?? of.topicId) : of.topicId}`
}

const doorsOf = (
  names: SeatingNames,
  people: readonly Participant[],
  attendees: ReadonlyMap<string, Attendee>,
): Door[] =>
  names.venues.flatMap(({ id }) => {
    const location = locationOf(names, id)
    if (!location) return []
    const here = people.filter(({ venueId }) => venueId === id)
    return [{ location, attendees: here.flatMap((one) => attendees.get(one.id) ?? []) }]
  })

/** Sessions of a class for those who sit in it, of a venue for those who are there, of the meeting for all. */
async function sittingsOf(
  { db }: Services,
  names: SeatingNames,
  meeting: Meeting,
  { venueId }: PaperAsked,
  people: readonly Participant[],
  attendees: ReadonlyMap<string, Attendee>,
): Promise<PrintedSession[]> {
  const { t } = names
  const places = await placesOf(db, meeting)
  const collator = new Intl.Collator(t.locale, { numeric: true })
  return (await sessionsOf(db, meeting)).flatMap((session) => {
    const of = session.classId === null ? undefined : names.classes.get(session.classId)
    const at = of?.venueId ?? session.venueId
    if (venueId !== undefined && at !== null && at !== venueId) return []
    const isHere = (one: Participant) =>
      of
        ? (places.get(one.id)?.classes ?? []).some(({ classId }) => classId === of.id)
        : at === null || one.venueId === at
    return [
      {
        title: t.locale === 'en' ? (session.titleEn ?? session.titleId) : session.titleId,
        className: of ? classTitle(names, of.id) : t('seating.papers.everybody'),
        place: [of?.room, names.venue(at)].filter(Boolean).join(', ') || meeting.city,
        from: session.startsAt,
        until: session.endsAt,
        attendees: people
          .filter(isHere)
          .flatMap((one) => attendees.get(one.id) ?? [])
          .toSorted((a, b) => collator.compare(a.name, b.name)),
        signer: null,
      },
    ]
  })
}

async function hotelsOf(
  { db }: Services,
  names: SeatingNames,
  meeting: Meeting,
  people: readonly Participant[],
) {
  const { t } = names
  const places = await placesOf(db, meeting)
  const sleeping = Map.groupBy(people, ({ id }) => places.get(id)?.roomId ?? null)
  const day = (at: Date | null, otherwise: string) => (at ? dayIn(meeting.timeZone, at) : otherwise)
  const collator = new Intl.Collator(t.locale, { numeric: true })
  return [...names.hotels.values()].map(({ id, name, address }) => ({
    name,
    address,
    rooms: [...names.rooms.values()]
      .filter(({ hotelId }) => hotelId === id)
      .toSorted((a, b) => collator.compare(a.number, b.number))
      .flatMap((room) => {
        const guests = sleeping.get(room.id) ?? []
        if (guests.length === 0) return []
        return {
          number: room.number,
          note: t('seating.papers.room', {
            count: guests.length,
            gender: guests[0]?.gender ?? 'unknown',
          }),
          guests: guests.map((one) => ({
            name: names.person(one.id),
            unit: names.unit(one.unitId),
            arrivesOn: day(one.arrivesAt, meeting.startsOn),
            leavesOn: day(one.leavesAt, meeting.endsOn),
          })),
        }
      }),
  }))
}
