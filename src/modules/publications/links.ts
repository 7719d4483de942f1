import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'

/** What following a short link leads to and where its hit is counted. */
export interface LinkTarget {
  code: string
  workUnitId: string
  programmeId: string | null
  electionId: string
  base: string
  channel: string
  publicationId: string | null
  /** The volunteer the link was handed to. */
  personId: string | null
  /** Path and query on this site, for example `/kota-salatiga/p/pindah-memilih`. */
  targetPath: string
}

/**
 * `unit`: another process changed links of this unit. `reload`: too much changed to tell one by one (examples removed,
 * a restore, a line to the database that broke).
 */
export type LinksChange =
  | { minted: readonly LinkTarget[]; revoked: readonly string[] }
  | { unit: string }
  | 'reload'
type Listener = (change: LinksChange) => void

const listeners = new WeakMap<object, Set<Listener>>()

/**
 * Calls `listener` after links were minted or revoked, by this process or by another over the same database (`NOTIFY
 * links`, payload: work unit, or `*`); returns how to stop.
 */
export function onLinksChanged({ database }: Pick<Services, 'database'>, listener: Listener): () => void {
  const known = listeners.get(database) ?? new Set()
  listeners.set(database, known.add(listener))
  return () => known.delete(listener)
}

/** Tells this process's listeners; call after the commit. */
export function announceLinks({ database }: Pick<Services, 'database'>, change: LinksChange): void {
  for (const listener of listeners.get(database) ?? []) listener(change)
}

/** Tells other processes, when and only if the transaction commits. */
export async function notifyLinks(tx: Tx, workUnitId: string): Promise<void> {
  await sql`select pg_notify('links', ${workUnitId})`.execute(tx)
}

const pageOf = 10_000

/** Every living link, in the order of its code, read in pages so that memory stays small. */
export async function* loadLinks(db: Db): AsyncGenerator<LinkTarget> {
  let after = ''
  for (;;) {
    const rows = await db
      .selectFrom('tracked_link')
      .select(linkColumns)
      .where('revoked_at', 'is', null)
      .where('code', '>', after)
      .orderBy('code')
      .limit(pageOf)
      .execute()
    yield* rows
    if (rows.length < pageOf) return
    after = rows.at(-1)?.code ?? after
  }
}

/** The columns of `tracked_link` as a `LinkTarget`. */
export const linkColumns = [
  'code',
  'work_unit_id as workUnitId',
  'programme_id as programmeId',
  'election_id as electionId',
  'base',
  'channel',
  'publication_id as publicationId',
  'person_id as personId',
  'target_path as targetPath',
] as const
