import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import type { Actor } from '../../platform/access.ts'
import { permissionsOf } from '../accounts/index.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { correctNotice } from './correct-notice.ts'
import { createNotice } from './create-notice.ts'
import { editNotice } from './edit-notice.ts'
import { noticeBySlug, onPublicationsChanged, publicationsModule, publishedNotices } from './index.ts'
import type { Notice } from './notice.ts'
import { noticeInput } from './notice-input.ts'
import { isImagePublic, noticeCounts, noticesIn } from './publications-read-model.ts'
import { forgetUnusedImages } from './publications-store.ts'
import { publishNotice } from './publish-notice.ts'
import { uploadImage } from './upload-image.ts'
import { withdrawNotice } from './withdraw-notice.ts'

const salatiga = 'id.33.73'
let services: TestServices

const actor = (role: string, scope: string): Actor => ({
  kind: 'person',
  id: role,
  name: `Contoh ${role}`,
  personId: null,
  grants: [{ role, scope, permissions: permissionsOf(role) }],
})
const operator = actor('district', salatiga)

beforeAll(async () => {
  services = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule],
    preset: true,
  })
})
afterAll(() => services.close())

const written = (fields: Record<string, string> = {}) =>
  noticeInput.parse({ titleId: 'Cara memilih', bodyId: 'Bawa KTP-el.', source: 'UU 7/2017', ...fields })

async function draft(fields: Record<string, string> = {}, workUnitId = salatiga): Promise<Notice> {
  const result = await createNotice(services, actor('national', 'id'), {
    workUnitId,
    input: written(fields),
    imageHash: null,
  })
  if (!result.ok) throw new Error(result.refusal.key)
  return result.value
}

async function published(fields: Record<string, string> = {}, workUnitId = salatiga): Promise<Notice> {
  const result = await publishNotice(services, actor('national', 'id'), await draft(fields, workUnitId))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

const refusal = (result: {
  ok: boolean
  refusal?: { kind: string; key: string; fields?: { field: string; key: string }[] }
}) => (result.ok ? null : (result.refusal?.fields?.[0]?.key ?? result.refusal?.key))

test('a draft is seen by nobody outside, a published notice by everybody from today on', async () => {
  const notice = await draft({ titleId: 'Hanya draf' })
  expect(await noticeBySlug(services.db, salatiga, notice.slug)).toBeUndefined()
  const heard: string[] = []
  const stop = onPublicationsChanged(services, (unit) => heard.push(unit))
  const result = await publishNotice(services, operator, notice)
  stop()
  expect(result.ok && result.value).toMatchObject({ state: 'published', validFrom: '2019-03-01', version: 2 })
  expect(heard).toEqual([salatiga])
  const shown = await publishedNotices(services.db, { workUnitIds: [salatiga], day: '2019-03-01', limit: 50 })
  expect(shown.map(({ slug }) => slug)).toContain('hanya-draf')
})

test('two notices of one title get different addresses', async () => {
  const [one, two] = [await draft({ titleId: 'Judul kembar' }), await draft({ titleId: 'Judul kembar' })]
  expect([one.slug, two.slug]).toEqual(['judul-kembar', 'judul-kembar-2'])
})

test('who publishes needs a source, and a validity that is not over', async () => {
  const bare = await draft({ source: '' })
  expect(refusal(await publishNotice(services, operator, bare))).toBe('publications.refusal.source')
  const over = await draft({ validUntil: '2019-02-28' })
  expect(refusal(await publishNotice(services, operator, over))).toBe('publications.refusal.alreadyOver')
})

test('a sibling unit and a volunteer are refused', async () => {
  const notice = await draft()
  for (const other of [actor('district', 'id.33.74'), actor('volunteer', salatiga), actor('auditor', 'id')]) {
    expect(refusal(await publishNotice(services, other, notice))).toBe('ui.refusal.forbidden')
    expect(
      refusal(
        await createNotice(services, other, { workUnitId: salatiga, input: written(), imageHash: null }),
      ),
    ).toBe('ui.refusal.forbidden')
  }
})

test('the second of two editors is refused as a conflict and changes nothing', async () => {
  const notice = await draft({ titleId: 'Dua penyunting' })
  const first = await editNotice(services, operator, {
    ...notice,
    input: written({ titleId: 'Pertama' }),
    imageHash: null,
  })
  const second = await editNotice(services, operator, {
    ...notice,
    input: written({ titleId: 'Kedua' }),
    imageHash: null,
  })
  expect(first.ok && first.value.title.id).toBe('Pertama')
  expect(second.ok ? null : second.refusal.kind).toBe('conflict')
  const stored = await noticesIn(services.db, { scope: salatiga, limit: 200 })
  expect(stored.filter(({ title }) => title.id === 'Kedua')).toEqual([])
})

test('a correction keeps the address, counts the version, and needs a note', async () => {
  const notice = await published({ titleId: 'Akan dikoreksi' })
  const change = { ...notice, input: written({ titleId: 'Sudah dikoreksi' }), imageHash: null }
  expect(refusal(await correctNotice(services, operator, { ...change, note: ' ' }))).toBe(
    'publications.refusal.note',
  )
  const result = await correctNotice(services, operator, { ...change, note: 'Jam dikoreksi.' })
  expect(result.ok && result.value).toMatchObject({
    state: 'corrected',
    slug: 'akan-dikoreksi',
    version: 3,
    correctionNote: 'Jam dikoreksi.',
    title: { id: 'Sudah dikoreksi' },
  })
  expect(
    refusal(
      await editNotice(services, operator, { ...notice, version: 3, input: written(), imageHash: null }),
    ),
  ).toBe('publications.refusal.notDraft')
})

test('a withdrawn notice says so for good', async () => {
  const notice = await published({ titleId: 'Akan ditarik' })
  expect(refusal(await withdrawNotice(services, operator, { ...notice, reason: '' }))).toBe(
    'publications.refusal.reason',
  )
  const result = await withdrawNotice(services, operator, { ...notice, reason: 'Keliru.' })
  expect(result.ok && result.value.state).toBe('withdrawn')
  const found = await noticeBySlug(services.db, salatiga, notice.slug)
  expect(found).toMatchObject({ state: 'withdrawn', withdrawalReason: 'Keliru.' })
  const shown = await publishedNotices(services.db, { workUnitIds: [salatiga], day: '2019-03-01', limit: 50 })
  expect(shown.map(({ slug }) => slug)).not.toContain(notice.slug)
  expect(refusal(await publishNotice(services, operator, { ...notice, version: 3 }))).toBe(
    'publications.refusal.notDraft',
  )
})

test('every change leaves who, what, before and after', async () => {
  const notice = await published({ titleId: 'Jejak' })
  await withdrawNotice(services, operator, { ...notice, reason: 'Uji.' })
  const entries = await services.db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'before', 'after'])
    .where('subject', '=', `notice ${notice.id}`)
    .orderBy('at')
    .orderBy('id')
    .execute()
  expect(entries.map(({ action }) => action).toSorted()).toEqual([
    'publications.publish',
    'publications.withdraw',
    'publications.write',
  ])
  const last = entries.find(({ action }) => action === 'publications.withdraw')
  expect(last).toMatchObject({
    actor_name: 'Contoh district',
    before: { state: 'published' },
    after: { state: 'withdrawn' },
  })
})

test('a picture needs its words, is public only with its notice, and goes when nothing shows it', async () => {
  const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#52278f' } })
    .png()
    .toBuffer()
  const uploaded = await uploadImage(services, operator, { workUnitId: salatiga, bytes })
  if (!uploaded.ok) throw new Error('refused')
  const imageHash = uploaded.value
  const create = (fields: Record<string, string>) =>
    createNotice(services, operator, { workUnitId: salatiga, input: written(fields), imageHash })
  expect(refusal(await create({}))).toBe('publications.refusal.alt')
  const notice = await create({ imageAltId: 'Kotak ungu' })
  if (!notice.ok) throw new Error('refused')
  expect(notice.value.image).toEqual({
    hash: imageHash,
    alt: { id: 'Kotak ungu', en: null },
    width: 60,
    height: 40,
  })
  expect(await isImagePublic(services.db, imageHash)).toBe(false)
  const shown = await publishNotice(services, operator, notice.value)
  if (!shown.ok) throw new Error('refused')
  expect(await isImagePublic(services.db, imageHash)).toBe(true)
  await withdrawNotice(services, operator, { ...shown.value, reason: 'Uji.' })
  expect(await isImagePublic(services.db, imageHash)).toBe(false)
  const other = await uploadImage(services, operator, {
    workUnitId: salatiga,
    bytes: await sharp(bytes).negate().png().toBuffer(),
  })
  if (!other.ok) throw new Error('refused')
  expect(await services.db.transaction().execute((tx) => forgetUnusedImages(tx))).toBe(2)
})

test('half a translation and a validity that ends before it begins are refused at their fields', () => {
  const wrong = noticeInput.safeParse({
    titleId: 'Judul',
    bodyId: 'Isi',
    titleEn: 'Title',
    validFrom: '2019-03-02',
    validUntil: '2019-03-01',
  })
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['bodyEn', 'publications.refusal.halfEnglish'],
    ['validUntil', 'publications.refusal.validityOrder'],
  ])
})

test('the list goes on where the page before ended, and counts each state', async () => {
  for (let number = 0; number < 5; number += 1) await draft({ titleId: `Baris ${number}` }, 'id.73.71')
  const seen: string[] = []
  let after: { changedAt: Date; id: string } | undefined
  for (;;) {
    const rows = await noticesIn(services.db, { scope: 'id.73', after, limit: 2 })
    seen.push(...rows.map(({ title }) => title.id))
    after = rows.at(-1)
    if (rows.length < 2) break
  }
  expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4].map((number) => `Baris ${number}`))
  expect(await noticeCounts(services.db, 'id.73')).toEqual({
    draft: 5,
    published: 0,
    corrected: 0,
    withdrawn: 0,
  })
})

test('notices come by unit in the order asked, the newest first, and only while they hold', async () => {
  const unit = 'id.51.71'
  await published({ titleId: 'Berlaku nanti', validFrom: '2019-03-10' }, unit)
  await published({ titleId: 'Berlaku kini', validUntil: '2019-03-05' }, unit)
  await published({ titleId: 'Dari provinsi' }, 'id.51')
  const on = async (day: string) =>
    (await publishedNotices(services.db, { workUnitIds: [unit, 'id.51'], day, limit: 9 })).map(
      ({ title }) => title.id,
    )
  expect(await on('2019-03-05')).toEqual(['Berlaku kini', 'Dari provinsi'])
  expect(await on('2019-03-10')).toEqual(['Berlaku nanti', 'Dari provinsi'])
})
