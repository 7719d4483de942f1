import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Services } from '../../platform/services.ts'
import { directoryName, divisionsOf, positionsOf, type UnitTree, unitTree } from '../directory/index.ts'
import {
  classesOf,
  type Hotel,
  type HotelRoom,
  hotelRoomsOf,
  hotelsOf,
  type MeetingClass,
  type MeetingKey,
  type Venue,
  venueLetter,
  venuesOf,
} from '../meetings/index.ts'
import { type Participant, participantsOf } from '../participants/index.ts'
import type { Pair } from './instance-of.ts'
import { pairsOf } from './places-read-model.ts'

/** How everything is called that a plan names by its id. */
export interface SeatingNames {
  t: Translator
  tree: UnitTree
  /** Everybody ever listed, the cancelled too; or those of them who were asked for. */
  people: Map<string, Participant>
  venues: Venue[]
  classes: Map<string, MeetingClass>
  hotels: Map<string, Hotel>
  rooms: Map<string, HotelRoom>
  pairs: Map<string, Pair>
  person(id: string): string
  unit(id: string): string
  classCode(id: string | null): string
  venue(id: string | null): string
  room(id: string | null): string
  position(one: Participant): string
  division(one: Participant): string | null
}

/** `A · Gedung Contoh` */
export const venueWords = ({ rank, name }: Pick<Venue, 'rank' | 'name'>) => `${venueLetter(rank)} · ${name}`

const everyState = ['invited', 'coming', 'represented', 'not-coming', 'waiting', 'cancelled'] as const

/** Reads them; of people only those in `whom`, where a page shows few or none of thousands. */
export async function seatingNames(
  services: Services,
  t: Translator,
  meeting: MeetingKey,
  whom: 'everybody' | readonly string[] = 'everybody',
): Promise<SeatingNames> {
  const { db } = services
  const byId = <One extends { id: string }>(all: readonly One[]) => new Map(all.map((one) => [one.id, one]))
  const tree = await unitTree(services)
  const filter = { states: everyState, ...(whom === 'everybody' ? {} : { ids: whom }) }
  const people = byId(whom.length === 0 ? [] : await participantsOf(db, meeting, filter))
  const venues = await venuesOf(db, meeting)
  const collator = new Intl.Collator(t.locale, { numeric: true })
  const inOrder = <One>(all: readonly One[], word: (one: One) => string) =>
    all.toSorted((a, b) => collator.compare(word(a), word(b)))
  const classes = byId(inOrder(await classesOf(db, meeting), ({ code }) => code))
  const hotels = byId(inOrder(await hotelsOf(db, meeting), ({ name }) => name))
  const rooms = byId(await hotelRoomsOf(db, meeting))
  const pairs = byId(await pairsOf(db, meeting))
  const positions = new Map((await positionsOf(db)).map((one) => [one.code, one]))
  const divisions = new Map((await divisionsOf(db)).map((one) => [one.code, one]))
  return {
    t,
    tree,
    people,
    venues,
    classes,
    hotels,
    rooms,
    pairs,
    person: (id) => people.get(id)?.name || t('seating.erased'),
    unit: (id) => tree.byId(id)?.shortName ?? id,
    classCode: (id) => (id === null ? t('seating.noClass') : (classes.get(id)?.code ?? t('seating.gone'))),
    venue: (id) => {
      const venue = venues.find((one) => one.id === id)
      return venue ? venueWords(venue) : ''
    },
    room: (id) => {
      const room = id === null ? undefined : rooms.get(id)
      return room ? `${hotels.get(room.hotelId)?.name ?? ''} ${room.number}` : t('seating.noRoom')
    },
    position: (one) => {
      const position = positions.get(one.position ?? '')
      return one.title ?? (position ? directoryName(position, t.locale) : '')
    },
    division: (one) => {
      const division = divisions.get(one.division ?? '')
      return division ? directoryName(division, t.locale) : null
    },
  }
}
