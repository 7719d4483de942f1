import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { participantByCode, tookPart } from '../participants/index.ts'
import type { Questionnaire } from './questionnaires-read-model.ts'

/** How many are asked: everybody who takes part, and those placed in each class. */
export interface AskedCounts {
  whole: number
  byClass: ReadonlyMap<string, number>
}

export async function askedCounts(db: Db, meeting: MeetingKey): Promise<AskedCounts> {
  const { count } = await db
    .selectFrom('participant')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('state', 'in', tookPart)
    .executeTakeFirstOrThrow()
  const classes = await placed(db, meeting)
    .select((e) => ['class_place.class_id', e.fn.countAll<number>().as('count')])
    .groupBy('class_place.class_id')
    .execute()
  return {
    whole: Number(count),
    byClass: new Map(classes.map(({ class_id, count }) => [class_id, Number(count)])),
  }
}

/** How many a questionnaire asks. */
export const askedOf = ({ classId }: Pick<Questionnaire, 'classId'>, counts: AskedCounts) =>
  classId === null ? counts.whole : (counts.byClass.get(classId) ?? 0)

const placed = (db: Db, meeting: MeetingKey) =>
  db
    .selectFrom('class_place')
    .innerJoin('participant', (on) =>
      on
        .onRef('participant.work_unit_id', '=', 'class_place.work_unit_id')
        .onRef('participant.meeting_id', '=', 'class_place.meeting_id')
        .onRef('participant.id', '=', 'class_place.participant_id'),
    )
    .where('class_place.work_unit_id', '=', meeting.workUnitId)
    .where('class_place.meeting_id', '=', meeting.id)
    .where('participant.state', 'in', tookPart)

/** Somebody behind a personal code, as far as questionnaires go. */
export interface Asked {
  workUnitId: string
  meetingId: string
  participantId: string
  /** Classes of all rounds. */
  classIds: string[]
}

/** The one behind a code who takes part in a meeting; undefined for anybody else. */
export async function askedByCode(db: Db, code: string): Promise<Asked | undefined> {
  const found = await participantByCode(db, code)
  if (!found || !tookPart.some((state) => state === found.state)) return undefined
  const { workUnitId, meetingId, id: participantId } = found
  const classes = await placed(db, { workUnitId, id: meetingId })
    .select('class_place.class_id')
    .where('class_place.participant_id', '=', participantId)
    .execute()
  return { workUnitId, meetingId, participantId, classIds: classes.map(({ class_id }) => class_id) }
}

/** Whether a questionnaire is for somebody. */
export const isAsked = ({ classIds }: Pick<Asked, 'classIds'>, { classId }: Pick<Questionnaire, 'classId'>) =>
  classId === null || classIds.includes(classId)
