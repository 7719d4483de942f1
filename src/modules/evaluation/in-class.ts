import type { Actor } from '../../platform/access.ts'
import { type AuditEvent, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type FieldProblem, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import {
  classesOf,
  type Meeting,
  type MeetingClass,
  type MeetingHere,
  type MeetingKey,
  type MeetingSession,
  meetingById,
  refusedAsClosed,
  rightsIn,
  sessionsOf,
} from '../meetings/index.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
export const invalid = (fields: FieldProblem[]) => refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/** Whether somebody takes down what is said at a venue: its scribes, and who may change the meeting there. */
export const mayTakeDown = (rights: MeetingHere['rights'], venueId: string) =>
  rights.may('meetings.record', venueId) || rights.may('meetings.change', venueId)

/** Which class of which meeting. */
export interface ClassKey {
  meeting: MeetingKey
  classId: string
}

/** What a command finds in the class it takes something down in. */
export interface InClass {
  tx: Tx
  meeting: Meeting
  class: MeetingClass
  /** The sessions of this class. */
  sessions: MeetingSession[]
  at: Date
  /** Leaves a trail in the unit that hosts the meeting; identifiers only, what was said stands in the row. */
  leave(event: Pick<AuditEvent, 'action' | 'subject' | 'after'>): Promise<void>
}

/** Takes something down in a class, for who may, until the meeting is closed. */
export const inClass = <T>(
  services: Services,
  actor: Actor,
  { meeting: key, classId }: ClassKey,
  decide: (here: InClass) => Promise<Result<T>>,
): Promise<Result<T>> =>
  transact(services.db, async (tx) => {
    const meeting = await meetingById(tx, key)
    const found = meeting && (await classesOf(tx, key)).find(({ id }) => id === classId)
    if (!meeting || !found) return missing
    if (!mayTakeDown(await rightsIn(tx, actor, key), found.venueId)) return forbidden
    const closed = await refusedAsClosed(tx, key)
    if (closed) return closed
    const at = services.clock.now()
    return decide({
      tx,
      meeting,
      class: found,
      sessions: (await sessionsOf(tx, key)).filter((session) => session.classId === classId),
      at,
      leave: (event) => audit(tx, actor, { ...event, scope: meeting.workUnitId }, at),
    })
  })
