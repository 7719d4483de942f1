import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule, unitTree } from '../directory/index.ts'
import { readCells, readOwnParts } from './cells-read-model.ts'
import { addTallies, rollups } from './counted-store.ts'
import { readHours, readPlaces } from './hit-places-read-model.ts'
import { politely } from './in-steps.ts'
import { judgeInProcess } from './judgement-process.ts'
import { judgementInSteps } from './judgement-task.ts'
import { readPublicationHits } from './publication-hits-read-model.ts'
import { judgedFigures, judgeFigures } from './release.ts'
import { readMarks, readRelease } from './release-store.ts'
import { hitIdentity } from './repeats.ts'
import { type CellKey, cellName, rollUp, Tallies } from './rollups.ts'

const electionId = 'general-2019'
const unit = 'id.33.73'

let services: TestServices

beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true })
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
    for (const scope of ['id', 'id.33', unit]) await addTallies(tx, rollups, rollUp(scope, own.values()))
  })
}

const marks = async () =>
  (
    await sql<{ mark: string }>`
      select concat_ws(' ', work_unit_id, period, base, channel, publication, delivered, engaged, hits, kinds) as mark
      from reach_held order by 1`.execute(services.db)
  ).rows.map(({ mark }) => mark)

test('a judgement writes what has changed since the last, and what a process says is what this one would say', async () => {
  await count('AAAA2222', 'netizen', 300, 20)
  await count('BBBB2222', 'women', 10, 10)
  await judgeFigures(services, electionId)
  const first = await marks()
  expect(first.length).toBeGreaterThan(0)
  await sql`update reach_held set engaged = not engaged where period = 'season'`.execute(services.db)
  await sql`update reach_held set base = 'nobody' where period like 'week:%' and base = 'netizen'`.execute(
    services.db,
  )
  expect(await marks()).not.toEqual(first)
  const tree = await unitTree(services)
  const units = tree.all.map(({ id }) => id)
  const task = {
    minCell: services.config.minCell,
    cells: await readCells(services.db, electionId, units),
    own: await readOwnParts(services.db, electionId, ['id', 'id.33']),
    places: await readPlaces(services.db, electionId, { units, upper: ['id', 'id.33'] }),
    hours: await readHours(services.db, electionId, { units, minCell: services.config.minCell }),
    publications: await readPublicationHits(services.db, electionId, { units, upper: ['id', 'id.33'] }),
    standing: await readMarks(services.db, electionId, units),
  }
  const { signal } = new AbortController()
  expect(await judgeInProcess(task, signal)).toEqual(await politely(judgementInSteps(task)))
  await judgeFigures(services, electionId)
  expect(await marks()).toEqual(first)
})

test('hits that are folded while it is judged are judged again', async () => {
  await judgedFigures(services, electionId)
  const judgedAt = async () => (await readRelease(services.db, electionId))?.decidedAt
  const folding = (ids: string) =>
    sql`update reach_folding set version = version + 1, journal_ids = ${ids}::bigint[]`.execute(services.db)
  await folding('{1}')
  await judgeFigures(services, electionId)
  await folding('{}')
  expect((await readRelease(services.db, electionId))?.isWhole).toBe(false)
  const before = await judgedAt()
  services.clock.now = () => new Date('2019-04-01T03:00:00Z')
  await judgedFigures(services, electionId)
  expect(await judgedAt()).not.toEqual(before)
  expect((await readRelease(services.db, electionId))?.isWhole).toBe(true)
})

test('a process that is told to end, or dies, answers nothing and says why', async () => {
  const ending = new AbortController()
  const task = { minCell: 20, cells: [], own: [], places: [], hours: [], publications: [], standing: [] }
  const judging = judgeInProcess(task, ending.signal)
  ending.abort(new Error('It is over.'))
  await expect(judging).rejects.toThrow('over')
  // A text that is no list of cells ends the process.
  const broken = [{ workUnitId: unit, cells: null as unknown as string }]
  await expect(judgeInProcess({ ...task, cells: broken }, new AbortController().signal)).rejects.toThrow(
    /ended without an answer.*TypeError/s,
  )
})
