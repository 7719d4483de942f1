import type { Insertable } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { DoorAdmissionTable } from './tables.ts'

/** Writes down that a relay let a phone in; false when it had told of it before. */
export const putAdmission = async (db: Db, row: Insertable<DoorAdmissionTable>): Promise<boolean> =>
  (
    await db
      .insertInto('door_admission')
      .values(row)
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
  ).numInsertedOrUpdatedRows !== 0n
