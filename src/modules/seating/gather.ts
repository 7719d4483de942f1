import type { Db } from '../../platform/db/database.ts'
import {
  type ClassGroup,
  classesOf,
  classGroupsOf,
  hotelRoomsOf,
  hotelsOf,
  type MeetingKey,
} from '../meetings/index.ts'
import { type Participant, participantsOf, tookPart } from '../participants/index.ts'
import { type ClassesQuestion, classesQuestion } from './instance-of.ts'
import { classPlacesOf, pairsOf, roomPlacesOf } from './places-read-model.ts'
import type { RuleName } from './question.ts'
import { type RoomsQuestion, roomsQuestion } from './rooms-question.ts'

/** Those who are given places: invited or coming. */
export const comingTo = (db: Db, meeting: MeetingKey) => participantsOf(db, meeting, { states: tookPart })

/** The question of a round as the meeting stands now. `people`: read already, for another round. */
export async function gatherRound(
  db: Db,
  meeting: MeetingKey,
  round: number,
  rules: Record<RuleName, boolean>,
  people?: readonly Participant[],
): Promise<ClassesQuestion> {
  return classesQuestion({
    people: people ?? (await comingTo(db, meeting)),
    classes: (await classesOf(db, meeting)).filter((one) => one.round === round),
    pairs: await pairsOf(db, meeting),
    places: await classPlacesOf(db, meeting, round),
    rules,
  })
}

/** The question of beds as the meeting stands now. */
export async function gatherRooms(db: Db, meeting: MeetingKey, keepLocks: boolean): Promise<RoomsQuestion> {
  return roomsQuestion({
    people: await comingTo(db, meeting),
    hotels: await hotelsOf(db, meeting),
    rooms: await hotelRoomsOf(db, meeting),
    places: await roomPlacesOf(db, meeting),
    keepLocks,
  })
}

/** The rounds of a meeting with the groups in each. */
export async function roundsOf(
  db: Db,
  meeting: MeetingKey,
): Promise<{ round: number; groups: ClassGroup[] }[]> {
  const groups = Map.groupBy(await classGroupsOf(db, meeting), ({ round }) => round)
  return [...groups].map(([round, of]) => ({ round, groups: of })).toSorted((a, b) => a.round - b.round)
}
