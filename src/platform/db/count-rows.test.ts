import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { countRows } from './count-rows.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices()
})
afterAll(() => services.close())

test('the planner knows of rows that came in at once as soon as they are committed', async () => {
  const { db } = services
  const believed = async () =>
    (
      await sql<{ n: number }>`select reltuples::int as n from pg_class where relname = 'division'`.execute(
        db,
      )
    ).rows[0]?.n
  const fill = (from: number, to: number) =>
    db.transaction().execute(async (tx) => {
      await sql`
        insert into division (code, rank, name_id, name_en, source, conf)
        select 'made-up-' || n, n, 'Karangan ' || n, 'Made up ' || n, 'made up', 'M' from generate_series(${sql.lit(from)}, ${sql.lit(to)}) n`.execute(
        tx,
      )
      await countRows(tx, 'division', to - from + 1)
    })
  const before = await believed()
  await fill(1_001, 1_010)
  expect(await believed()).toBe(before)
  await fill(2_001, 3_000)
  expect(await believed()).toBeGreaterThanOrEqual(1_000)
})
