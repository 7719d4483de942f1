import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { changeMarks } from '../../platform/db/change-marks.ts'
import { foldAll } from './fold.ts'
import { Pace } from './fold-parts.ts'
import { HitGroup } from './hit-group.ts'
import { appendGroup, backlog, takeUpAgain } from './journal-store.ts'
import { createOrigin } from './origin.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices()
})
afterAll(() => services.close())

/** One group: `people` visitors on each of forty links in as many units, numbered from `first`. */
async function commitGroup(first: number, people: number) {
  const group = new HitGroup(() => '2019-03-01')
  for (let unit = 0; unit < 40; unit += 1) {
    const origin = createOrigin({
      workUnitId: `id.${10 + (unit % 4)}.${unit}`,
      timeZone: 'Asia/Jakarta',
      electionId: 'general-2019',
      base: unit % 2 ? 'netizen' : 'women',
      channel: 'whatsapp',
      publicationId: '-',
      linkCode: `LINK${unit}`,
      personId: '-',
    })
    for (let n = first; n < first + people; n += 1) group.add(origin, 'click', [n * 7919, n], null)
    group.add(origin, 'share', [unit, 1_000_000 + unit], `key-of-unit-${unit}`)
  }
  await appendGroup(services.database, services.clock.now(), group.encode())
}

test('folding that is broken off anywhere is finished by the next round, each part once', async () => {
  await commitGroup(0, 20)
  await commitGroup(10, 20)
  // Broken off after ever so many parts, as a killed process would.
  for (let rounds = 0; (await backlog(services.db)).groups > 0; rounds += 1) {
    expect(rounds).toBeLessThan(200)
    let parts = 0
    await foldAll(services, {
      isStopping: () => {
        parts += 1
        return parts > 3
      },
      rest: async () => {},
      pace: new Pace(6, 30),
    })
  }
  const { rows } = await services.database.query(`
    select work_unit_id as unit, base, clicks::int, shares::int, engaged_people as people from reach_rollup
    where period = 'season' and channel = '*' and publication = '*' and work_unit_id in ('id', 'id.10', 'id.10.0') order by 1, 2`)
  expect(rows).toEqual([
    { unit: 'id', base: '*', clicks: 1600, shares: 40, people: 70 },
    { unit: 'id', base: 'netizen', clicks: 800, shares: 20, people: 50 },
    { unit: 'id', base: 'women', clicks: 800, shares: 20, people: 50 },
    { unit: 'id.10', base: '*', clicks: 400, shares: 10, people: 40 },
    { unit: 'id.10', base: 'women', clicks: 400, shares: 10, people: 40 },
    { unit: 'id.10.0', base: '*', clicks: 40, shares: 1, people: 31 },
    { unit: 'id.10.0', base: 'women', clicks: 40, shares: 1, people: 31 },
  ])
})

test('a batch changes the rollups once for who watches them, at its end; whatever else writes them, at once', async () => {
  const { db } = services
  const marks = () => changeMarks(db, ['reach_rollup'])
  await commitGroup(100, 5)
  const before = await marks()
  const during: string[] = []
  await foldAll(services, {
    isStopping: () => false,
    rest: async () => void during.push(await marks()),
    pace: new Pace(6, 30),
  })
  expect(during.length).toBeGreaterThan(3)
  expect(new Set(during)).toEqual(new Set([before]))
  const after = await marks()
  expect(after).not.toBe(before)
  // Somebody else, while a batch is under way.
  await sql`update reach_folding set journal_ids = '{0}'`.execute(db)
  await sql`delete from reach_rollup where false`.execute(db)
  const beside = await marks()
  expect(beside).not.toBe(after)
  await sql`update reach_folding set journal_ids = '{}'`.execute(db)
  expect(await marks()).not.toBe(beside)
})

const unitsOfSplit = ['id.33.73', 'id.33.74', 'id.34.71'] as const
const daysOfSplit = ['2019-03-01', '2019-03-02', '2019-03-09'] as const

interface MadeUpHit {
  unit: number
  day: number
  kind: 'view' | 'click'
  visitor: number
  /** Which process took it, and in which of its groups. */
  process: number
  group: number
}

/** Commits the hits in groups, folds after some of them, and tells what is stored afterwards, to the byte. */
async function storedAfter(hits: readonly MadeUpHit[], foldAfter: number): Promise<unknown> {
  await sql`truncate reach_cell, reach_link, reach_rollup`.execute(services.db)
  const groups = [...Map.groupBy(hits, ({ process, group, day }) => `${process} ${group} ${day}`).values()]
  for (const [at, group] of groups.entries()) {
    const writing = new HitGroup(() => daysOfSplit[group[0]?.day ?? 0] ?? '')
    for (const { unit, kind, visitor } of group) {
      const origin = createOrigin({
        workUnitId: unitsOfSplit[unit] ?? '',
        timeZone: 'Asia/Jakarta',
        electionId: 'general-2019',
        base: 'netizen',
        channel: 'whatsapp',
        publicationId: '-',
        linkCode: `LINK${unit}`,
        personId: '-',
      })
      writing.add(
        origin,
        kind,
        [Math.imul(visitor, 0x9e3779b1) >>> 0, Math.imul(visitor, 0x85ebca6b) >>> 0],
        null,
      )
    }
    await appendGroup(services.database, services.clock.now(), writing.encode())
    if (at % foldAfter === 0) await foldAll(services)
  }
  await foldAll(services)
  const { rows } = await sql`
    select work_unit_id, period, base, channel, publication, views::int, clicks::int, encode(delivered, 'base64') as delivered,
      encode(coalesce(engaged, delivered), 'base64') as engaged, delivered_people, engaged_people, first_on, last_on
    from reach_rollup order by 1, 2, 3, 4, 5`.execute(services.db)
  return rows
}

test('hits split in any way over processes, groups and folding rounds make the same rollups to the byte', async () => {
  const hit = fc.record({
    unit: fc.nat(2),
    day: fc.nat(2),
    kind: fc.constantFrom('view' as const, 'click' as const),
    visitor: fc.nat(700),
  })
  const split = fc.record({ process: fc.nat(3), group: fc.nat(4) })
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(hit, split, split), { minLength: 200, maxLength: 600 }),
      fc.integer({ min: 3, max: 8 }),
      async (hits, foldAfter) => {
        const one = await storedAfter(
          hits.map(([made, first]) => ({ ...made, ...first })),
          foldAfter,
        )
        const other = await storedAfter(
          hits.toReversed().map(([made, , second]) => ({ ...made, ...second })),
          1_000,
        )
        expect(other).toEqual(one)
      },
    ),
    { numRuns: 3 },
  )
})

test('a group that cannot be read is set aside and kept, and holds nobody up', async () => {
  await appendGroup(services.database, services.clock.now(), JSON.stringify([99, []]))
  await commitGroup(500, 1)
  await foldAll(services)
  expect(await backlog(services.db)).toEqual({ groups: 0, oldest: null, aside: 1 })
  const { rows } = await services.database.query(
    'select content from reach_journal where aside_at is not null',
  )
  expect(rows).toEqual([{ content: '[99,[]]' }])
  await takeUpAgain(services.db)
  expect((await backlog(services.db)).groups).toBe(1)
  await services.database.query('delete from reach_journal')
})

test('what no table can keep of a key that an older program took counts as a hit without one', async () => {
  const shares = async () => {
    const { rows } = await services.database.query(
      "select shares::int from reach_rollup where work_unit_id = 'id.10.0' and period = 'season' and base = '*' and channel = '*' and publication = '*'",
    )
    return Number((rows[0] as { shares: number }).shares)
  }
  const before = await shares()
  const group = new HitGroup(() => '2019-03-01')
  const origin = createOrigin({
    workUnitId: 'id.10.0',
    timeZone: 'Asia/Jakarta',
    electionId: 'general-2019',
    base: 'women',
    channel: 'whatsapp',
    publicationId: '-',
    linkCode: 'LINK0',
    personId: '-',
  })
  group.add(origin, 'share', [1, 2], 'poisoned\0')
  await appendGroup(services.database, services.clock.now(), group.encode())
  await foldAll(services)
  expect([await shares(), (await backlog(services.db)).groups]).toEqual([before + 1, 0])
})
