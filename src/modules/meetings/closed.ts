import type { Db } from '../../platform/db/database.ts'
import { type Result, refuse } from '../../platform/result.ts'
import { type MeetingKey, meetingById } from './meetings-read-model.ts'

/**
 * The refusal of changes to what belongs to a meeting once it is closed; undefined while it is not. Every room that
 * keeps something of a meeting asks for it: accounts and certificates rest on what stood there when it was closed.
 */
export async function refusedAsClosed(db: Db, key: MeetingKey): Promise<Result<never> | undefined> {
  const meeting = await meetingById(db, key)
  return meeting?.state === 'closed'
    ? refuse({ kind: 'conflict', key: 'meetings.refusal.closed' })
    : undefined
}
