import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, meetingById, refusedAsClosed, venuesOf } from '../meetings/index.ts'
import { endOfDay } from './device-day.ts'
import { mayAtDoor } from './may-at-door.ts'
import { standingRelay } from './relays-read-model.ts'
import { putRelay } from './relays-store.ts'

/** Phones give camera, storage and cryptography to https alone, and to their own machine. */
const isSecure = (address: string) => {
  const url = URL.parse(address)
  if (url?.pathname !== '/' || url.search || url.hash || url.username) return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost')
}

/**
 * Makes room for a relay at one venue for the whole meeting; its code lets one in. Refuses a venue of another meeting or
 * one that has a relay already, an address phones would not trust, and a meeting that is over.
 */
export async function addRelay(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  input: { venueId: string; label: string; address: string },
): Promise<Result<string>> {
  if (!(await mayAtDoor(services, actor, key, 'meetings.door', input.venueId)))
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  return transact(services.db, async (tx) => {
    const meeting = await meetingById(tx, key)
    if (!meeting) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const closed = await refusedAsClosed(tx, key)
    if (closed) return closed
    const at = services.clock.now()
    const problems: FieldProblem[] = []
    const venue = (await venuesOf(tx, key)).find(({ id }) => id === input.venueId)
    if (!venue) problems.push({ field: 'venue', key: 'doors.refusal.venue' })
    else if (await standingRelay(tx, key, venue.id))
      problems.push({ field: 'venue', key: 'doors.refusal.relayThere' })
    if (at >= endOfDay(meeting.timeZone, meeting.endsOn))
      problems.push({ field: 'venue', key: 'doors.refusal.relayLate' })
    if (!isSecure(input.address)) problems.push({ field: 'address', key: 'doors.refusal.relayAddress' })
    if (problems.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields: problems })
    const id = newId(at.getTime())
    const address = new URL(input.address).origin
    await putRelay(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id,
      venue_id: input.venueId,
      label: input.label,
      address,
      made_at: at,
      enrolled_at: null,
      secret_hash: null,
      last_contact_at: null,
      offset_ms: null,
      signed_out_at: null,
      revoked_at: null,
    })
    const event = { action: 'doors.add-relay' as const, subject: `relay ${id}`, scope: key.workUnitId }
    await audit(tx, actor, { ...event, after: { venueId: input.venueId, address } }, at)
    return ok(id)
  })
}
