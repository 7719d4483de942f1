import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import type { MeetingKey } from './meetings-read-model.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>
const key = ['work_unit_id', 'meeting_id', 'id'] as const

/** Adds a group of classes; one with the same code takes the new words. */
export async function putGroup(tx: Tx, row: Row<'class_group'>): Promise<void> {
  const { work_unit_id: _, meeting_id: __, code: ___, ...rest } = row
  await tx
    .insertInto('class_group')
    .values(row)
    .onConflict((conflict) => conflict.columns(['work_unit_id', 'meeting_id', 'code']).doUpdateSet(rest))
    .execute()
}

export const deleteGroup = (tx: Tx, meeting: MeetingKey, code: string) =>
  tx
    .deleteFrom('class_group')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('code', '=', code)
    .execute()

export async function putClasses(tx: Tx, rows: readonly Row<'meeting_class'>[]): Promise<void> {
  for (const row of rows) {
    const { work_unit_id: _, meeting_id: __, id: ___, ...rest } = row
    await tx
      .insertInto('meeting_class')
      .values(row)
      .onConflict((conflict) => conflict.columns(key).doUpdateSet(rest))
      .execute()
  }
}

export async function putSessions(tx: Tx, rows: readonly Row<'meeting_session'>[]): Promise<void> {
  for (const row of rows) {
    const { work_unit_id: _, meeting_id: __, id: ___, ...rest } = row
    await tx
      .insertInto('meeting_session')
      .values(row)
      .onConflict((conflict) => conflict.columns(key).doUpdateSet(rest))
      .execute()
  }
}

export const addMaterials = (tx: Tx, rows: readonly Row<'meeting_material'>[]) =>
  tx.insertInto('meeting_material').values(rows).execute()

/** Takes out one part of a meeting. */
export const deletePart = (
  tx: Tx,
  table: 'meeting_class' | 'meeting_session' | 'meeting_material',
  meeting: MeetingKey,
  id: string,
) =>
  tx
    .deleteFrom(table)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()
