import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { SeedContext } from '../../platform/module.ts'
import { type UnitTree, unitTree } from '../directory/index.ts'
import { electionsOf, registeredVoters, stagesOf } from '../elections/index.ts'
import { linksOf as trackedLinks } from '../publications/index.ts'
import { countedElections } from './cells-read-model.ts'
import { noteChange } from './change-store.ts'
import { cells, links, rollups, writeTallies } from './counted-store.ts'
import { numbersFrom, peopleOf, type SeasonLink, seasonOfUnit } from './example-season.ts'
import { foldAll } from './fold.ts'
import { lockTurn } from './journal-store.ts'
import { none } from './origin.ts'
import { rebuildRollups, type UnitDay } from './rebuild-rollups.ts'
import { judgeFigures } from './release.ts'
import { deleteRelease } from './release-store.ts'
import {
  type CellKey,
  type Counted,
  linksOf,
  type RollupKey,
  rollUp,
  rollupName,
  Tallies,
} from './rollups.ts'

const electionId = 'general-2019'
const linksAtMost = 100_000

/**
 * The hits of the season of 2019 on the example links, from a seed, in the proportions of the voters of each
 * province; through the same sketches and rollups as real hits.
 */
export async function loadExamples({ tx, services }: SeedContext): Promise<void> {
  const tree = await unitTree({ db: tx, database: services.database })
  const days = (await stagesOf(tx, electionId)).find(({ kind }) => kind === 'volunteers')
  if (!days) throw new Error(`The preset has no season of volunteers in ${electionId}.`)
  const voters = new Map(
    (await registeredVoters(tx, { electionId })).map(({ scope, voters: count }) => [scope, count]),
  )
  const byUnit = await exampleLinks(tx, tree)
  const whole = new Tallies<RollupKey>(rollupName)
  let written = Promise.resolve()
  for (const province of tree.childrenOf(tree.root.id)) {
    const districts = tree.childrenOf(province.id)
    const votersEach = (voters.get(province.id) ?? 0) / Math.max(1, districts.length)
    const ofProvince = new Tallies<RollupKey>(rollupName)
    const own: Counted<CellKey>[] = []
    const rolled: Counted<RollupKey>[] = []
    const hours = new Tallies<RollupKey>(rollupName)
    for (const { id } of districts) {
      const people = peopleOf(votersEach, numbersFrom(`people reached in ${id}`))
      // In the evening of the day, Western Indonesian time.
      const evening = (day: string) => new Date(`${day}T13:00:00Z`)
      const season = seasonOfUnit(byUnit.get(id) ?? [], days, people, evening, hours)
      own.push(...season)
      rolled.push(...rollUp(id, season))
    }
    rolled.push(...hours.values())
    for (const { key, tally } of rolled) ofProvince.add({ ...key, workUnitId: province.id }, tally)
    for (const { key, tally } of ofProvince.values()) whole.add({ ...key, workUnitId: tree.root.id }, tally)
    // One write a province, while the next one is being made up.
    await written
    written = write(tx, own, [...rolled, ...ofProvince.values()])
    written.catch(() => {})
  }
  await written
  await writeTallies(tx, rollups, whole.values())
  await judgeFigures({ ...services, db: tx }, electionId)
}

async function write(
  tx: Tx,
  own: readonly Counted<CellKey>[],
  rolled: readonly Counted<RollupKey>[],
): Promise<void> {
  await writeTallies(tx, cells, own)
  await writeTallies(tx, links, linksOf(own))
  await writeTallies(tx, rollups, rolled)
}

/** Of each unit the links that had a season: eight of the netizens' and one of each of two other bases. */
async function exampleLinks(tx: Tx, tree: UnitTree): Promise<Map<string, SeasonLink[]>> {
  const all = await trackedLinks(tx, { scope: tree.root.id, electionId, limit: linksAtMost })
  const byUnit = Map.groupBy(
    all.filter(({ example }) => example),
    ({ workUnitId }) => workUnitId,
  )
  return new Map(
    [...byUnit].map(([unit, own]) => {
      const next = numbersFrom(`bases of the season in ${unit}`)
      const others = own.filter(({ base }) => base !== 'netizen')
      const chosen = others.map((link) => ({ link, drawn: next() })).sort((a, b) => a.drawn - b.drawn)
      const kept = [
        ...own.filter(({ base }) => base === 'netizen').slice(0, 8),
        ...chosen.slice(0, 2).map(({ link }) => link),
      ]
      return [
        unit,
        kept.map((link) => ({
          workUnitId: link.workUnitId,
          electionId: link.electionId,
          base: link.base,
          channel: link.channel,
          publicationId: link.publicationId ?? none,
          linkCode: link.code,
          personId: link.personId ?? none,
        })),
      ]
    }),
  )
}

/**
 * Takes out the made-up season, and hits that were tried on example links or in example elections; rollups are made
 * anew from what is left.
 */
export async function removeExamples({ tx, services }: SeedContext): Promise<void> {
  // What waits is folded first, and nobody else folds until the end, so that nothing taken out here is written back.
  await lockTurn(tx)
  await foldAll({ db: tx, clock: services.clock, log: services.log })
  const elections = await electionsOf(tx)
  const madeUp = elections.filter(({ example }) => example).map(({ id }) => id)
  const tree = await unitTree({ db: tx, database: services.database })
  const codes: string[] = []
  for (const revoked of [false, true]) {
    const found = await trackedLinks(tx, { scope: tree.root.id, revoked, limit: linksAtMost })
    for (const { code, example } of found) if (example) codes.push(code)
  }
  const { rows: gone } = await sql<UnitDay & { electionId: string }>`
    with gone as (
      delete from reach_cell where example or election_id = any(${sql.val(madeUp)}::text[])
        or link_code = any(${sql.val(codes)}::text[])
      returning election_id, work_unit_id, day
    )
    select distinct election_id as "electionId", work_unit_id as "workUnitId", day from gone`.execute(tx)
  const touched = Map.groupBy(gone, (day) => day.electionId)
  for (const [election, days] of touched) await rebuildRollups(tx, tree, election, days)
  const counted = await countedElections(tx)
  for (const election of touched.keys()) {
    if (counted.includes(election)) {
      await noteChange(tx, election, 'examples', services.clock.now())
      await judgeFigures({ ...services, db: tx }, election)
    } else await deleteRelease(tx, election)
  }
}
