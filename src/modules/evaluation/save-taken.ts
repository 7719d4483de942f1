import type { Updateable } from 'kysely'
import type { AuditEvent } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import { insertTaken, type RowOf, type Taken, updateTaken } from './evaluation-store.ts'
import { type InClass, invalid, missing } from './in-class.ts'

interface Saving<Kind extends Taken> {
  id: string
  /** What the form was made from; 0 for something new. */
  version: number
  /** The row, where it is new. */
  row: Parameters<typeof insertTaken>[1]
  /** What is written anew, where it is not. */
  change: Updateable<RowOf[Kind]>
  /** What stands in this class under the id; says whether it is what was typed already. */
  standing(): Promise<{ isSame: boolean } | undefined>
  /** The field that says that somebody else changed it meanwhile. */
  field: string
  actions: { add: AuditEvent['action']; change: AuditEvent['action'] }
  /** Kept in the trail beside the version. */
  trail?: Record<string, string>
}

/**
 * Adds something taken down under the id its form came with, or writes anew the version the form was made from. Sent
 * twice it is there once, and changed once. Somebody else's words are never overwritten unseen: what was typed stays in
 * the form, and the field says what happened. Resolves to the id.
 */
export async function saveTaken<Kind extends Taken>(
  { tx, meeting, leave }: InClass,
  kind: Kind,
  { id, version, row, change, standing, field, actions, trail }: Saving<Kind>,
): Promise<Result<string>> {
  const key = { workUnitId: meeting.workUnitId, id: meeting.id }
  const subject = `${kind} ${id}`
  if (version === 0 && (await insertTaken(tx, row))) {
    await leave({ action: actions.add, subject, after: { version: 1, ...trail } })
    return ok(id)
  }
  const stands = await standing()
  if (!stands) return missing
  if (stands.isSame) return ok(id)
  if (!(await updateTaken(tx, kind, key, { id, version }, change))) {
    return invalid([{ field, key: 'evaluation.refusal.changedMeanwhile' }])
  }
  await leave({ action: actions.change, subject, after: { version: version + 1, ...trail } })
  return ok(id)
}
