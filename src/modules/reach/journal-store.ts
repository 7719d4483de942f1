import { sql } from 'kysely'
import type { Database, Db } from '../../platform/db/database.ts'

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
  /** `<= NAME`: the parts up to this name are done. Other entries are parts by name, as older programs noted them. */
  done: string[]
}

const upTo = '<= '

/** Whether a part of the batch under way is done. */
export function isDone({ done }: Pick<FoldingState, 'done'>, name: string): boolean {
  return done.some((entry) => (entry.startsWith(upTo) ? name <= entry.slice(upTo.length) : entry === name))
}

/**
 * Whether anything waits or a batch is under way. Asked before the lock: taking one is a write, and a program at rest
 * should write nothing.
 */
export async function hasWork(db: Db): Promise<boolean> {
  const { rows } = await sql<{ waits: boolean }>`
    select exists (select from reach_journal where aside_at is null)
      or exists (select from reach_folding where cardinality(journal_ids) > 0) as waits`.execute(db)
  return rows[0]?.waits ?? false
}

/** How far the batch under way is; waits for who is writing it. `tx` is a transaction. */
export async function lockTurn(tx: Db): Promise<FoldingState> {
  const row = await tx
    .selectFrom('reach_folding')
    .select(['version', 'journal_ids as journalIds', 'done'])
    .where('id', '=', 1)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { version: row.version, journalIds: row.journalIds.map(Number), done: row.done }
}

/** Where folding stands: nothing was folded between two looks that say the same and that no batch is under way. */
export async function readTurn(db: Db): Promise<{ version: number; isUnderWay: boolean }> {
  const row = await db
    .selectFrom('reach_folding')
    .select(['version', sql<boolean>`cardinality(journal_ids) > 0`.as('isUnderWay')])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return row
}

/** Notes another state; whoever works on the one before finds its version gone and lets go. */
export async function noteTurn(tx: Db, state: FoldingState): Promise<void> {
  await tx
    .updateTable('reach_folding')
    .set({ version: state.version, journal_ids: state.journalIds, done: state.done })
    .where('id', '=', 1)
    .execute()
}

/**
 * A query that notes the parts up to a name as done if nobody has gone on with the batch; it has a row when it could.
 * One name instead of all of them: a nation's batch has tens of thousands.
 */
export const turnQuery = ({ version, done }: FoldingState, name: string) => {
  const known = done.filter((entry) => !entry.startsWith(upTo))
  return sql`
  update reach_folding set version = version + 1, done = ${sql.val([...known, upTo + name])}::text[]
  where id = 1 and version = ${version} returning id`
}

/** Ends a batch: its journal rows go, and the next one may begin; false when somebody has gone on with it. */
export async function endBatch(db: Db, { version, journalIds }: FoldingState): Promise<boolean> {
  const { rows } = await sql`
    with turn as (
      update reach_folding set version = version + 1, journal_ids = '{}', done = '{}'
      where id = 1 and version = ${version} returning id
    ), gone as (
      delete from reach_journal
      where id = any(${sql.val(journalIds)}::bigint[]) and exists (select from turn)
    )
    select id from turn`.execute(db)
  return rows.length > 0
}

const batchBytes = 4_000_000
const batchRows = 2_000

/** The next groups to fold, oldest first; about four megabytes at most, but always one when there is any. */
export async function nextBatch(tx: Db): Promise<number[]> {
  const rows = await tx
    .selectFrom('reach_journal')
    .select(['id', 'size'])
    .where('aside_at', 'is', null)
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

const groupsAtOnce = 16

/** Committed groups in their order, read a few at a time so that new ones are not kept waiting. */
export async function* readJournal(db: Db, ids: readonly number[]): AsyncGenerator<JournalRow> {
  for (let at = 0; at < ids.length; at += groupsAtOnce) {
    yield* await db
      .selectFrom('reach_journal')
      .select(['id', 'written_at as writtenAt', 'content'])
      .where('id', 'in', ids.slice(at, at + groupsAtOnce))
      .orderBy('id')
      .execute()
  }
}

/** How many groups wait, and since when; and how many are set aside. */
export async function backlog(db: Db): Promise<{ groups: number; oldest: Date | null; aside: number }> {
  const { rows } = await sql<{ groups: number; oldest: Date | null; aside: number }>`
    select count(*) filter (where aside_at is null)::int as groups,
      min(written_at) filter (where aside_at is null) as oldest, count(aside_at)::int as aside
    from reach_journal`.execute(db)
  return rows[0] ?? { groups: 0, oldest: null, aside: 0 }
}

/**
 * Takes groups out of the batch under way, of which nothing is applied yet, and sets them aside; false when somebody has
 * gone on with the batch. Nothing is deleted: they are looked at again when a program starts.
 */
export async function setAside(
  db: Db,
  { version }: FoldingState,
  ids: readonly number[],
  at: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with turn as (
      update reach_folding set version = version + 1, journal_ids = '{}', done = '{}'
      where id = 1 and version = ${version} and cardinality(done) = 0 returning id
    ), aside as (
      update reach_journal set aside_at = ${at.toISOString()}::timestamptz
      where id = any(${sql.val(ids)}::bigint[]) and exists (select from turn)
    )
    select id from turn`.execute(db)
  return rows.length > 0
}

/** Puts what was set aside back among what waits: a newer program may be able to read it. */
export async function takeUpAgain(db: Db): Promise<void> {
  await db.updateTable('reach_journal').set({ aside_at: null }).where('aside_at', 'is not', null).execute()
}

export interface BeaconKey {
  workUnitId: string
  key: string
  journalId: number
}

/** Notes the keys of beacons, each for the group in which it came first. */
export async function putBeaconKeys(db: Db, keys: readonly BeaconKey[], at: Date): Promise<void> {
  if (keys.length === 0) return
  await db
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
