import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { readPersonalCode, shownCode } from '../participants/index.ts'
import { lastUpload } from './device-day.ts'
import { phoneIn } from './door-cookie.ts'
import { hashOf, isEqual, typedSealOf } from './seal.ts'
import type { DoorPurpose } from './tables.ts'

/** A phone that was let in, with the door it stands at. */
export interface Device {
  workUnitId: string
  meetingId: string
  id: string
  label: string
  day: string
  timeZone: string
  doorId: string
  door: string
  purpose: DoorPurpose
  venueId: string
}

/**
 * What lets a phone in, once: twelve signs, in its link, in the QR of that and on paper to be typed. It can be shown again
 * until it was used and is stored nowhere.
 */
export const enrolCode = (config: Services['config'], id: string) => typedSealOf(config, 'door phone', id)

/** Where a phone is let in by its code, without the server's or relay's address. */
export const enrolPath = (code: string) => `/door/enrol/${shownCode(code)}`

const query = (db: Db) =>
  db
    .selectFrom('door_device as d')
    .innerJoin('door', (on) =>
      on
        .onRef('door.work_unit_id', '=', 'd.work_unit_id')
        .onRef('door.meeting_id', '=', 'd.meeting_id')
        .onRef('door.id', '=', 'd.door_id'),
    )
    .innerJoin('meeting', (on) =>
      on.onRef('meeting.work_unit_id', '=', 'd.work_unit_id').onRef('meeting.id', '=', 'd.meeting_id'),
    )
    .select(['d.work_unit_id as workUnitId', 'd.meeting_id as meetingId', 'd.id', 'd.label', 'd.day'])
    .select(['d.secret_hash', 'd.enrolled_at', 'd.revoked_at', 'd.signed_out_at'])
    .select(['door.id as doorId', 'door.name as door', 'door.purpose', 'door.venue_id as venueId'])
    .select('meeting.time_zone as timeZone')

/** A phone by its id, let in or not. */
export const deviceById = (db: Db, id: string) => query(db).where('d.id', '=', id).executeTakeFirst()

/** The phone that a typed or opened code is for, let in or not; of phones whose day is not long over. */
export async function deviceByCode({ db, config, clock }: Services, typed: string) {
  const code = readPersonalCode(typed)
  if (code === null) return undefined
  // A day of any time zone that is not over begins at most so long ago.
  const since = new Date(clock.now().getTime() - 2 * 86_400_000).toISOString().slice(0, 10)
  const some = await db.selectFrom('door_device').select('id').where('day', '>=', since).execute()
  const found = some.find(({ id }) => isEqual(enrolCode(config, id), code))
  return found && deviceById(db, found.id)
}

/** The phones of a venue, let in or not, by day and label. */
export const devicesAt = (db: Db, meeting: MeetingKey, venueId: string) =>
  query(db)
    .where('d.work_unit_id', '=', meeting.workUnitId)
    .where('d.meeting_id', '=', meeting.id)
    .where('door.venue_id', '=', venueId)
    .orderBy('d.day')
    .orderBy('d.label')
    .execute()

interface Kept {
  at: number
  device: Device | null
}
const kept = new WeakMap<object, Map<string, Kept>>()
/** So long at most a phone that another process revoked is still served. */
const keptFor = 2_000

/** The phone behind a request's cookie; null: not let in, signed out, revoked, or its days are over. */
export async function deviceOf(services: Services, cookies: string | undefined): Promise<Device | null> {
  const said = phoneIn(cookies)
  if (said === null) return null
  const value = `${said.id}.${said.secret}`
  const all = kept.get(services.database) ?? new Map<string, Kept>()
  kept.set(services.database, all)
  const known = all.get(value)
  const now = performance.now()
  if (known && now - known.at < keptFor) return known.device
  const device = await find(services, said)
  if (all.size > 10_000) all.clear()
  all.set(value, { at: now, device })
  return device
}

async function find(
  { db, clock }: Services,
  { id, secret }: { id: string; secret: string },
): Promise<Device | null> {
  if (!isId(id)) return null
  const found = await deviceById(db, id)
  if (!found?.secret_hash || !isEqual(found.secret_hash, hashOf(secret))) return null
  const { secret_hash, enrolled_at, revoked_at, signed_out_at, ...device } = found
  const isOver = clock.now() >= lastUpload(device.timeZone, device.day)
  return revoked_at !== null || signed_out_at !== null || isOver ? null : device
}

/** Lets the next request of any phone be looked at anew. */
export const forgetDevices = ({ database }: Pick<Services, 'database'>) => kept.delete(database)
