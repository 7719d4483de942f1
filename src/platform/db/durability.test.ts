import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Db, openEmbedded } from './database.ts'
import { segmentAfter } from './next-segment.ts'

const folder = mkdtempSync(join(tmpdir(), 'jangkau-durability-'))
let database: Awaited<ReturnType<typeof openEmbedded>>
beforeAll(async () => {
  database = await openEmbedded(folder)
  await sql`create table probe (n int)`.execute(database.db)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true })
})

const segments = () => readdirSync(join(folder, 'pg_wal')).filter((name) => segmentAfter(name) !== null)

/** Goes on to the next segment and writes there. */
async function beginSegment(db: Db = database.db) {
  await sql`select pg_switch_wal()`.execute(db)
  await sql`insert into probe values (1)`.execute(db)
}

/** Whole segments between the start of the last checkpoint and the end of the log. */
async function segmentsToRead(): Promise<number> {
  const { rows } = await database.query(`
    select (pg_current_wal_insert_lsn() - redo_lsn) / (16 * 1024 * 1024) as segments from pg_control_checkpoint()`)
  return Math.floor((rows[0] as { segments: number }).segments)
}

test('every commit of the embedded database calls fsync', async () => {
  const before = await database.client.fsyncs()
  for (let n = 0; n < 50; n += 1) await sql`insert into probe values (${n})`.execute(database.db)
  const after = await database.client.fsyncs()
  expect(after - before).toBeGreaterThanOrEqual(50)
})

test('a database that is never quiet keeps no more log than a start reads in a moment, in a transaction too', async () => {
  let most = 0
  const write = async (db: Db) => {
    for (let n = 0; n < 9; n += 1) {
      await beginSegment(db)
      most = Math.max(most, segments().length)
    }
  }
  await write(database.db)
  await database.db.transaction().execute(write)
  expect(most).toBeLessThanOrEqual(8)
  expect(await segmentsToRead()).toBeLessThanOrEqual(4)
})

test('a transaction that failed refuses the checkpoint, which is made after it', async () => {
  const failed = database.db.transaction().execute((tx) =>
    sql`do $$ begin
      for n in 1..6 loop perform pg_switch_wal(); insert into probe values (n); end loop;
      raise exception 'as foreseen';
    end $$`.execute(tx),
  )
  await expect(failed).rejects.toThrow('as foreseen')
  await vi.waitFor(async () => expect(await segmentsToRead()).toBe(0), { timeout: 60_000, interval: 200 })
})

test('a database that is quiet makes its checkpoint after one segment', async () => {
  await database.query('checkpoint')
  await beginSegment()
  await beginSegment()
  expect(await segmentsToRead()).toBeGreaterThan(0)
  await vi.waitFor(async () => expect(await segmentsToRead()).toBe(0), { timeout: 60_000, interval: 200 })
})
