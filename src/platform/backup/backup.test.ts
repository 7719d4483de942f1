import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { migrations } from '../../migrations/index.ts'
import { systemActor } from '../access.ts'
import { audit } from '../audit.ts'
import { type Database, openEmbedded } from '../db/database.ts'
import { note } from '../installation.ts'
import { readBackupFile, writeBackupFile } from './backup-file.ts'
import { RestoreRefused, restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const at = new Date('2019-04-17T00:00:00Z')
let services: TestServices
let folder: string
let file: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'jangkau-backup-'))
  file = join(folder, 'all.backup')
  services = await testServices()
  const { db } = services
  await note(db, 'preset', 'kpu-2019 1', at)
  for (let n = 0; n < 1_500; n += 1) {
    await audit(db, systemActor('test'), {
      action: 'accounts.grant',
      subject: `row ${n}`,
      scope: 'id.33',
      before: n % 2 ? { words: 'tab\t, line\nfeed, "quotes", \\N and 𝕁', n } : undefined,
      after: [null, n],
    })
  }
  await sql`insert into publication_image values
    ('id', 'abc', 'page', 'image/webp', 1, 2, ${Buffer.from([0, 1, 2, 255, 92, 10])})`.execute(db)
  await sql`insert into account (id, name, sign_in_name, email, scope, created_at)
    values ('a', 'Contoh', 'contoh', 'a@example', 'id', '2019-02-03 04:05:06.789123+07')`.execute(db)
  await sql`insert into account_session (id, account_id, token, expires_at)
    values ('s', 'a', 't', 'infinity')`.execute(db)
  await writeBackupFile(file, writeBackup(services.database, at))
  const made = await openEmbedded(null)
  empty = await made.client.dump()
  await made.close()
})
afterAll(async () => {
  await services.close()
  rmSync(folder, { recursive: true })
})

async function linesOf(database: Database): Promise<string> {
  let text = ''
  for await (const piece of writeBackup(database, at)) text += piece
  return text
}

/** The rows of our own tables, in no order; the job queue's clockwork moves by itself. */
async function rowsOf(database: Database): Promise<string[]> {
  const kept: string[] = []
  let table = ''
  for (const line of (await linesOf(database)).trimEnd().split('\n')) {
    const value = JSON.parse(line) as { table?: string; end?: unknown; jangkau?: string }
    if (value.table) table = value.table
    if (!value.end && !value.jangkau && !table.startsWith('pgboss.')) kept.push(`${table} ${line}`)
  }
  return kept.sort()
}

/** What nobody has migrated yet; made once and copied, which takes a fifth of the time. */
let empty: Uint8Array
const emptyDatabase = () => openEmbedded(null, empty)

test('everything comes back to the letter, into an empty database of the embedded kind', async () => {
  const restored = await emptyDatabase()
  const rows = await restoreBackup(restored, migrations, readBackupFile(file))
  expect(rows).toBeGreaterThan(1_500)
  expect(await rowsOf(restored)).toEqual(await rowsOf(services.database))
  await expect(restoreBackup(restored, migrations, readBackupFile(file))).rejects.toThrow(
    /holds data already/,
  )
  // The foreign keys stand again: what they forbid is still refused.
  await expect(
    sql`insert into account_session (id, account_id, token, expires_at) values ('x', 'nobody', 'y', now())`.execute(
      restored.db,
    ),
  ).rejects.toThrow(/foreign key/)
  await restored.close()
})

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ['no backup at all', () => Buffer.from('PK\x03\x04 something else')],
  ['empty', () => Buffer.alloc(0)],
])('a file that is %s is refused and leaves nothing behind', async (_, bend) => {
  const bent = join(folder, 'bent.backup')
  writeFileSync(bent, bend(readFileSync(file)))
  const target = await emptyDatabase()
  await expect(restoreBackup(target, migrations, readBackupFile(bent))).rejects.toThrow(RestoreRefused)
  const { rows } = await target.query(`select to_regclass('public.installation') as there`)
  if ((rows[0] as { there: string | null }).there !== null) {
    expect((await target.query('select count(*) as n from audit_entry')).rows).toEqual([{ n: 0 }])
    expect((await target.query('select count(*) as n from installation')).rows).toEqual([{ n: 0 }])
  }
  await target.close()
})

test('a backup in which one letter was changed is refused', async () => {
  const text = (await linesOf(services.database)).replace('row 700', 'row 007')
  const target = await emptyDatabase()
  async function* lines() {
    yield text
  }
  await expect(restoreBackup(target, migrations, lines())).rejects.toThrow(/changed after it was made/)
  await target.close()
})

test('a backup of a newer version is refused with its name', async () => {
  const { '20260101T0000_platform_audit': first } = migrations
  const target = await emptyDatabase()
  await expect(
    restoreBackup(target, { '20260101T0000_platform_audit': first }, readBackupFile(file)),
  ).rejects.toThrow(/newer version/)
  await target.close()
})
