import { type Actor, may } from '../../platform/access.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { type Refusal, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { lockList } from './participants-store.ts'

export const forbidden = refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
export const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })

/** One field is wrong: the sentence stands at the field. */
export const refuseField = (field: string, key: string, params?: Refusal['params']) =>
  refuse({ kind: 'invalid', key, params, fields: [{ field, key, params }] })

/** What every command of the committee does first: permission in the host unit, a transaction, the list locked. */
export async function changeList<T>(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  decide: (tx: Tx, at: Date) => Promise<Result<T>>,
): Promise<Result<T>> {
  if (!may(actor, 'meetings.change', meeting.workUnitId)) return forbidden
  return transact(services.db, async (tx) => {
    await lockList(tx, meeting)
    return decide(tx, services.clock.now())
  })
}
