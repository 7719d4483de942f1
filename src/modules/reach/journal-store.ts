import { sql } from 'kysely'
import type { Database, Db, Tx } from '../../platform/db/database.ts'

/** Commits one group of hits; when this returns they are on the disk. One statement, so one transaction. */
export async function appendGroup(database: Database, at: Date, content: string): Promise<void> {
  await database.query(
    'insert into reach_journal (written_at, size, content) values ($1::timestamptz, $2::int, $3::text)',
    [at.toISOString(), content.length, content],
  )
}

/** Puts a season's key where there is none yet. */
export async function putSeasonKey(db: Db, electionId: string, key: Uint8Array, at: Date): Promise<void> {
  await db
    .insertInto('reach_season_key')
    .values({ election_id: electionId, key, created_at: at, destroyed_at: null })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The season's key, or null when it was destroyed or never made. */
export async function readSeasonKey(db: Db, electionId: string): Promise<Uint8Array | null> {
  const row = await db
    .selectFrom('reach_season_key')
    .select('key')
    .where('election_id', '=', electionId)
    .executeTakeFirst()
  return row?.key ?? null
}

/** A committed group that waits to be folded. */
export interface JournalRow {
  id: number
  writtenAt: Date
  content: string
}

/** How far the batch under way is. */
export interface FoldingState {
  version: number
  journalIds: number[]
  done: string[]
}

/**
 * Whether anything waits or a batch is under way. Asked before the lock: taking one is a write, and a program at rest
 * should write nothing.
 */
export async function hasWork(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from reach_journal)
      or exists (select from reach_folding where cardinality(journal_ids) > 0) as waits`.execute(db)
  return rows[0]?.waits ?? false
}

/**
 * Takes the right to fold until the transaction ends; undefined when another process has it.
 * The row's lock is what makes processes take turns.
 */
export async function takeTurn(tx: Tx): Promise<FoldingState | undefined> {
  const row = await tx
    .selectFrom('reach_folding')
    .select(['version', 'journal_ids as journalIds', 'done'])
    .where('id', '=', 1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row && { version: row.version, journalIds: row.journalIds.map(Number), done: row.done }
}

/** Notes what has been done of which batch. */
export async function noteTurn(tx: Tx, state: FoldingState): Promise<void> {
  await tx
    .updateTable('reach_folding')
    .set({ version: state.version, journal_ids: state.journalIds, done: state.done })
    .where('id', '=', 1)
    .execute()
}

const batchBytes = 4_000_000
const batchRows = 2_000

/** The next groups to fold, oldest first; about four megabytes at most, but always one when there is any. */
export async function nextBatch(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('reach_journal')
    .select(['id', 'size'])
    .orderBy('id')
    .limit(batchRows)
    .execute()
  let bytes = 0
  const ids: number[] = []
  for (const { id, size } of rows) {
    if (ids.length > 0 && bytes + size > batchBytes) break
    bytes += size
    ids.push(id)
  }
  return ids
}

export const readJournal = (db: Db, ids: readonly number[]): Promise<JournalRow[]> =>
  db
    .selectFrom('reach_journal')
    .select(['id', 'written_at as writtenAt', 'content'])
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()

export async function deleteJournal(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx
    .deleteFrom('reach_journal')
    .where('id', 'in', [...ids])
    .execute()
}

/** How many groups wait, and since when. */
export async function backlog(db: Db): Promise<{ groups: number; oldest: Date | null }> {
  const row = await db
    .selectFrom('reach_journal')
    .select((eb) => [eb.fn.countAll<number>().as('groups'), eb.fn.min('written_at').as('oldest')])
    .executeTakeFirstOrThrow()
  return { groups: Number(row.groups), oldest: row.oldest }
}

export interface BeaconKey {
  workUnitId: string
  key: string
  journalId: number
}

/** Notes the keys of beacons, each for the group in which it came first. */
export async function putBeaconKeys(tx: Tx, keys: readonly BeaconKey[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await tx
    .insertInto('reach_beacon_key')
    .values(
      keys.map(({ workUnitId, key, journalId }) => ({
        work_unit_id: workUnitId,
        key,
        journal_id: journalId,
        written_at: at,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** In which group each of these keys came first. */
export const beaconKeys = (db: Db, keys: readonly BeaconKey[]): Promise<BeaconKey[]> =>
  keys.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('reach_beacon_key')
        .select(['work_unit_id as workUnitId', 'key', 'journal_id as journalId'])
        .where('key', 'in', [...new Set(keys.map(({ key }) => key))])
        .execute()

/** Forgets keys from before `before`: a beacon is not sent again after days. */
export async function forgetBeaconKeys(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('reach_beacon_key').where('written_at', '<', before).execute()
}
