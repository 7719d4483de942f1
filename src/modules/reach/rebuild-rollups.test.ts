import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule, unitTree } from '../directory/index.ts'
import { addTallies, cells, links, rollups } from './counted-store.ts'
import { rebuildJob } from './rebuild-job.ts'
import { rebuildRollups } from './rebuild-rollups.ts'
import { judgeFigures } from './release.ts'
import { hitIdentity } from './repeats.ts'
import { type CellKey, cellName, linksOf, type RollupKey, rollUp, rollupName, Tallies } from './rollups.ts'

const electionId = 'general-2019'
const unit = 'id.33.73'

let services: TestServices

beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true })
  await count('AAAA2222', 'netizen', 300, 20)
  await count('BBBB2222', 'women', 10, 10)
})
afterAll(() => services.close())

/** People 0 to `people` on links of a unit, one after the other, on days of March. */
async function count(code: string, base: string, people: number, days: number): Promise<void> {
  const own = new Tallies<CellKey>(cellName)
  for (let person = 0; person < people; person += 1) {
    const day = `2019-03-${String(1 + (person % days)).padStart(2, '0')}`
    const key = { workUnitId: unit, electionId, base, channel: 'whatsapp', publicationId: '-', personId: '-' }
    const tally = own.of({ ...key, linkCode: code, day }, day, new Date(`${day}T13:00:00Z`))
    tally.counts[1] = (tally.counts[1] as number) + 1
    const [high, low] = hitIdentity(person, person, people, 0)
    tally.delivered.add(high, low)
    tally.engaged.add(high, low)
  }
  await services.db.transaction().execute(async (tx) => {
    await addTallies(tx, cells, own.values())
    await addTallies(tx, links, linksOf(own.values()))
    for (const scope of ['id', 'id.33', unit]) await addTallies(tx, rollups, rollUp(scope, own.values()))
  })
}

const marks = async () =>
  (
    await sql<{ mark: string }>`
      select concat_ws(' ', work_unit_id, period, base, channel, publication, delivered, engaged) as mark
      from reach_held order by 1`.execute(services.db)
  ).rows.map(({ mark }) => mark)

/** All rollups, told by their key and a digest of the rest. */
const stored = async () =>
  (
    await sql<{ row: string }>`
      select concat_ws(' ', work_unit_id, period, base, channel, publication, md5(r::text)) as row
      from reach_rollup r order by 1`.execute(services.db)
  ).rows.map(({ row }) => row)

test('cuts that an older program did not keep are made of cells once, and held back until they are judged', async () => {
  await judgeFigures(services, electionId)
  const before = { rollups: await stored(), marks: await marks() }
  await sql`
    delete from reach_rollup
    where publication <> '*' or period like 'day:%' and (base <> '*' or channel <> '*')`.execute(services.db)
  await sql`delete from reach_held where period like 'day:%'`.execute(services.db)
  await sql`insert into reach_rebuild (election_id) values (${electionId})`.execute(services.db)
  // Who is told to end before the judgement leaves the new figures held back, and the rest to the next.
  const info = (_: string, fields: Record<string, unknown> = {}) => {
    if (fields.units === fields.of) throw new Error('It is over.')
  }
  const ending = { ...services, log: { ...services.log, info } }
  await expect(rebuildJob.handler(ending, {})).rejects.toThrow('over')
  expect(await stored()).toEqual(before.rollups)
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from reach_rollup r
    where (publication <> '*' or period like 'day:%' and (base <> '*' or channel <> '*')) and not exists (
      select from reach_held h where h.work_unit_id = r.work_unit_id and h.period = r.period and h.base = r.base
        and h.channel = r.channel and h.publication = r.publication and h.delivered and h.engaged)`.execute(
    services.db,
  )
  expect(rows[0]?.open).toBe(0)
  await rebuildJob.handler(services, {})
  expect(await marks()).not.toEqual(before.marks)
  services.clock.now = () => new Date('2019-04-01T04:00:00Z')
  await rebuildJob.handler(services, {})
  expect(await marks()).toEqual(before.marks)
  expect(await stored()).toEqual(before.rollups)
  expect((await sql`select from reach_rebuild`.execute(services.db)).rows).toEqual([])
})

test('when cells are taken out, hours stay but for those of their units and days', async () => {
  const hours = new Tallies<RollupKey>(rollupName)
  for (const [workUnitId, hour, person] of [
    [unit, '2019-03-01T09', 1],
    [unit, '2019-03-02T09', 2],
    ['id.33.74', '2019-03-01T09', 3],
  ] as const) {
    const key = { electionId, period: `hour:${hour}`, base: '*', channel: '*', publication: '*' }
    for (const scope of ['id', 'id.33', workUnitId]) {
      hours.of({ ...key, workUnitId: scope }, hour.slice(0, 10), new Date()).delivered.add(person, person)
    }
  }
  const tree = await unitTree(services)
  await services.db.transaction().execute(async (tx) => {
    await addTallies(tx, rollups, hours.values())
    await sql`delete from reach_cell where day = '2019-03-01'`.execute(tx)
    await rebuildRollups(tx, tree, electionId, [{ workUnitId: unit, day: '2019-03-01' }])
  })
  const { rows } = await sql<{ unit: string; period: string; people: number }>`
    select work_unit_id as unit, period, delivered_people as people from reach_rollup
    where period like 'hour:%' or (period in ('day:2019-03-01', 'day:2019-03-02') and base = '*' and channel = '*')
    order by 2, 1`.execute(services.db)
  expect(rows.map(({ unit: scope, period, people }) => `${scope} ${period} ${people}`)).toEqual([
    'id day:2019-03-02 16',
    'id.33 day:2019-03-02 16',
    'id.33.73 day:2019-03-02 16',
    'id hour:2019-03-01T09 1',
    'id.33 hour:2019-03-01T09 1',
    'id.33.74 hour:2019-03-01T09 1',
    'id hour:2019-03-02T09 1',
    'id.33 hour:2019-03-02T09 1',
    'id.33.73 hour:2019-03-02T09 1',
  ])
})
