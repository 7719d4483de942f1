import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, test, vi } from 'vitest'
import { openEmbedded } from './database.ts'
import { prepareSegmentAfter, segmentAfter, segmentBytes } from './next-segment.ts'

const folder = mkdtempSync(join(tmpdir(), 'jangkau-segment-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('names the segment after one, over the end of a log too, and none after other files', () => {
  expect(segmentAfter('000000010000000000000009')).toBe('00000001000000000000000A')
  expect(segmentAfter('0000000100000002000000FF')).toBe('000000010000000300000000')
  expect(segmentAfter('xlogtemp.42')).toBeNull()
})

test('leaves a segment in use alone that still has the name of its draft', async () => {
  const inUse = join(folder, '000000010000000000000005')
  const next = join(folder, '000000010000000000000006')
  writeFileSync(inUse, 'in use')
  linkSync(inUse, join(folder, 'xlogtemp.000000010000000000000006'))
  await prepareSegmentAfter(inUse)
  expect(readFileSync(inUse, 'utf8')).toBe('in use')
  expect(statSync(next).size).toBe(segmentBytes)
  expect(readdirSync(folder)).toEqual(['000000010000000000000005', '000000010000000000000006'])
  rmSync(inUse)
  rmSync(next)
})

test('lays out the next segment in zeros, and leaves one that stands there as it is', async () => {
  const current = join(folder, '000000010000000000000001')
  const next = join(folder, '000000010000000000000002')
  await prepareSegmentAfter(current)
  const made = readFileSync(next)
  expect(made.length).toBe(segmentBytes)
  expect(made.every((byte) => byte === 0)).toBe(true)
  writeFileSync(next, 'in use')
  await prepareSegmentAfter(current)
  expect(readFileSync(next, 'utf8')).toBe('in use')
  expect(readdirSync(folder)).toEqual(['000000010000000000000002'])
})

test('the embedded database goes on in the segment laid out for it, and finds what it wrote there', async () => {
  const place = join(folder, 'db')
  const segments = () => readdirSync(join(place, 'pg_wal')).filter((name) => segmentAfter(name) !== null)
  let database = await openEmbedded(place)
  await sql`create table probe (n int, filler text)`.execute(database.db)
  const current = async () => {
    const { rows } = await database.query('select pg_walfile_name(pg_current_wal_insert_lsn()) as name')
    return (rows[0] as { name: string }).name
  }
  const first = await current()
  const next = segmentAfter(first) as string
  let rows = 0
  const write = async () => {
    await sql`insert into probe select g, repeat(md5(g::text), 60) from generate_series(1, 500) g`.execute(
      database.db,
    )
    rows += 500
  }
  // Past the half, not yet over the end.
  while (!segments().includes(next) && (await current()) === first) await write()
  await vi.waitFor(() => expect(segments()).toContain(next), { timeout: 20_000 })
  if ((await current()) === first) await database.query('select pg_switch_wal()')
  await write()
  expect(await current()).toBe(next)
  await database.close()
  database = await openEmbedded(place)
  const { rows: found } = await database.query('select count(*)::int as count from probe')
  expect(found).toEqual([{ count: rows }])
  await database.close()
})
