import type { Actor } from '../../platform/access.ts'
import { type AuditEvent, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingRights, rightsIn } from './meeting-rights.ts'
import { type Meeting, type MeetingKey, meetingById } from './meetings-read-model.ts'
import { lockMeeting } from './meetings-store.ts'

/** What a command finds when its turn has come: nobody else changes the meeting meanwhile. */
export interface Turn {
  tx: Tx
  meeting: Meeting
  rights: MeetingRights
  at: Date
  /** Leaves a trail in the unit that hosts the meeting. */
  leave(event: Omit<AuditEvent, 'scope'>): Promise<void>
}

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
export const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
export const conflict = (key: Refusal['key'], params?: Refusal['params']) =>
  refuse({ kind: 'conflict', key, params })

/**
 * Changes a meeting or one of its parts: locks it, refuses who may change nothing of it, and what is closed unless
 * `closedToo`. `decide` asks for the venue it is about and writes.
 */
export const inMeeting = <T>(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  decide: (turn: Turn) => Promise<Result<T>>,
  { closedToo = false }: { closedToo?: boolean } = {},
): Promise<Result<T>> =>
  transact(services.db, async (tx) => {
    const rights = await rightsIn(tx, actor, key)
    if (!rights.mayAnywhere('meetings.change')) return forbidden
    await lockMeeting(tx, key)
    const meeting = await meetingById(tx, key)
    if (!meeting) return missing
    if (meeting.state === 'closed' && !closedToo) return conflict('meetings.refusal.closed')
    const at = services.clock.now()
    const leave = (event: Omit<AuditEvent, 'scope'>) =>
      audit(tx, actor, { ...event, scope: meeting.workUnitId }, at)
    return decide({ tx, meeting, rights, at, leave })
  })

/** The refusal of a removal that the database stops because something still refers to what would go. */
export async function unlessReferred<T>(removal: Promise<Result<T>>): Promise<Result<T>> {
  try {
    return await removal
  } catch (error) {
    if ((error as { code?: unknown }).code === '23503') return conflict('meetings.refusal.peopleThere')
    throw error
  }
}
