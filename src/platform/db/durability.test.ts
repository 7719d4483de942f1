import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openEmbedded } from './database.ts'

test('every commit of the embedded database calls fsync', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-'))
  const database = await openEmbedded(folder)
  await sql`create table probe (n int)`.execute(database.db)
  const before = await database.client.fsyncs()
  for (let n = 0; n < 50; n += 1) await sql`insert into probe values (${n})`.execute(database.db)
  const after = await database.client.fsyncs()
  expect(after - before).toBeGreaterThanOrEqual(50)
  await database.close()
  rmSync(folder, { recursive: true })
})
