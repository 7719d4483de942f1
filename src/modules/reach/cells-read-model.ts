import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { type CellText, rowsOf } from './cell-text.ts'
import { measures } from './figures.ts'
import { inTurns } from './in-turns.ts'
import { type LatticeRow, nameOfCell, ownPart } from './lattice.ts'
import { season } from './periods.ts'
import { all, keptCuts } from './rollups.ts'

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

/** Elections with a rollup. */
export async function countedElections(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('reach_rollup').select('election_id as id').where(everything).execute()
  return rows.map(({ id }) => id)
}

/** Every cell of an election that can be asked for, with its people; no sketch is opened. */
export const readCells = (db: Db, electionId: string, units: readonly string[]): Promise<CellText[]> =>
  readTexts(db, electionId, units, {
    table: 'reach_rollup',
    line: sql`period, base, channel, publication, delivered_people, engaged_people`,
  })

/** Lines of some units, a text each. */
export const readTexts = (
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
