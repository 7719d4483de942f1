import { type Insertable, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey } from '../meetings/index.ts'
import type { DoorRelayTable } from './tables.ts'

export const putRelay = (db: Db, row: Insertable<DoorRelayTable>) =>
  db.insertInto('door_relay').values(row).execute()

export interface RelayKey extends MeetingKey {
  relayId: string
}

const relay = (db: Db, { workUnitId, id, relayId }: RelayKey) =>
  db
    .updateTable('door_relay')
    .where('work_unit_id', '=', workUnitId)
    .where('meeting_id', '=', id)
    .where('id', '=', relayId)

const changed = async (query: ReturnType<typeof relay>) =>
  (await query.executeTakeFirst()).numUpdatedRows > 0n

/** Lets a relay in; false when its code was used for another secret, or it is out. */
export const letRelayIn = (db: Db, key: RelayKey, { hash, at }: { hash: string; at: Date }) =>
  changed(
    relay(db, key)
      .set({ secret_hash: hash, enrolled_at: sql`coalesce(enrolled_at, ${at})`, last_contact_at: at })
      .where((where) => where.or([where('enrolled_at', 'is', null), where('secret_hash', '=', hash)]))
      .where('signed_out_at', 'is', null)
      .where('revoked_at', 'is', null),
  )

/** Shuts a relay out; false when it was out already. */
export const revokeRelayRow = (db: Db, key: RelayKey, at: Date) =>
  changed(relay(db, key).set({ revoked_at: at }).where('revoked_at', 'is', null))

/** A relay that threw its data away by itself. */
export const signOutRelayRow = (db: Db, key: RelayKey, at: Date) =>
  changed(relay(db, key).set({ signed_out_at: at, waiting: 0 }).where('signed_out_at', 'is', null))

/** That a relay was heard of: how many scans it still holds, and how far its clock is off. */
export const hearRelay = (
  db: Db,
  key: RelayKey,
  { at, waiting, offsetMs }: { at: Date; waiting: number; offsetMs: number },
) => changed(relay(db, key).set({ last_contact_at: at, waiting, offset_ms: offsetMs }))
