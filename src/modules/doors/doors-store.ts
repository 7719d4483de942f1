import { type Insertable, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { DoorDeviceTable, DoorTable } from './tables.ts'

export const putDoor = (db: Db, row: Insertable<DoorTable>) => db.insertInto('door').values(row).execute()

export const putDevice = (db: Db, row: Insertable<DoorDeviceTable>) =>
  db.insertInto('door_device').values(row).execute()

export const allowSelfCheckIn = (
  db: Db,
  { workUnitId, id, doorId }: MeetingKey & { doorId: string },
  isOn: boolean,
) =>
  db
    .updateTable('door')
    .set({ self_check_in: isOn })
    .where('work_unit_id', '=', workUnitId)
    .where('meeting_id', '=', id)
    .where('id', '=', doorId)
    .execute()

export interface DeviceKey extends MeetingKey {
  deviceId: string
}

const device = (db: Db, { workUnitId, id, deviceId }: DeviceKey) =>
  db
    .updateTable('door_device')
    .where('work_unit_id', '=', workUnitId)
    .where('meeting_id', '=', id)
    .where('id', '=', deviceId)

const changed = async (query: ReturnType<typeof device>) =>
  (await query.executeTakeFirst()).numUpdatedRows > 0n

/** Lets a phone in; false when another was let in by its code before, or it is out. */
export const letIn = (db: Db, key: DeviceKey, { hash, at }: { hash: string; at: Date }) =>
  changed(
    device(db, key)
      .set({
        secret_hash: hash,
        enrolled_at: sql`coalesce(enrolled_at, ${at})`,
        last_contact_at: sql`greatest(last_contact_at, ${at})`,
      })
      .where((where) => where.or([where('enrolled_at', 'is', null), where('secret_hash', '=', hash)]))
      .where('signed_out_at', 'is', null)
      .where('revoked_at', 'is', null),
  )

/** Shuts a phone out; false when it was out already. */
export const revoke = (db: Db, key: DeviceKey, at: Date) =>
  changed(device(db, key).set({ revoked_at: at }).where('revoked_at', 'is', null))

/** A phone that threw its data away by itself. */
export const signOut = (db: Db, key: DeviceKey, at: Date) =>
  changed(device(db, key).set({ signed_out_at: at }).where('signed_out_at', 'is', null))
