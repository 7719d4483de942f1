import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../test/support/services.ts'
import { housekeeping } from './housekeeping.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices()
})
afterAll(() => services.close())

test('a table that is filled and emptied again and again does not grow on the embedded database', async () => {
  const { db, database } = services
  const size = async () =>
    (await sql<{ n: number }>`select pg_relation_size('probe') as n`.execute(db)).rows[0]?.n ?? 0
  await sql`create table probe (id int, words text)`.execute(db)
  const sizes: number[] = []
  for (let round = 0; round < 5; round += 1) {
    await sql`insert into probe select n, repeat('x', 500) from generate_series(1, 2000) n`.execute(db)
    sizes.push(await size())
    await sql`delete from probe`.execute(db)
    await housekeeping.handler(services, {})
  }
  // On a server the job leaves the work to autovacuum; only the embedded database promises anything here.
  if (database.engine === 'embedded') expect(Math.max(...sizes)).toBe(sizes[0])
  else expect(sizes).toHaveLength(5)
})

test('who asks while the embedded database is tidied is answered before that is over', async () => {
  const { db, database } = services
  let isOver = false
  const tidying = housekeeping.handler(services, {}).then(() => {
    isOver = true
  })
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(rows).toEqual([{ one: 1 }])
  // A server's housekeeper is not ours: there the job has nothing to do.
  expect(isOver).toBe(database.engine === 'postgres')
  await tidying
})
