import { directoryModule } from '../../src/modules/directory/index.ts'
import { type Meeting, meetingById } from '../../src/modules/meetings/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import type { Tx } from '../../src/platform/db/database.ts'
import { newId } from '../../src/platform/ids.ts'
import { type TestApp, testApp } from './app.ts'

/** The whole application in August 2019, with fictional people in every seat of all units. */
export async function appWithPeople(): Promise<TestApp> {
  const app = await testApp({ preset: true, now: '2019-08-20T03:00:00Z' })
  const { services } = app
  const seed = { services, actor: systemActor('test'), progress: () => {} }
  await services.db.transaction().execute(async (tx) => directoryModule.loadExamples?.({ tx, ...seed }))
  return app
}

export interface MeetingSetting {
  host?: string
  state?: 'draft' | 'open' | 'closed'
  answerUntil?: string
}

/** A meeting with two venues, one for outreach and the secretariat, one for everybody else, and two classes. */
export async function addMeeting(app: TestApp, setting: MeetingSetting = {}) {
  const { host = 'id', state = 'open', answerUntil = '2019-09-10' } = setting
  const { db } = app.services
  const at = app.services.clock.now()
  const id = newId()
  const part = { work_unit_id: host, meeting_id: id }
  const venues = { outreach: newId(), rest: newId() }
  const classes = { first: newId(), second: newId(), elsewhere: newId() }
  await db.transaction().execute(async (tx: Tx) => {
    await tx
      .insertInto('meeting')
      .values({
        work_unit_id: host,
        id,
        slug: `rakor-${id.slice(-12)}`,
        state,
        name_id: 'Rapat Koordinasi Karangan',
        name_en: 'Made-up Coordination Meeting',
        purpose_id: 'Evaluasi yang dikarang',
        purpose_en: null,
        city: 'Jakarta',
        time_zone: 'Asia/Jakarta',
        starts_on: '2019-09-21',
        ends_on: '2019-09-24',
        roster_on: '2019-08-15',
        answer_until: answerUntil,
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
        {
          ...part,
          id: venues.outreach,
          rank: 1,
          name: 'Hotel Karangan',
          address: 'Jalan Karangan 1',
          capacity: 600,
        },
        { ...part, id: venues.rest, rank: 2, name: 'Balai Karangan', address: null, capacity: null },
      ])
      .execute()
    await tx
      .insertInto('venue_audience')
      .values([
        { ...part, venue_id: venues.outreach, side: 'commissioner', division_code: 'outreach-hr' },
        { ...part, venue_id: venues.rest, side: 'commissioner', division_code: '' },
        { ...part, venue_id: venues.outreach, side: 'secretariat', division_code: '' },
      ])
      .execute()
    await tx
      .insertInto('class_group')
      .values({ ...part, code: 'E', rank: 1, round: 1, name_id: 'Evaluasi', name_en: null })
      .execute()
    await tx
      .insertInto('meeting_class')
      .values(
        (
          [
            ['first', 'A1', venues.outreach],
            ['second', 'A2', venues.outreach],
            ['elsewhere', 'B1', venues.rest],
          ] as const
        ).map(([name, code, venue]) => ({
          ...part,
          id: classes[name],
          venue_id: venue,
          group_code: 'E',
          code,
          topic_id: `Topik ${code}`,
          topic_en: null,
          room: null,
          capacity: 60,
          speakers: null,
        })),
      )
      .execute()
    await tx
      .insertInto('meeting_session')
      .values({
        ...part,
        id: newId(),
        venue_id: null,
        class_id: null,
        title_id: 'Pembukaan',
        title_en: 'Opening',
        starts_at: new Date('2019-09-21T12:00:00Z'),
        ends_at: new Date('2019-09-21T14:00:00Z'),
      })
      .execute()
  })
  const meeting = await meetingById(db, { workUnitId: host, id })
  if (!meeting) throw new Error('The meeting is not there after it was added.')
  return {
    meeting: meeting satisfies Meeting,
    venues,
    classes,
    base: `/desk/meetings/${host === 'id' ? '00' : host.slice(3)}/${id}/people`,
  }
}

/** What a page says, without its markup. */
export const said = async (response: Response) =>
  (await response.text())
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
