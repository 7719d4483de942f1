import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'
import { migrations } from '../../migrations/index.ts'
import type { Database } from './database.ts'
import { appliedMigrations, type Migrations, migrate, NewerDatabase } from './migrate.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const more = (name: string, statement: string): Migrations => ({
  ...migrations,
  [name]: { up: async (db) => void (await sql.raw(statement).execute(db)) },
})

test('a test database has every migration and runs none again', async () => {
  expect(await appliedMigrations(database.db)).toEqual(Object.keys(migrations).sort())
  expect(await migrate(database.db, migrations)).toEqual([])
})

test('a step that fails leaves nothing behind', async () => {
  const broken = more('29990101T0000_test', 'create table half (n int); select 1/0')
  await expect(migrate(database.db, broken)).rejects.toThrow()
  const { rows } = await database.query(`select to_regclass('half') as half`)
  expect(rows).toEqual([{ half: null }])
})

test('a new step runs once and says its name; an older program then refuses the newer database', async () => {
  const newer = more('29990102T0000_test', 'create table whole (n int)')
  const said: string[] = []
  expect(await migrate(database.db, newer, (text) => said.push(text.trim()))).toEqual(['29990102T0000_test'])
  expect(said).toEqual(['29990102T0000_test'])
  await expect(migrate(database.db, migrations)).rejects.toThrow(NewerDatabase)
})

test('a new step of an early room runs too, though later rooms have been through theirs', async () => {
  const early = '20260101T0000_zz_test'
  const known = Object.fromEntries(
    (await appliedMigrations(database.db)).map((name) => [name, { up: async () => {} }]),
  )
  const newer = { ...known, [early]: { up: async () => {} } }
  expect(Object.keys(newer).sort().at(-1)).not.toBe(early)
  expect(await migrate(database.db, newer)).toEqual([early])
})
