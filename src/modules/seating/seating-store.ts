import { type Insertable, sql, type Updateable } from 'kysely'
import { countRows } from '../../platform/db/count-rows.ts'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { PlanKind, PlanState } from './tables.ts'

/** Makes others who want to place people of the meeting wait. */
export const lockPlaces = (tx: Tx, { workUnitId, id }: MeetingKey) =>
  sql`select from meeting where work_unit_id = ${workUnitId} and id = ${id} for update`.execute(tx)

export const insertPlan = (tx: Tx, row: Insertable<Schema['placement_plan']>) =>
  tx.insertInto('placement_plan').values(row).execute()

/** Changes a plan that is in one of these states; whether there was one. */
export async function changePlan(
  db: Db,
  meeting: MeetingKey,
  id: string,
  states: readonly PlanState[],
  change: Updateable<Schema['placement_plan']>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('placement_plan')
    .set(change)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('state', 'in', [...states])
    .executeTakeFirst()
  return Number(numUpdatedRows) > 0
}

/** Takes up a running plan that no living process reckons; how often that was tried, or null when it is not to be had. */
export async function claimPlan(
  db: Db,
  meeting: MeetingKey,
  id: string,
  { now, silentSince }: { now: Date; silentSince: Date },
): Promise<number | null> {
  const row = await db
    .updateTable('placement_plan')
    .set((e) => ({ seen_at: now, tries: e('tries', '+', 1) }))
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .where('state', '=', 'running')
    .where((where) => where.or([where('seen_at', 'is', null), where('seen_at', '<=', silentSince)]))
    .returning('tries')
    .executeTakeFirst()
  return row?.tries ?? null
}

/** Says of every running plan that no process is at it. */
export const forgetReckoning = (db: Db) =>
  db.updateTable('placement_plan').set({ seen_at: null }).where('state', '=', 'running').execute()

/** The plan that was applied steps back behind another. */
export const replaceApplied = (
  tx: Tx,
  meeting: MeetingKey,
  { kind, round }: { kind: PlanKind; round: number },
) =>
  tx
    .updateTable('placement_plan')
    .set({ state: 'replaced' })
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', kind)
    .where('round', '=', round)
    .where('state', '=', 'applied')
    .execute()

/** Keeps what applying a plan changed, for good. */
export const insertApplication = (tx: Tx, row: Insertable<Schema['plan_application']>) =>
  tx.insertInto('plan_application').values(row).execute()

/** Deletes the plans of hotel rooms that were asked for before an instant, with what applying them changed. */
export const deleteRoomPlans = (db: Db, meeting: MeetingKey, before: Date) =>
  db
    .deleteFrom('placement_plan')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('kind', '=', 'rooms')
    .where('asked_at', '<=', before)
    .execute()

type ClassPlaceRow = Omit<Insertable<Schema['class_place']>, 'work_unit_id' | 'meeting_id'>
type RoomPlaceRow = Omit<Insertable<Schema['room_place']>, 'work_unit_id' | 'meeting_id'>

/** Who sits where in a round, all of it: whoever is not named sits nowhere. */
export async function writeRound(
  tx: Tx,
  meeting: MeetingKey,
  round: number,
  rows: readonly ClassPlaceRow[],
): Promise<void> {
  await tx
    .deleteFrom('class_place')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('round', '=', round)
    .execute()
  await insertAll(tx, meeting, 'class_place', rows)
}

/** Who sleeps where, all of it. */
export async function writeRooms(tx: Tx, meeting: MeetingKey, rows: readonly RoomPlaceRow[]): Promise<void> {
  await tx
    .deleteFrom('room_place')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .execute()
  await insertAll(tx, meeting, 'room_place', rows)
}

/** Thousands of rows as one parameter. */
async function insertAll(
  tx: Tx,
  meeting: MeetingKey,
  table: 'class_place' | 'room_place',
  rows: readonly (ClassPlaceRow | RoomPlaceRow)[],
): Promise<void> {
  if (rows.length === 0) return
  // Every column is named: what is left out would be null here, not its default.
  const of = { work_unit_id: meeting.workUnitId, meeting_id: meeting.id, is_locked: false, plan_id: null }
  const all = rows.map((row) => ({ ...of, ...row }))
  const type = sql.table(table)
  await sql`
    insert into ${type}
    select * from jsonb_populate_recordset(null::${type}, ${JSON.stringify(all)}::jsonb)`.execute(tx)
  await countRows(tx, table, all.length)
}

/** Seats or moves one person; null takes the place away. */
export async function putClassPlace(
  tx: Tx,
  meeting: MeetingKey,
  { participant_id, round, ...place }: Omit<ClassPlaceRow, 'class_id'> & { class_id: string | null },
): Promise<void> {
  await tx
    .deleteFrom('class_place')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('participant_id', '=', participant_id)
    .where('round', '=', round)
    .execute()
  if (place.class_id === null) return
  const { class_id } = place
  await insertAll(tx, meeting, 'class_place', [{ participant_id, round, ...place, class_id }])
}

/** Gives one person a bed, or takes it away. */
export async function putRoomPlace(
  tx: Tx,
  meeting: MeetingKey,
  { participant_id, ...place }: Omit<RoomPlaceRow, 'room_id'> & { room_id: string | null },
): Promise<void> {
  await tx
    .deleteFrom('room_place')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('participant_id', '=', participant_id)
    .execute()
  if (place.room_id === null) return
  const { room_id } = place
  await insertAll(tx, meeting, 'room_place', [{ participant_id, ...place, room_id }])
}

export const insertPair = (tx: Tx, row: Insertable<Schema['seating_pair']>) =>
  tx.insertInto('seating_pair').values(row).execute()

export const deletePair = (tx: Tx, meeting: MeetingKey, id: string) =>
  tx
    .deleteFrom('seating_pair')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()
