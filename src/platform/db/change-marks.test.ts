import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { changeMarks } from './change-marks.ts'
import type { Database, Db } from './database.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
  await sql`create table noticed (id int primary key, words text)`.execute(database.db)
  await sql`create trigger raise_change_mark after insert or update or delete or truncate on noticed
    for each statement execute function subject_changed('noticed')`.execute(database.db)
})
afterAll(() => database.close())

const marks = () => changeMarks(database.db, ['noticed', 'elsewhere'])
const put = (id: number) => sql`insert into noticed values (${id}, 'words')`

/** Runs it and says whether the marks are others after it. */
async function changes(work: (db: Db) => Promise<unknown>): Promise<boolean> {
  const before = await marks()
  await work(database.db)
  return (await marks()) !== before
}
const run = (statement: RawBuilder<unknown>) => changes((db) => statement.execute(db))

test('every way of writing a table changes its marks; reading it and writing another one do not', async () => {
  expect(await run(put(1))).toBe(true)
  expect(await run(sql`update noticed set words = 'others'`)).toBe(true)
  expect(await run(sql`delete from noticed`)).toBe(true)
  expect(await run(sql`truncate noticed`)).toBe(true)
  expect(await run(sql`with written as (insert into noticed values (2, 'a')) select 1`)).toBe(true)
  expect(await run(sql`select * from noticed`)).toBe(false)
  expect(await run(sql`insert into installation values ('a', 'b', now())`)).toBe(false)
})

test('what is taken back leaves the marks as they were, and what stands beside it does not', async () => {
  const within = (end: 'commit' | 'rollback', ...steps: RawBuilder<unknown>[]) =>
    changes(async (db) => {
      const tx = await db.startTransaction().execute()
      for (const step of steps) await step.execute(tx)
      await tx[end]().execute()
    })
  const [save, back] = [sql`savepoint a`, sql`rollback to savepoint a`]
  expect(await within('rollback', put(10))).toBe(false)
  expect(await within('commit', save, put(11), back)).toBe(false)
  expect(await within('commit', put(12), save, put(13), back)).toBe(true)
  // The savepoint took the mark along; the statement after it raises it again.
  expect(await within('commit', save, put(14), back, put(15))).toBe(true)
  expect(await within('commit', save, put(16), sql`release savepoint a`)).toBe(true)
})

test('transactions that write at once do not wait for each other, and each one shows when it commits', async () => {
  const before = await marks()
  if (database.engine === 'embedded') {
    // One connection: what can be seen here is that many transactions need no more than one row.
    for (let n = 0; n < 20; n += 1) await sql`update noticed set words = ${`${n}`}`.execute(database.db)
  } else {
    const [one, two] = [
      await database.db.startTransaction().execute(),
      await database.db.startTransaction().execute(),
    ]
    await put(20).execute(one)
    await put(21).execute(two)
    expect(await marks()).toBe(before)
    await two.commit().execute()
    const between = await marks()
    expect(between).not.toBe(before)
    await one.commit().execute()
    expect([before, between]).not.toContain(await marks())
  }
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from change_mark where subject = 'noticed'`.execute(database.db)
  expect(rows).toEqual([{ n: database.engine === 'embedded' ? 1 : 2 }])
  expect(await marks()).not.toBe(before)
})
