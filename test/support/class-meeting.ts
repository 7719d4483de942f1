import { newCode, newId } from '../../src/platform/ids.ts'
import type { TestApp } from './app.ts'

export interface SeatedPerson {
  id: string
  code: string
  name: string
  unitId: string
}

/** A meeting of the national office with two venues, a class in each, and people sitting in them. */
export interface ClassMeeting {
  key: { workUnitId: string; id: string }
  href: string
  venues: [string, string]
  classes: [string, string]
  /** A session of the first class. */
  session: string
  /** Who sits in the first class, and in the second. */
  seated: [SeatedPerson[], SeatedPerson[]]
}

/** Puts such a meeting straight into the tables, `people` in each class. */
export async function classMeeting(app: TestApp, people = 8): Promise<ClassMeeting> {
  const { db } = app.services
  const at = app.services.clock.now()
  const key = { workUnitId: 'id', id: newId() }
  const of = { work_unit_id: key.workUnitId, meeting_id: key.id }
  const venues: [string, string] = [newId(), newId()]
  const classes: [string, string] = [newId(), newId()]
  const session = newId()
  await db
    .insertInto('meeting')
    .values({
      work_unit_id: key.workUnitId,
      id: key.id,
      slug: `rapat-rekaan-${key.id}`,
      state: 'open',
      name_id: 'Rapat Rekaan',
      name_en: 'Made-up Meeting',
      purpose_id: 'Mencoba',
      purpose_en: null,
      city: 'Kota Rekaan',
      time_zone: 'Asia/Jakarta',
      starts_on: '2019-09-02',
      ends_on: '2019-09-04',
      roster_on: '2019-09-02',
      answer_until: null,
      evaluates_election_id: 'general-2019',
      prepares_election_id: null,
      cloned_from: null,
      source: null,
      created_at: at,
      changed_at: at,
    })
    .execute()
  const names = ['Gedung Satu', 'Gedung Dua']
  for (const [index, id] of venues.entries()) {
    await db
      .insertInto('venue')
      .values({ ...of, id, rank: index + 1, name: names[index] ?? '', address: null, capacity: null })
      .execute()
  }
  await db
    .insertInto('class_group')
    .values({ ...of, code: 'E', rank: 1, round: 1, name_id: 'Evaluasi', name_en: 'Evaluation' })
    .execute()
  for (const [index, id] of classes.entries()) {
    await db
      .insertInto('meeting_class')
      .values({
        ...of,
        id,
        venue_id: venues[index] ?? '',
        group_code: 'E',
        code: `E${index + 1}`,
        topic_id: `Topik ${index + 1}`,
        topic_en: `Topic ${index + 1}`,
        room: null,
        capacity: 60,
        speakers: null,
      })
      .execute()
  }
  await db
    .insertInto('meeting_session')
    .values({
      ...of,
      id: session,
      venue_id: venues[0],
      class_id: classes[0],
      title_id: 'Sesi pagi',
      title_en: 'Morning session',
      starts_at: new Date('2019-09-03T01:00:00Z'),
      ends_at: new Date('2019-09-03T05:00:00Z'),
    })
    .execute()
  const seated: [SeatedPerson[], SeatedPerson[]] = [[], []]
  for (const [index, list] of seated.entries()) {
    for (let number = 1; number <= people; number += 1) {
      const person = {
        id: newId(),
        code: newCode(12),
        name: `Rekaan ${'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number - 1] ?? number} ${index + 1}`,
        unitId: number % 2 === 0 ? 'id.33.73' : 'id.33.74',
      }
      list.push(person)
      await db
        .insertInto('participant')
        .values({
          ...of,
          id: person.id,
          code: person.code,
          person_id: null,
          name: person.name,
          search_words: person.name.toLowerCase(),
          gender: null,
          unit_id: person.unitId,
          province_id: 'id.33',
          side: 'commissioner',
          position_code: null,
          title: null,
          division_code: 'outreach-hr',
          rule_id: null,
          origin: 'hand',
          state: 'coming',
          reason: null,
          represents_id: null,
          venue_id: null,
          arrives_at: null,
          leaves_at: null,
          travel: null,
          needs: null,
          shares_room_with: null,
          answered_at: null,
          created_at: at,
          changed_at: at,
        })
        .execute()
      await db
        .insertInto('class_place')
        .values({
          ...of,
          participant_id: person.id,
          round: 1,
          class_id: classes[index] ?? '',
          plan_id: null,
          placed_at: at,
        })
        .execute()
    }
  }
  return { key, href: `/desk/meetings/00/${key.id}`, venues, classes, session, seated }
}
