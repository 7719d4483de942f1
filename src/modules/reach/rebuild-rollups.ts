import { type RawBuilder, sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { UnitTree } from '../directory/index.ts'
import {
  addTallies,
  links,
  rollups,
  type TallyRow,
  tallyColumns,
  tallyOf,
  writeTallies,
} from './counted-store.ts'
import { hourPeriod, scopesAbove, season } from './periods.ts'
import {
  all,
  type CellKey,
  type Counted,
  linksOf,
  type RollupKey,
  rollUp,
  rollupName,
  Tallies,
} from './rollups.ts'

/** A day of a unit. */
export interface UnitDay {
  workUnitId: string
  /** YYYY-MM-DD */
  day: string
}

/**
 * Makes links and rollups of an election anew after cells were taken out of it. Hours are not made of cells: those of
 * other days and units stay, those of a unit and day from which something was taken (`changed`) go, and above it they
 * are made of the units that still have them.
 */
export async function rebuildRollups(
  tx: Tx,
  tree: UnitTree,
  electionId: string,
  changed: readonly UnitDay[],
): Promise<void> {
  const scopes = await countedUnits(tx, tree, electionId)
  await tx.deleteFrom('reach_link').where('election_id', '=', electionId).execute()
  await tx
    .deleteFrom('reach_rollup')
    .where('election_id', '=', electionId)
    .where('period', 'not like', hourPeriod('%'))
    .execute()
  for (const scope of scopes) {
    const own = await cellsOf(tx, electionId, scope)
    await addTallies(tx, links, linksOf(own))
    await writeTallies(tx, rollups, await rollupsMadeOf(tx, tree, { electionId, scope }, own))
  }
  await rebuildHours(tx, tree, electionId, changed)
}

/** The units that have rollups of an election, those under others first: the others are made of them. */
export async function countedUnits(db: Db, tree: UnitTree, electionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('reach_rollup')
    .select('work_unit_id as id')
    .where(sql<boolean>`work_unit_id = any(${sql.val(tree.all.map(({ id }) => id))}::text[])`)
    .where('election_id', '=', electionId)
    .where('period', '=', season)
    .where('base', '=', all)
    .where('channel', '=', all)
    .where('publication', '=', all)
    .execute()
  return deepestFirst(rows.map(({ id }) => id))
}

const deepestFirst = (scopes: readonly string[]) =>
  [...new Set(scopes)].sort((a, b) => b.split('.').length - a.split('.').length || (a < b ? -1 : 1))

/** A unit of an election; with `period`, that one alone. */
export interface Remake {
  electionId: string
  scope: string
  period?: string | undefined
}

/** The rollups of a unit but for hours, from its own cells and the rollups of the units right under it. */
export async function rollupsMadeOf(
  db: Db,
  tree: UnitTree,
  { electionId, scope, period }: Remake,
  own: readonly Counted<CellKey>[],
): Promise<Counted<RollupKey>[]> {
  const isAsked = period === undefined ? sql`period not like ${hourPeriod('%')}` : sql`period = ${period}`
  const sums = await sumUnder(db, tree, { electionId, scope }, isAsked)
  for (const { key, tally } of rollUp(scope, own)) {
    if (period === undefined || key.period === period) sums.add(key, tally)
  }
  return sums.values()
}

/** What the units right under one have together; a unit at a time, since their sketches are large. */
async function sumUnder(
  db: Db,
  tree: UnitTree,
  { electionId, scope }: Remake,
  isAsked: RawBuilder<unknown>,
): Promise<Tallies<RollupKey>> {
  const sums = new Tallies<RollupKey>(rollupName)
  for (const { id } of tree.childrenOf(scope)) {
    const { rows } = await sql<TallyRow & Omit<RollupKey, 'workUnitId' | 'electionId'>>`
      select period, base, channel, publication, ${tallyColumns('r')}
      from reach_rollup r where work_unit_id = ${id} and election_id = ${electionId} and ${isAsked}`.execute(
      db,
    )
    for (const { period, base, channel, publication, ...row } of rows) {
      sums.add({ workUnitId: scope, electionId, period, base, channel, publication }, tallyOf(row))
    }
  }
  return sums
}

async function rebuildHours(
  tx: Tx,
  tree: UnitTree,
  electionId: string,
  changed: readonly UnitDay[],
): Promise<void> {
  for (const [day, units] of Map.groupBy(changed, (one) => one.day)) {
    const isOfDay = sql`period between ${hourPeriod(day)} and ${hourPeriod(`${day}T24`)}`
    const scopes = deepestFirst(units.flatMap(({ workUnitId }) => scopesAbove(workUnitId)))
    const { numAffectedRows } = await sql`
      delete from reach_rollup where election_id = ${electionId} and ${isOfDay}
        and work_unit_id = any(${sql.val(scopes)}::text[])`.execute(tx)
    if (!numAffectedRows) continue
    for (const scope of scopes) {
      const sums = await sumUnder(tx, tree, { electionId, scope }, isOfDay)
      await writeTallies(tx, rollups, sums.values())
    }
  }
}

/** What is kept of a unit's links and days. */
export async function cellsOf(db: Db, electionId: string, workUnitId: string): Promise<Counted<CellKey>[]> {
  const { rows } = await sql<TallyRow & CellKey>`
    select base, channel, publication_id as "publicationId", link_code as "linkCode", person_id as "personId", day,
      ${tallyColumns('c')}
    from reach_cell c where work_unit_id = ${workUnitId} and election_id = ${electionId}`.execute(db)
  return rows.map(({ base, channel, publicationId, linkCode, personId, day, ...row }) => ({
    key: { workUnitId, electionId, base, channel, publicationId, linkCode, personId, day },
    tally: tallyOf(row),
  }))
}
