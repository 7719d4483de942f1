import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { loadExamples, removeExamples } from '../../platform/first-load.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { linksOf, loadLinks, publicationsModule, publishedNotices } from './index.ts'

const modules = [directoryModule, electionsModule, outreachModule, publicationsModule]
let services: TestServices

beforeAll(async () => {
  services = await testServices({ modules, preset: true, now: '2026-11-24T03:00:00Z' })
  await loadExamples(services, modules, () => {})
})
afterAll(() => services.close())

const count = async (table: 'publication' | 'tracked_link' | 'publication_image') =>
  Number(
    (
      await services.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirst()
    )?.n,
  )

test('national, every province and about a third of the districts have notices that hold now', async () => {
  const { rows } = {
    rows: await services.db.selectFrom('publication').select(['work_unit_id', 'example']).execute(),
  }
  expect(rows.every(({ example }) => example)).toBe(true)
  const units = new Set(rows.map(({ work_unit_id }) => work_unit_id))
  expect([...units].filter((id) => id.split('.').length === 2).length).toBe(34)
  const districts = [...units].filter((id) => id.split('.').length === 3).length
  expect(districts).toBeGreaterThan(514 * 0.25)
  expect(districts).toBeLessThan(514 * 0.42)
  const national = await publishedNotices(services.db, { workUnitIds: ['id'], day: '2026-11-24', limit: 9 })
  expect(national.length).toBe(3)
  expect(national[0]).toMatchObject({
    example: true,
    title: { id: 'Cara memilih di TPS, langkah demi langkah' },
  })
  expect(national[0]?.image).not.toBeNull()
  expect(national.every(({ title, body, source }) => title.en && body.en && source)).toBe(true)
})

test('links are at most 20,000, every netizen volunteer has one for WhatsApp, and each leads to a page that is there', async () => {
  const all = []
  for await (const link of loadLinks(services.db)) all.push(link)
  expect(all.length).toBeGreaterThan(5000)
  expect(all.length).toBeLessThanOrEqual(20_000)
  const netizens = await services.db
    .selectFrom('volunteer')
    .select('id')
    .where('base', '=', 'netizen')
    .where('state', '=', 'active')
    .execute()
  const onWhatsapp = new Set(
    all.filter(({ channel }) => channel === 'whatsapp').map(({ personId }) => personId),
  )
  expect(netizens.filter(({ id }) => !onWhatsapp.has(id))).toEqual([])
  const notices = await services.db.selectFrom('publication').select(['id', 'slug']).execute()
  const slugs = new Map(notices.map(({ id, slug }) => [id, slug]))
  const wrong = all.filter(
    (link) => !link.targetPath.endsWith(`/p/${slugs.get(link.publicationId ?? '')}?s=${link.code}`),
  )
  expect(wrong).toEqual([])
  expect(new Set(all.map(({ base }) => base)).size).toBe(11)
})

test('the same links come again after they were removed; what is no example stays', async () => {
  const before = await linksOf(services.db, { scope: 'id.33', limit: 100_000 })
  await services.db
    .insertInto('tracked_link')
    .values({
      work_unit_id: 'id.33',
      code: 'KEPTKEPT',
      election_id: 'general-2019',
      base: 'netizen',
      channel: 'whatsapp',
      target_path: '/jawa-tengah?s=KEPTKEPT',
      created_at: new Date(),
    })
    .execute()
  await removeExamples(services, modules, () => {})
  expect([await count('publication'), await count('publication_image'), await count('tracked_link')]).toEqual(
    [0, 0, 1],
  )
  await services.db.deleteFrom('installation').where('name', '=', 'examples').execute()
  await loadExamples(services, modules, () => {})
  const after = await linksOf(services.db, { scope: 'id.33', limit: 100_000 })
  expect(after.filter(({ code }) => code !== 'KEPTKEPT')).toEqual(before)
})
