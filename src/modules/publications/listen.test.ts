import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { systemActor } from '../../platform/access.ts'
import { openPostgres } from '../../platform/db/database.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import {
  createNotice,
  type LinksChange,
  noticeInput,
  onLinksChanged,
  onPublicationsChanged,
  publicationsModule,
  publishNotice,
  revokeLink,
} from './index.ts'

const salatiga = 'id.33.73'
let services: TestServices

beforeAll(async () => {
  services = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule],
    preset: true,
  })
})
afterAll(() => services.close())

const soon = async (isSo: () => boolean) => {
  for (let tries = 0; tries < 400 && !isSo(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 25))
}

test('another process hears of notices and links, after a broken line too; the embedded database has no other', async () => {
  if (services.database.engine === 'embedded') {
    await (await publicationsModule.start?.(services))?.()
    return
  }
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(services.db)
  const databaseUrl = Object.assign(new URL(process.env.TEST_DATABASE_URL ?? ''), {
    pathname: `/${rows[0]?.name}`,
  }).href
  const database = await openPostgres(databaseUrl, 2)
  const other = { ...services, database, db: database.db, config: { ...services.config, databaseUrl } }
  const stop = await publicationsModule.start?.(other)
  const units: string[] = []
  const changes: LinksChange[] = []
  onPublicationsChanged(other, (unit) => units.push(unit))
  onLinksChanged(other, (change) => changes.push(change))
  const system = systemActor('test')
  const input = noticeInput.parse({ titleId: 'Kabar', bodyId: 'x', source: 'UU 7/2017' })
  const draft = await createNotice(services, system, { workUnitId: salatiga, input, imageHash: null })
  if (!draft.ok) throw new Error('refused')
  await publishNotice(services, system, draft.value)
  await soon(() => units.length > 0)
  expect(units).toEqual([salatiga])
  await services.db
    .insertInto('tracked_link')
    .values({
      work_unit_id: salatiga,
      code: 'ABCDEFG',
      election_id: 'general-2019',
      base: 'netizen',
      channel: 'whatsapp',
      target_path: '/kota-salatiga?s=ABCDEFG',
      created_at: new Date(),
    })
    .execute()
  await revokeLink(services, system, 'ABCDEFG')
  await soon(() => changes.length > 0)
  expect(changes).toEqual([{ unit: salatiga }])
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen%'`.execute(
    services.db,
  )
  await soon(() => changes.length > 1 && units.length > 1)
  expect(changes.at(-1)).toBe('reload')
  expect(units.at(-1)).toBe('*')
  await stop?.()
  await database.close()
})
