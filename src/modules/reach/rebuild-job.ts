import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/database.ts'
import type { JobDefinition } from '../../platform/jobs.ts'
import type { Services } from '../../platform/services.ts'
import { type UnitTree, unitTree } from '../directory/index.ts'
import { noteChange } from './change-store.ts'
import { rollups, writeTallies } from './counted-store.ts'
import { lockTurn } from './journal-store.ts'
import { hourPeriod } from './periods.ts'
import { cellsOf, countedUnits, type Remake, rollupsMadeOf } from './rebuild-rollups.ts'
import { judgeFigures } from './release.ts'
import { holdBackNew } from './release-store.ts'

/** Without a sign of life for so many minutes a rebuilding is taken over. */
const silentMinutes = 10

/** Between two looks whether a batch of hits has been folded, in milliseconds. */
const waitEvery = 50

/**
 * Makes the rollups anew of elections that were counted by an older program, which kept fewer cuts: from what is kept
 * of each link and day, a unit at a time while hits go on being counted. Done again from the start when it is killed.
 */
export const rebuildJob: JobDefinition = {
  name: 'reach.rebuild-rollups',
  cron: '* * * * *',
  handler: async (services) => {
    for (let electionId = await claim(services); electionId !== null; electionId = await claim(services)) {
      await rebuild(services, electionId)
    }
  },
}

/** An election that waits and nobody works on; null when there is none. */
async function claim({ db, clock }: Services): Promise<string | null> {
  const now = clock.now()
  const silent = new Date(now.getTime() - silentMinutes * 60_000)
  const { rows } = await sql<{ id: string }>`
    update reach_rebuild set seen_at = ${now}
    where election_id = (
      select election_id from reach_rebuild where seen_at is null or seen_at < ${silent}
      order by 1 limit 1 for update skip locked
    )
    returning election_id as id`.execute(db)
  return rows[0]?.id ?? null
}

async function rebuild(services: Services, electionId: string): Promise<void> {
  const { db, clock, log } = services
  const tree = await unitTree(services)
  const scopes = await countedUnits(db, tree, electionId)
  for (const [at, scope] of scopes.entries()) {
    // A unit with others under it in small steps: its sketches are full, and hits wait behind each step.
    const under = tree.childrenOf(scope).map(({ id }) => id)
    const periods = under.length > 0 ? await periodsOf(db, electionId, [scope, ...under]) : [undefined]
    for (const period of periods) {
      await betweenBatches(services, (tx) => remake(tx, tree, { electionId, scope, period }))
    }
    await db
      .updateTable('reach_rebuild')
      .set({ seen_at: clock.now() })
      .where('election_id', '=', electionId)
      .execute()
    if (at % 50 === 49 || at === scopes.length - 1) {
      log.info('reach made rollups anew', { electionId, units: at + 1, of: scopes.length })
    }
  }
  await judgeFigures(services, electionId)
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('reach_rebuild').where('election_id', '=', electionId).execute()
    await noteChange(tx, electionId, 'rebuilt', clock.now())
  })
}

async function periodsOf(db: Db, electionId: string, units: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ period: string }>`
    select distinct period from reach_rollup
    where work_unit_id = any(${sql.val([...units])}::text[]) and election_id = ${electionId}
      and period not like ${hourPeriod('%')}`.execute(db)
  return rows.map(({ period }) => period)
}

/** Does something while no hit is half counted: neither in cells without rollups nor the other way round. */
async function betweenBatches({ db }: Services, work: (tx: Tx) => Promise<void>): Promise<void> {
  for (;;) {
    const isDone = await db.transaction().execute(async (tx) => {
      if ((await lockTurn(tx)).journalIds.length > 0) return false
      await work(tx)
      return true
    })
    if (isDone) return
    await wait(waitEvery)
  }
}

async function remake(tx: Tx, tree: UnitTree, which: Remake): Promise<void> {
  const made = await rollupsMadeOf(tx, tree, which, await cellsOf(tx, which.electionId, which.scope))
  await holdBackNew(tx, made)
  await writeTallies(tx, rollups, made)
}
