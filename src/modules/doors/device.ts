import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import { lastUpload } from './device-day.ts'
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

export const cookieName = 'door'

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex')

const isEqual = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** A new phone's secret for its cookie, and what of it is stored. */
export function newSecret(): { secret: string; hash: string } {
  const secret = randomBytes(24).toString('base64url')
  return { secret, hash: hashOf(secret) }
}

const sealOf = (secret: string, id: string) =>
  createHmac('sha256', secret).update(`door phone ${id}`).digest('base64url').slice(0, 24)

/** What the link that lets a phone in ends with. It can be shown again until it was used, and is stored nowhere. */
export const enrolToken = ({ secret }: Services['config'], id: string) => `${id}.${sealOf(secret, id)}`

/** The phone a link is for, if we made it. */
export function deviceOfToken({ secret }: Services['config'], token: string): string | null {
  const [id = '', seal = ''] = token.split('.')
  return isId(id) && isEqual(seal, sealOf(secret, id)) ? id : null
}

const query = (db: Db, id: string) =>
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
    .where('d.id', '=', id)

/** A phone by its id, let in or not. */
export const deviceById = (db: Db, id: string) => query(db, id).executeTakeFirst()

interface Kept {
  at: number
  device: Device | null
}
const kept = new WeakMap<object, Map<string, Kept>>()
/** So long at most a phone that another process revoked is still served. */
const keptFor = 2_000

const cookieOf = (header: string | undefined) => /(?:^|;\s*)door=([\w.-]{40,120})/.exec(header ?? '')?.[1]

/** The phone behind a request's cookie; null: not let in, signed out, revoked, or its days are over. */
export async function deviceOf(services: Services, cookies: string | undefined): Promise<Device | null> {
  const value = cookieOf(cookies)
  if (value === undefined) return null
  const all = kept.get(services.database) ?? new Map<string, Kept>()
  kept.set(services.database, all)
  const known = all.get(value)
  const now = performance.now()
  if (known && now - known.at < keptFor) return known.device
  const device = await find(services, value)
  if (all.size > 10_000) all.clear()
  all.set(value, { at: now, device })
  return device
}

async function find({ db, clock }: Services, value: string): Promise<Device | null> {
  const at = value.indexOf('.')
  const id = value.slice(0, at)
  if (!isId(id)) return null
  const found = await deviceById(db, id)
  if (!found?.secret_hash || !isEqual(found.secret_hash, hashOf(value.slice(at + 1)))) return null
  const { secret_hash, enrolled_at, revoked_at, signed_out_at, ...device } = found
  const isOver = clock.now() >= lastUpload(device.timeZone, device.day)
  return revoked_at !== null || signed_out_at !== null || isOver ? null : device
}

/** Lets the next request of any phone be looked at anew. */
export const forgetDevices = ({ database }: Pick<Services, 'database'>) => kept.delete(database)
