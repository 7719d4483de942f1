import { type Meeting, meetingById } from '../../src/modules/meetings/index.ts'
import { type NewParticipant, writeParticipants } from '../../src/modules/participants/index.ts'
import { newId } from '../../src/platform/ids.ts'
import type { Services } from '../../src/platform/services.ts'
import { type TestApp, testApp } from './app.ts'

export const host = 'id'
/** Ten offices of three provinces. */
const units = ['id.31.71', 'id.31.72', 'id.31.73']
  .concat(['id.32.01', 'id.32.02', 'id.32.03'])
  .concat(['id.33.01', 'id.33.02', 'id.33.72', 'id.33.73'])

export interface SmallMeeting {
  meeting: Meeting
  venues: { A: string; B: string }
  /** By code: A1, A2, A3, B1, B2. */
  classes: Record<string, string>
  rooms: string[]
  hotel: string
  /** 20 commissioners, two of each unit, then 10 of the secretariat. */
  people: string[]
  path: string
}

export const seatingApp = (): Promise<TestApp> => testApp({ preset: true, now: '2019-09-10T03:00:00Z' })

/** Thirty people at two venues: who of them wishes for what follows from their place in the list. */
export async function smallMeeting(
  services: Services,
  { capacity = 7, change = (one: NewParticipant, _at: number): NewParticipant => one } = {},
): Promise<SmallMeeting> {
  const at = services.clock.now()
  const id = newId(at.getTime())
  const part = { work_unit_id: host, meeting_id: id }
  const venues = { A: newId(), B: newId() }
  const hotel = newId()
  const codes = ['A1', 'A2', 'A3', 'B1', 'B2']
  const classes = Object.fromEntries(codes.map((code) => [code, newId()]))
  const rooms = Array.from({ length: 16 }, () => newId())
  const people = await services.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('meeting')
      .values({
        work_unit_id: host,
        id,
        slug: `rakor-${id.slice(-8)}`,
        state: 'open',
        name_id: 'Rakor Karangan',
        name_en: 'Made-up Meeting',
        purpose_id: 'Percobaan',
        purpose_en: null,
        city: 'Jakarta',
        time_zone: 'Asia/Jakarta',
        starts_on: '2019-09-21',
        ends_on: '2019-09-24',
        roster_on: '2019-09-01',
        answer_until: null,
        evaluates_election_id: null,
        prepares_election_id: null,
        cloned_from: null,
        source: null,
        created_at: at,
        changed_at: at,
      })
      .execute()
    await tx
      .insertInto('venue')
      .values([
        { ...part, id: venues.A, rank: 1, name: 'Gedung Alfa', address: null, capacity: null },
        { ...part, id: venues.B, rank: 2, name: 'Gedung Beta', address: null, capacity: null },
      ])
      .execute()
    await tx
      .insertInto('venue_audience')
      .values([
        { ...part, venue_id: venues.A, side: 'commissioner', division_code: '' },
        { ...part, venue_id: venues.B, side: 'secretariat', division_code: '' },
      ])
      .execute()
    await tx
      .insertInto('class_group')
      .values({ ...part, code: 'evaluasi', rank: 1, round: 1, name_id: 'Evaluasi', name_en: 'Evaluation' })
      .execute()
    await tx
      .insertInto('meeting_class')
      .values(
        codes.map((code) => ({
          ...part,
          id: classes[code] ?? '',
          venue_id: code.startsWith('A') ? venues.A : venues.B,
          group_code: 'evaluasi',
          code,
          topic_id: `Pokok ${code}`,
          topic_en: `Topic ${code}`,
          room: null,
          capacity,
          speakers: null,
        })),
      )
      .execute()
    await tx
      .insertInto('hotel')
      .values({ ...part, id: hotel, venue_id: venues.A, name: 'Hotel Karangan', address: null })
      .execute()
    await tx
      .insertInto('hotel_room')
      .values(
        rooms.map((room, place) => ({
          ...part,
          id: room,
          hotel_id: hotel,
          number: String(101 + place),
          beds: 2,
          accessible: place === 0,
        })),
      )
      .execute()
    const list = Array.from({ length: 30 }, (_, place): NewParticipant => {
      const isCommissioner = place < 20
      const code = codes[isCommissioner ? place % 3 : 3 + (place % 2)] ?? ''
      return {
        name: `Orang Karangan ${String(place + 1).padStart(2, '0')}`,
        unitId: units[place % 10] ?? host,
        side: isCommissioner ? 'commissioner' : 'secretariat',
        gender: place % 4 === 0 ? 'f' : 'm',
        origin: 'hand',
        state: place % 2 === 0 ? 'coming' : 'invited',
        ...(place % 5 === 0 ? {} : { wishes: { [classes[code] ?? '']: 3 } }),
      }
    })
    return writeParticipants(tx, { workUnitId: host, id }, list.map(change), at)
  })
  const meeting = await meetingById(services.db, { workUnitId: host, id })
  if (!meeting) throw new Error('The meeting is not there.')
  return { meeting, venues, classes, rooms, hotel, people, path: `/desk/meetings/00/${id}/seating` }
}

/** The ids of plans by the order they were asked in. */
export async function planIds(services: Services, { meeting }: SmallMeeting) {
  const rows = await services.db
    .selectFrom('placement_plan')
    .select(['id', 'state'])
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'classes')
    .orderBy('id')
    .execute()
  return rows
}

/** The text of a page without its marks. */
export const said = async (response: Response) =>
  (await response.text())
    .replace(/<style[\s\S]*?<\/style>|<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')

/** The participant in that place of the list. */
export const person = (small: SmallMeeting, at: number) => small.people[at] ?? ''

/** Answers for one of them, past the invitation. */
export const setState = (
  { services }: TestApp,
  small: SmallMeeting,
  at: number,
  state: 'not-coming' | 'coming' | 'waiting',
) => services.db.updateTable('participant').set({ state }).where('id', '=', person(small, at)).execute()
