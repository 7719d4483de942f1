import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { type CellText, rowsOf } from './cell-text.ts'
import { measures } from './figures.ts'
import { inTurns } from './in-turns.ts'
import type { MarkChanges } from './judgement-task.ts'
import { type CellName, type LatticeRow, nameOfCell, ownPart } from './lattice.ts'
import { season } from './periods.ts'
import { all, keptCuts } from './rollups.ts'

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

/** The row of everything: the whole season of the unit above all, which sorts before those under it. */
const everything = sql<boolean>`work_unit_id = (select min(work_unit_id) from reach_rollup)
  and period = ${season} and base = ${all} and channel = ${all} and publication = ${all}`

/** When the newest hit of an election was folded; null without any. */
export async function newestHit(db: Db, electionId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('reach_rollup')
    .select('last_at as at')
    .where('election_id', '=', electionId)
    .where(everything)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Every cell of an election that can be asked for, with its people; no sketch is opened. */
export const readCells = (db: Db, electionId: string, units: readonly string[]): Promise<CellText[]> =>
  readTexts(db, electionId, units, {
    table: 'reach_rollup',
    line: sql`period, base, channel, publication, delivered_people, engaged_people`,
  })

/** What is held back of an election for another's sake, four bits a cell. */
export const readMarks = (db: Db, electionId: string, units: readonly string[]): Promise<CellText[]> =>
  readTexts(db, electionId, units, {
    table: 'reach_held',
    line: sql`period, base, channel, publication, delivered::int, engaged::int, hits::int, kinds::int`,
  })

const readTexts = (
  db: Db,
  electionId: string,
  units: readonly string[],
  { table, line }: { table: 'reach_rollup' | 'reach_held'; line: RawBuilder<unknown> },
): Promise<CellText[]> =>
  inTurns(
    db,
    units,
    (some) => sql<CellText>`
      select work_unit_id as "workUnitId", string_agg(concat_ws(' ', ${line}), e'\n') as cells
      from ${sql.table(table)}
      where election_id = ${electionId} and work_unit_id = any(${sql.val(some)}::text[])
      group by work_unit_id`,
  )

/** The cells of some units, one by one. */
export const readLattice = async (
  db: Db,
  electionId: string,
  units: readonly string[],
): Promise<LatticeRow[]> => [...rowsOf(await readCells(db, electionId, units))]

/**
 * What units with others under them did by themselves. It has no rollups of its own: there are as many people as its
 * largest cell has at least, and as all of its cells together at most.
 */
export async function readOwnParts(
  db: Db,
  electionId: string,
  units: readonly string[],
): Promise<LatticeRow[]> {
  const found = new Map<string, LatticeRow & { least: LatticeRow['people'] }>()
  const rows = await db
    .selectFrom('reach_cell')
    .select(['work_unit_id as id', 'base', 'channel', 'publication_id as publicationId', 'day'])
    .select(['delivered_people', 'engaged_people'])
    .where('election_id', '=', electionId)
    .where(sql<boolean>`work_unit_id = any(${sql.val([...units])}::text[])`)
    .execute()
  for (const { id, ...row } of rows) {
    const people = { delivered: row.delivered_people, engaged: row.engaged_people }
    for (const [period, base, channel, publication] of keptCuts(row)) {
      const name = { workUnitId: ownPart(id), period, base, channel, publication }
      const text = nameOfCell(name)
      const known = found.get(text)
      if (!known) {
        found.set(text, { ...name, people: { ...people }, least: { ...people } })
        continue
      }
      for (const measure of measures) {
        known.people[measure] += people[measure]
        known.least[measure] = Math.max(known.least[measure], people[measure])
      }
    }
  }
  return [...found.values()]
}

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

/** Elections with a rollup. */
export async function countedElections(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('reach_rollup').select('election_id as id').where(everything).execute()
  return rows.map(({ id }) => id)
}
