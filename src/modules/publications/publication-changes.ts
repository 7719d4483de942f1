import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'

/** Told the unit whose public notices changed; `*` when it may be any (preset, examples, a lost connection). */
export type PublicationsListener = (workUnitId: string) => void

const listeners = new WeakMap<object, Set<PublicationsListener>>()

/**
 * Calls `listener` after public notices of a unit changed; returns how to stop.
 * Other processes over the same database hear of it through `NOTIFY publications` (payload: work unit, or `*`).
 */
export function onPublicationsChanged(
  { database }: Pick<Services, 'database'>,
  listener: PublicationsListener,
): () => void {
  const known = listeners.get(database) ?? new Set()
  listeners.set(database, known.add(listener))
  return () => known.delete(listener)
}

/** Tells this process's listeners; call after the commit. */
export function announcePublications({ database }: Pick<Services, 'database'>, workUnitId: string): void {
  for (const listener of listeners.get(database) ?? []) listener(workUnitId)
}

/** Tells other processes, when and only if the transaction commits. */
export async function notifyPublications(tx: Tx, workUnitId: string): Promise<void> {
  await sql`select pg_notify('publications', ${workUnitId})`.execute(tx)
}
