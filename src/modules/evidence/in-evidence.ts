import type { Actor } from '../../platform/access.ts'
import { type AuditEvent, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type Meeting, type MeetingHere, type MeetingKey, meetingById, rightsIn } from '../meetings/index.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
export const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/** What a command finds. */
export interface Turn {
  tx: Tx
  meeting: Meeting
  rights: MeetingHere['rights']
  at: Date
  leave(event: Omit<AuditEvent, 'scope'>): Promise<void>
}

/**
 * Changes what is evident of a meeting, also after it was closed: that is when most of it is done. Refuses who may
 * change nothing of the meeting; `decide` asks for the venue it is about, or for the meeting as a whole.
 */
export const inEvidence = <T>(
  services: Services,
  actor: Actor,
  key: MeetingKey,
  decide: (turn: Turn) => Promise<Result<T>>,
): Promise<Result<T>> =>
  transact(services.db, async (tx) => {
    const rights = await rightsIn(tx, actor, key)
    if (!rights.mayAnywhere('meetings.change')) return forbidden
    const meeting = await meetingById(tx, key)
    if (!meeting) return missing
    const at = services.clock.now()
    const leave = (event: Omit<AuditEvent, 'scope'>) =>
      audit(tx, actor, { ...event, scope: meeting.workUnitId }, at)
    return decide({ tx, meeting, rights, at, leave })
  })
