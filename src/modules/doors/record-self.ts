import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { attempt } from '../accounts/index.ts'
import { type Participant, participantByCode, readPersonalCode } from '../participants/index.ts'
import { type SelfDoor, selfDoor } from './doors-read-model.ts'
import { engineOf, tellBoards } from './engine.ts'
import { rosterFor } from './roster.ts'
import { written } from './scan-writer.ts'
import type { StoredScan } from './scans-store.ts'
import { scanIdOf, type Ticket, ticketLasts } from './self-code.ts'
import { selfMoment } from './self-moment.ts'
import { sessionsAt } from './snapshot.ts'
import { wordsFor } from './verdicts.ts'

const codeProblem = (key: string) =>
  refuse({ kind: 'invalid', key: 'ui.form.refused', fields: [{ field: 'code', key }] })

/** The participant whose personal code was typed, or its whole link pasted. */
export async function whoseCode({ db }: Pick<Services, 'db'>, typed: string): Promise<Participant | null> {
  const code = readPersonalCode(/([^/\s]+)\/*\s*$/.exec(typed)?.[1] ?? '')
  const one = code ? await participantByCode(db, code) : undefined
  return one && one.state !== 'cancelled' ? one : null
}

/**
 * Records somebody at a door by the own phone: who opened the code on its screen and knows a personal code. Refuses a
 * ticket that is too old, a door that does not take this, a code of nobody or of another meeting, and a door of sessions
 * when there is none. Somebody who was there already is recorded again, as by a steward, and flagged.
 */
export async function recordSelf(
  services: Services,
  ticket: Ticket,
  typed: string,
): Promise<Result<{ one: Participant; scanId: string }>> {
  const now = services.clock.now()
  if (now.getTime() - ticket.issuedAt > ticketLasts)
    return refuse({ kind: 'conflict', key: 'doors.self.refusal.old' })
  const door = await selfDoor(services.db, ticket.doorId)
  if (!door) return refuse({ kind: 'missing', key: 'doors.self.refusal.off' })
  if (!(await attempt(services, 'self-check-in', door.id)))
    return refuse({ kind: 'busy', key: 'doors.self.refusal.busy' })
  const one = await whoseCode(services, typed)
  if (!one) return codeProblem('doors.self.refusal.nobody')
  if (one.meetingId !== door.meetingId) return codeProblem('doors.self.refusal.otherMeeting')
  const scan = await scanOf(services, { door, one, ticket, now })
  if (!scan) return refuse({ kind: 'conflict', key: 'doors.self.refusal.noSession' })
  const statuses = await written(engineOf(services).writer, { scans: [scan], contacts: [] })
  if (statuses === null) return refuse({ kind: 'busy', key: 'doors.self.refusal.busy' })
  tellBoards(services, { workUnitId: door.workUnitId, id: door.meetingId })
  return ok({ one, scanId: scan.id })
}

interface Recorded {
  door: SelfDoor
  one: Participant
  ticket: Ticket
  now: Date
}

async function scanOf(services: Services, { door, one, ticket, now }: Recorded): Promise<StoredScan | null> {
  const meeting = { workUnitId: door.workUnitId, id: door.meetingId }
  const roster = await rosterFor(services, meeting, [{ as: 'code', code: one.code }])
  const moment = selfMoment(door.purpose, {
    sessions: await sessionsAt(services, meeting, door.venueId),
    classes: roster.byId.get(one.id)?.classes ?? [],
    at: now.getTime(),
  })
  if (!moment) return null
  const scan: StoredScan = {
    work_unit_id: door.workUnitId,
    meeting_id: door.meetingId,
    id: scanIdOf(ticket, one.id),
    device_id: null,
    door_id: door.id,
    venue_id: door.venueId,
    kind: moment.kind,
    session_id: moment.sessionId,
    participant_id: one.id,
    text: one.code,
    via: 'self',
    number: 0,
    scanned_at: now.toISOString(),
    offset_ms: 0,
    received_at: now.toISOString(),
    shown: '',
    relay_id: null,
    relayed_at: null,
  }
  const words = await wordsFor(services, {
    at: { doorId: door.id, venueId: door.venueId },
    meeting,
    roster,
    scans: [scan],
  })
  return { ...scan, shown: words.get(scan.id) ?? '' }
}
