import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { tookPart } from '../participants/index.ts'

/** Somebody who sits in a class. */
export interface ClassPerson {
  id: string
  name: string
  unitId: string
  division: string | null
}

/** Who sits in a class, by name, without those whose data has been erased. */
export const peopleOfClass = (db: Db, meeting: MeetingKey, classId: string): Promise<ClassPerson[]> =>
  db
    .selectFrom('class_place')
    .innerJoin('participant', (on) =>
      on
        .onRef('participant.work_unit_id', '=', 'class_place.work_unit_id')
        .onRef('participant.meeting_id', '=', 'class_place.meeting_id')
        .onRef('participant.id', '=', 'class_place.participant_id'),
    )
    .select(['participant.id', 'name', 'unit_id as unitId', 'division_code as division'])
    .where('class_place.work_unit_id', '=', meeting.workUnitId)
    .where('class_place.meeting_id', '=', meeting.id)
    .where('class_place.class_id', '=', classId)
    .where('participant.state', 'in', tookPart)
    .where('name', '<>', '')
    .where(
      sql<boolean>`not exists (select from person
        where person.id = participant.person_id and person.erased_at is not null)`,
    )
    .orderBy('search_words')
    .orderBy('participant.id')
    .execute()
