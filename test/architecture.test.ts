import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from './support/database.ts'

const root = join(import.meta.dirname, '..')
const sources = globSync('src/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !/\.test\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

/** Which module declares which tables, read from their `tables.ts` and the platform's own declarations. */
function owners(): Map<string, string> {
  const found = new Map<string, string>()
  for (const { path, text } of sources) {
    const block = /interface Schema \{([\s\S]*?)\n {2}\}/.exec(text)?.[1]
    if (!block || path.endsWith('db/schema.ts')) continue
    for (const [, table] of block.matchAll(/^ {4}(\w+): /gm)) found.set(table as string, roomOf(path))
  }
  return found
}

const roomOf = (path: string) => /src\/modules\/([^/]+)\//.exec(path)?.[1] ?? 'platform'

test('only the owner of a table writes it', () => {
  const owner = owners()
  expect(owner.size).toBeGreaterThan(5)
  const trespasses: string[] = []
  for (const { path, text } of sources) {
    const room = roomOf(path)
    if (path.startsWith('src/migrations/')) continue
    const writes = [
      ...text.matchAll(/(?:insertInto|updateTable|deleteFrom|mergeInto)\('(\w+)'/g),
      ...text.matchAll(/(?:insert into|update|delete from|merge into|copy)\s+(\w+)/gi),
    ]
    for (const [, table] of writes) {
      const of = owner.get(table as string)
      if (of && of !== room && !path.includes('platform/backup'))
        trespasses.push(`${path} writes ${table} of ${of}`)
    }
  }
  expect(trespasses).toEqual([])
})

test('insights and site write nothing', () => {
  const writing = sources
    .filter(({ path }) => /src\/modules\/(insights|site)\//.test(path))
    .filter(({ text }) =>
      /\.(insertInto|updateTable|deleteFrom|mergeInto)\(|\b(insert into|delete from)\b/i.test(text),
    )
    .map(({ path }) => path)
  expect(writing).toEqual([])
})

test('no domain word stands in platform or ui', () => {
  const words = /\b(satker|pemilu|voter|netizen|volunteer|district|province|kpu|election)\b/i
  const telling = sources
    .filter(({ path }) => /^src\/(platform|ui)\//.test(path))
    .flatMap(({ path, text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
      const word = words.exec(code)?.[0]
      return word ? [`${path}: ${word}`] : []
    })
  expect(telling).toEqual([])
})

test('large tables begin their primary key with the work unit and refer to no other unit', async () => {
  const { db, close } = await testDatabase()
  const keyed = await sql<{ table_name: string; first_column: string }>`
    select c.conrelid::regclass::text as table_name, a.attname as first_column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'p' and c.connamespace = 'public'::regnamespace`.execute(db)
  const first = new Map(keyed.rows.map((row) => [row.table_name, row.first_column]))
  const large = await sql<{ table_name: string }>`
    select distinct c.relname as table_name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'work_unit_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db)
  expect(large.rows.length).toBeGreaterThan(0)
  const wrong = large.rows.map((row) => row.table_name).filter((table) => first.get(table) !== 'work_unit_id')
  expect(wrong).toEqual([])
  await close()
})

test('what links large tables together stays within one unit, and only codes are unique beyond it', async () => {
  const { db, close } = await testDatabase()
  const { rows: large } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'work_unit_id' and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`.execute(db)
  const isLarge = new Set(large.map(({ name }) => name))
  const { rows: references } = await sql<{ from: string; to: string; columns: string[]; target: string[] }>`
    select k.conrelid::regclass::text as from, k.confrelid::regclass::text as to,
      array(select attname::text from unnest(k.conkey) with ordinality as n (attnum, at)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = n.attnum order by n.at) as columns,
      array(select attname::text from unnest(k.confkey) with ordinality as n (attnum, at)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = n.attnum order by n.at) as target
    from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace`.execute(db)
  expect(references.length).toBeGreaterThan(10)
  const across = references
    .filter(({ from, to }) => isLarge.has(from) && isLarge.has(to))
    .filter(({ columns, target }) => {
      const at = columns.indexOf('work_unit_id')
      return at === -1 || target[at] !== 'work_unit_id'
    })
    .map(({ from, to }) => `${from} refers to ${to}`)
  expect(across).toEqual([])
  const { rows: unique } = await sql<{ table: string; columns: string }>`
    select c.relname as table, string_agg(a.attname, ',' order by a.attnum) as columns
    from pg_index x join pg_class c on c.oid = x.indrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(x.indkey)
    where x.indisunique and c.relname = any(${sql.val([...isLarge])}::text[])
    group by c.relname, x.indexrelid having not 'work_unit_id' = any(array_agg(a.attname::text))
    order by 1`.execute(db)
  // Distributed tables cannot hold these: docs/how-to/scale-out.md says what becomes of them.
  expect(unique.map(({ table, columns }) => `${table} (${columns})`)).toEqual([
    'certificate (code)',
    'meeting (slug)',
    'participant (code)',
    'tracked_link (code)',
  ])
  await close()
})
