import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { CellText } from './cell-text.ts'
import { readTexts } from './cells-read-model.ts'
import type { MarkChanges } from './judgement-task.ts'
import { type CellName, nameOfCell } from './lattice.ts'
import { season } from './periods.ts'
import type { Counted, RollupKey } from './rollups.ts'

/** What was judged last of an election. */
export interface Release {
  minCell: number
  cells: number
  asOf: Date | null
  /** False when hits were being folded meanwhile, so that a part of them was not judged yet. */
  isWhole: boolean
  decidedAt: Date
}

export async function readRelease(db: Db, electionId: string): Promise<Release | undefined> {
  return db
    .selectFrom('reach_release')
    .select([
      'min_cell as minCell',
      'cells',
      'as_of as asOf',
      'is_whole as isWhole',
      'decided_at as decidedAt',
    ])
    .where('election_id', '=', electionId)
    .executeTakeFirst()
}

/** What is held back of an election for another's sake, four bits a cell. */
export const readMarks = (db: Db, electionId: string, units: readonly string[]): Promise<CellText[]> =>
  readTexts(db, electionId, units, {
    table: 'reach_held',
    line: sql`period, base, channel, publication, delivered::int, engaged::int, hits::int, kinds::int`,
  })

/** Forgets what was judged of an election, as when nothing of it is counted any more. */
export async function deleteRelease(tx: Db, electionId: string): Promise<void> {
  await tx.deleteFrom('reach_held').where('election_id', '=', electionId).execute()
  await tx.deleteFrom('reach_release').where('election_id', '=', electionId).execute()
}

/**
 * Writes what has changed of what is held back in an election. `since`: when the judgement was decided whose marks the
 * changes are to; where another process has judged meanwhile nothing is written, its judgement is as new. False then.
 */
export async function putRelease(
  tx: Db,
  electionId: string,
  release: Release,
  { put, gone }: MarkChanges,
  since: Date | undefined,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`reach.release ${electionId}`}))`.execute(tx)
  const standing = await readRelease(tx, electionId)
  if (standing?.decidedAt.getTime() !== since?.getTime()) return false
  for (const names of gone) {
    await sql`
      delete from reach_held h
      using json_to_recordset(${names}::json) as r (work_unit_id text, period text, base text, channel text, publication text)
      where h.work_unit_id = r.work_unit_id and h.election_id = ${electionId} and h.period = r.period
        and h.base = r.base and h.channel = r.channel and h.publication = r.publication`.execute(tx)
  }
  for (const marks of put) {
    await sql`
      insert into reach_held
        (work_unit_id, election_id, period, base, channel, publication, delivered, engaged, hits, kinds)
      select work_unit_id, ${electionId}, period, base, channel, publication, delivered, engaged, hits, kinds
      from json_to_recordset(${marks}::json)
        as r (work_unit_id text, period text, base text, channel text, publication text, delivered boolean,
          engaged boolean, hits boolean, kinds boolean)
      on conflict (work_unit_id, election_id, period, base, channel, publication)
        do update set delivered = excluded.delivered, engaged = excluded.engaged, hits = excluded.hits,
          kinds = excluded.kinds`.execute(tx)
  }
  const row = {
    min_cell: release.minCell,
    cells: release.cells,
    as_of: release.asOf,
    is_whole: release.isWhole,
    decided_at: release.decidedAt,
  }
  await tx
    .insertInto('reach_release')
    .values({ election_id: electionId, ...row })
    .onConflict((conflict) => conflict.column('election_id').doUpdateSet(row))
    .execute()
  return true
}

/** Figures that were not there before are held back until it is judged which of them may be told. */
export async function holdBackNew(tx: Db, made: readonly Counted<RollupKey>[]): Promise<void> {
  const names = made.map(({ key }) => ({
    work_unit_id: key.workUnitId,
    election_id: key.electionId,
    period: key.period,
    base: key.base,
    channel: key.channel,
    publication: key.publication,
  }))
  await sql`
    insert into reach_held
      (work_unit_id, election_id, period, base, channel, publication, delivered, engaged, hits, kinds)
    select n.*, true, true, true, true
    from json_to_recordset(${JSON.stringify(names)}::json)
      as n (work_unit_id text, election_id text, period text, base text, channel text, publication text)
    where not exists (
      select from reach_rollup r
      where r.work_unit_id = n.work_unit_id and r.election_id = n.election_id and r.period = n.period
        and r.base = n.base and r.channel = n.channel and r.publication = n.publication
    )
    on conflict do nothing`.execute(tx)
}

export type HeldMarks = (name: CellName) => { delivered: boolean; engaged: boolean }

/** What is held back for another's sake in a unit over the whole season. */
export async function readHeld(db: Db, electionId: string, workUnitId: string): Promise<HeldMarks> {
  const rows = await db
    .selectFrom('reach_held')
    .select(['work_unit_id', 'period', 'base', 'channel', 'publication', 'delivered', 'engaged'])
    .where('election_id', '=', electionId)
    .where('work_unit_id', '=', workUnitId)
    .where('period', '=', season)
    .execute()
  const known = new Map(
    rows.map(({ work_unit_id, ...row }) => [nameOfCell({ ...row, workUnitId: work_unit_id }), row]),
  )
  const nothing = { delivered: false, engaged: false }
  return (name) => known.get(nameOfCell(name)) ?? nothing
}
