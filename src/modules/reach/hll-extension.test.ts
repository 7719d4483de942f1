// Against the real extension (Debian: postgresql-15-hll), on the PostgreSQL pass of `npm test`. Where that pass runs
// without the extension these tests fail: they are not skipped.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import type { Database } from '../../platform/db/database.ts'
import { foldAll } from './fold.ts'
import { HitGroup } from './hit-group.ts'
import { Sketch } from './hll.ts'
import { fromBytes } from './hll-storage.ts'
import { appendGroup } from './journal-store.ts'
import { createOrigin } from './origin.ts'

/** Visitor number `n`: two finalisers of MurmurHash3. */
function hash(n: number): [number, number] {
  return [mix(n, 0x9e3779b9), mix(n, 0x85ebca6b)]
}

function mix(n: number, seed: number): number {
  let h = Math.imul(n ^ seed, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  h = Math.imul(h ^ seed, 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 0
}

/** A crowd: visitors from one number to another. */
type Crowd = readonly [from: number, until: number]

const numbers = ([from, until]: Crowd) => Array.from({ length: until - from }, (_, at) => from + at)

const ours = (...crowds: Crowd[]) => {
  const sketch = new Sketch()
  for (const crowd of crowds) for (const n of numbers(crowd)) sketch.add(...hash(n))
  return sketch
}
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const hexOf = (sketch: Sketch) => hex(sketch.toBytes())

const forms: Record<'empty' | 'explicit' | 'sparse' | 'full', Crowd> = {
  empty: [0, 0],
  explicit: [0, 100],
  sparse: [50, 1_500],
  full: [1_000, 60_000],
}
const sizes = [0, 1, 2, 127, 128, 129, 500, 5_000, 11_000, 12_000, 13_000, 30_000, 60_000, 200_000]

describe.skipIf(!process.env.TEST_DATABASE_URL)('the extension hll of PostgreSQL', () => {
  let database: Database
  beforeAll(async () => {
    database = await testDatabase()
    await database.query('create extension hll')
  })
  afterAll(() => database.close())

  const ask = async <Row>(text: string, values: unknown[] = []) =>
    (await database.query(text, values)).rows as Row[]

  /** The sketch the extension makes of a crowd, with the same parameters. */
  async function theirs(crowd: Crowd): Promise<Buffer> {
    const hashes = numbers(crowd).map((n) => {
      const [high, low] = hash(n)
      return String(BigInt.asIntN(64, (BigInt(high) << 32n) | BigInt(low)))
    })
    const [row] = await ask<{ hex: string }>(
      `select encode(hll_send(coalesce(hll_add_agg(h::hll_hashval, 14, 5, 128, 1), hll_empty(14, 5, 128, 1))), 'hex') as hex
       from unnest($1::bigint[]) as h`,
      [hashes],
    )
    return Buffer.from(row?.hex ?? '', 'hex')
  }

  test.each(sizes)('of %i visitors makes the same bytes as we do', async (size) => {
    expect(hex(await theirs([7, 7 + size]))).toBe(hexOf(ours([7, 7 + size])))
  })

  const pairs = Object.keys(forms).flatMap((a) =>
    Object.keys(forms).map((b) => [a, b] as [keyof typeof forms, keyof typeof forms]),
  )

  test.each(pairs)('unites %s with %s, whoever made them, as we do', async (a, b) => {
    const [mineA, mineB] = [ours(forms[a]), ours(forms[b])]
    const [theirA, theirB] = [await theirs(forms[a]), await theirs(forms[b])]
    const whole = hexOf(ours(forms[a], forms[b]))
    // Made by us, united there; made there, united by us; one of each, both ways.
    const [there] = await ask<{ ours: string; mixed: string; many: string }>(
      `select encode(hll_send(hll_union($1::bytea::hll, $2::bytea::hll)), 'hex') as ours,
         encode(hll_send(hll_union($3::bytea::hll, $2::bytea::hll)), 'hex') as mixed,
         (select encode(hll_send(hll_union_agg(s::hll)), 'hex') from unnest(array[$1::bytea, $4::bytea, $2::bytea]) as s) as many`,
      [Buffer.from(mineA.toBytes()), Buffer.from(mineB.toBytes()), theirA, theirB],
    )
    expect(there).toEqual({ ours: whole, mixed: whole, many: whole })
    const here = Sketch.from(theirA)
    here.merge(Sketch.from(theirB))
    expect(hexOf(here)).toBe(whole)
    mineA.merge(Sketch.from(theirB))
    expect(hexOf(mineA)).toBe(whole)
  })

  /**
   * The estimator of the extension, from the registers: linear counting while it says less than 2.5 registers each,
   * else the raw harmonic mean (Flajolet et al. 2007). Beyond 2^44 / 30 it would correct for collisions.
   */
  function classic(registers: Uint8Array): number {
    const m = registers.length
    let sum = 0
    let untouched = 0
    for (const value of registers) {
      sum += 2 ** -value
      if (value === 0) untouched += 1
    }
    const raw = ((0.7213 / (1 + 1.079 / m)) * m * m) / sum
    return untouched > 0 && raw < 2.5 * m ? m * Math.log(m / untouched) : raw
  }

  test.each(sizes)(
    'counts the %i visitors behind our bytes as its own formula says from our registers',
    async (size) => {
      const sketch = ours([7, 7 + size])
      const bytes = Buffer.from(sketch.toBytes())
      const [row] = await ask<{ people: number }>('select hll_cardinality($1::bytea::hll) as people', [bytes])
      const content = fromBytes(bytes)
      const expected = 'hashes' in content ? size : classic(content.registers)
      expect(Math.abs((row?.people ?? -1) - expected)).toBeLessThanOrEqual(expected * 1e-9)
      // Ours is another estimator (Ertl 2017) over the same registers. They differ most where theirs changes from
      // linear counting to the raw mean, which is biased there; 0.6 % is three quarters of one standard deviation.
      expect(Math.abs(sketch.people() - expected)).toBeLessThanOrEqual(expected * 0.006)
    },
  )

  test('counts in SQL what the program has stored', async () => {
    const services: TestServices = await testServices()
    try {
      await services.database.query('create extension hll')
      const group = new HitGroup(() => '2019-03-01')
      for (const [unit, crowd] of [
        ['id.33.73', [0, 400]],
        ['id.33.74', [300, 900]],
      ] as const) {
        const origin = createOrigin({
          workUnitId: unit,
          timeZone: 'Asia/Jakarta',
          electionId: 'general-2019',
          base: 'netizen',
          channel: 'whatsapp',
          publicationId: '-',
          linkCode: `LINK${unit}`,
          personId: '-',
        })
        for (const n of numbers(crowd)) group.add(origin, 'click', hash(n), null)
      }
      await appendGroup(services.database, services.clock.now(), group.encode())
      await foldAll(services)
      const { rows } = await sql<{ united: string; kept: string; people: number }>`
        select encode(hll_send((select hll_union_agg(coalesce(engaged, delivered)::hll) from reach_cell)), 'hex') as united,
          encode(coalesce(engaged, delivered), 'hex') as kept, engaged_people as people
        from reach_rollup
        where work_unit_id = 'id.33' and period = 'season' and base = '*' and channel = '*' and publication = '*'`.execute(
        services.db,
      )
      expect(rows).toHaveLength(1)
      expect(rows[0]?.united).toBe(rows[0]?.kept)
      expect(rows[0]?.kept).toBe(hexOf(ours([0, 900])))
      expect(Math.abs((rows[0]?.people ?? 0) - 900)).toBeLessThan(900 * 0.03)
    } finally {
      await services.close()
    }
  })
})
