import type { Actor } from '../../platform/access.ts'
import { type AuditEvent, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Meeting, type MeetingKey, meetingById, rightsIn } from '../meetings/index.ts'
import { lockPlaces } from './seating-store.ts'

/** What a command finds when its turn has come: nobody else places people of the meeting meanwhile. */
export interface Turn {
  tx: Tx
  meeting: Meeting
  /** By role, or by a task for the whole meeting or one venue. */
  mayChangeAt(venueId: string | null): boolean
  at: Date
  leave(event: Omit<AuditEvent, 'scope'>): Promise<void>
}

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
export const conflict = (key: Refusal['key'], params?: Refusal['params']) =>
  refuse({ kind: 'conflict', key, params })
export const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/**
 * Changes who is placed where: refuses who may not change the meeting as a whole, and a meeting that is closed. With
 * `oneVenue` a task for one venue suffices, and `decide` asks for the venue it is about.
 */
export const inSeating = <T>(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  decide: (turn: Turn) => Promise<Result<T>>,
  { oneVenue = false }: { oneVenue?: boolean } = {},
): Promise<Result<T>> =>
  transact(services.db, async (tx) => {
    const rights = await rightsIn(tx, actor, key)
    const isAllowed = oneVenue ? rights.mayAnywhere('meetings.change') : rights.may('meetings.change')
    if (!isAllowed) return forbidden
    await lockPlaces(tx, key)
    const meeting = await meetingById(tx, key)
    if (!meeting) return missing
    if (meeting.state === 'closed') return conflict('seating.refusal.closed')
    const at = services.clock.now()
    const leave = (event: Omit<AuditEvent, 'scope'>) =>
      audit(tx, actor, { ...event, scope: meeting.workUnitId }, at)
    const mayChangeAt = (venueId: string | null) => rights.may('meetings.change', venueId)
    return decide({ tx, meeting, mayChangeAt, at, leave })
  })
