import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { lastUpload } from './device-day.ts'
import { phoneIn } from './door-cookie.ts'
import { hashOf, idOfSealed, isEqual, sealedId } from './seal.ts'
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

/** What the link that lets a phone in ends with. It can be shown again until it was used. */
export const enrolToken = (config: Services['config'], id: string) => sealedId(config, 'door phone', id)

/** The phone a link is for, if we made it. */
export const deviceOfToken = (config: Services['config'], token: string) =>
  idOfSealed(config, 'door phone', token)

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
