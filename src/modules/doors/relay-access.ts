import type { Config } from '../../platform/config.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Services } from '../../platform/services.ts'
import { lastUpload } from './device-day.ts'
import { hashOf, idOfSealed, isEqual, sealedId } from './seal.ts'

/** A relay that was let in, with the venue it stands in. */
export interface Relay {
  workUnitId: string
  meetingId: string
  id: string
  label: string
  venueId: string
  timeZone: string
  /** The meeting's last day. */
  lastDay: string
}

/** The code that lets a relay in, once, and opens its disk at each start. Shown to the committee, stored nowhere. */
export const relayCode = (config: Pick<Config, 'secret'>, id: string) => sealedId(config, 'door relay', id)

/** The relay a code is for, if we made it. */
export const relayOfCode = (config: Services['config'], code: string) =>
  idOfSealed(config, 'door relay', code)

/** A relay by its id, let in or not. */
export const relayById = (db: Db, id: string) =>
  db
    .selectFrom('door_relay as r')
    .innerJoin('meeting', (on) =>
      on.onRef('meeting.work_unit_id', '=', 'r.work_unit_id').onRef('meeting.id', '=', 'r.meeting_id'),
    )
    .select(['r.work_unit_id as workUnitId', 'r.meeting_id as meetingId', 'r.id', 'r.label'])
    .select(['r.venue_id as venueId', 'r.secret_hash as secretHash'])
    .select(['r.signed_out_at as signedOutAt', 'r.revoked_at as revokedAt'])
    .select(['meeting.time_zone as timeZone', 'meeting.ends_on as lastDay'])
    .where('r.id', '=', id)
    .executeTakeFirst()

/** The relay behind `Authorization: Bearer ID.SECRET`; null: not let in, signed out, revoked, or its days are over. */
export async function relayOf(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  authorization: string | undefined,
): Promise<Relay | null> {
  const [, id = '', secret = ''] = /^Bearer ([\w-]{36})\.([\w-]{20,80})$/.exec(authorization ?? '') ?? []
  if (!isId(id)) return null
  const found = await relayById(db, id)
  if (!found?.secretHash || !isEqual(found.secretHash, hashOf(secret))) return null
  const { secretHash, signedOutAt, revokedAt, ...relay } = found
  const isOver = clock.now() >= lastUpload(relay.timeZone, relay.lastDay)
  return revokedAt !== null || signedOutAt !== null || isOver ? null : relay
}
