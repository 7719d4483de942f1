import type { Actor } from '../../platform/access.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, refusedAsClosed, rightsIn } from '../meetings/index.ts'
import { type Participant, participantById } from './participants-read-model.ts'
import { lockList } from './participants-store.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })

/** One field is wrong: the sentence stands at the field. */
export const refuseField = (field: string, key: string, params?: Refusal['params']) =>
  refuse({ kind: 'invalid', key, params, fields: [{ field, key, params }] })

/** Whether a command also works in a meeting that is closed: only where personal data goes or letters are printed again. */
interface Reach {
  closedToo?: boolean
}

/**
 * What every command about a list does first: permission in the meeting as a whole, a transaction, the list locked, the
 * meeting not closed.
 */
export async function changeList<T>(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  decide: (tx: Tx, at: Date) => Promise<Result<T>>,
  { closedToo = false }: Reach = {},
): Promise<Result<T>> {
  return transact(services.db, async (tx) => {
    if (!(await rightsIn(tx, actor, meeting)).may('meetings.change')) return forbidden
    await lockList(tx, meeting)
    const closed = closedToo ? undefined : await refusedAsClosed(tx, meeting)
    if (closed) return closed
    return decide(tx, services.clock.now())
  })
}

/** The same about one participant, whose venue may be in the hands of a committee of its own. */
export async function changeOne<T>(
  services: Services,
  actor: Actor,
  { meeting, id }: { meeting: MeetingKey; id: string },
  decide: (tx: Tx, one: Participant, at: Date) => Promise<Result<T>>,
  { closedToo = false }: Reach = {},
): Promise<Result<T>> {
  return transact(services.db, async (tx) => {
    const rights = await rightsIn(tx, actor, meeting)
    if (!rights.mayAnywhere('meetings.change')) return forbidden
    await lockList(tx, meeting)
    const one = await participantById(tx, meeting, id)
    if (!one) return missing
    if (!rights.may('meetings.change', one.venueId)) return forbidden
    const closed = closedToo ? undefined : await refusedAsClosed(tx, meeting)
    if (closed) return closed
    return decide(tx, one, services.clock.now())
  })
}

/** How the audit trail names a participant. */
export const subjectOf = (id: string) => `participant ${id}`
