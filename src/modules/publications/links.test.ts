import { readFileSync } from 'node:fs'
import jsQR from 'jsqr'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import type { Actor } from '../../platform/access.ts'
import { systemActor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import {
  createNotice,
  type LinksChange,
  linksOf,
  loadLinks,
  mintLinks,
  noticeInput,
  onLinksChanged,
  publicationsModule,
  publishNotice,
  revokeLink,
} from './index.ts'

const salatiga = 'id.33.73'
const electionId = 'general-2019'
const system = systemActor('test')
let app: TestApp
let operator: ReturnType<TestApp['as']>
let programmeId: string
let publicationId: string
const volunteers = Array.from({ length: 5 }, () => newId())

beforeAll(async () => {
  app = await testApp({ preset: true })
  operator = app.as('district', salatiga)
  programmeId = newId()
  const { db } = app.services
  const now = app.services.clock.now()
  await db
    .insertInto('programme')
    .values({
      work_unit_id: salatiga,
      id: programmeId,
      election_id: electionId,
      state: 'open',
      starts_on: '2019-01-24',
      ends_on: '2019-04-17',
      created_at: now,
      opened_at: now,
    })
    .execute()
  for (const base of ['netizen', 'family'])
    await db
      .insertInto('programme_base')
      .values({ work_unit_id: salatiga, programme_id: programmeId, base, target_people: null })
      .execute()
  await db
    .insertInto('volunteer')
    .values(
      volunteers.map((id, at) => ({
        work_unit_id: salatiga,
        id,
        programme_id: programmeId,
        base: 'netizen',
        name: `Relawan Rekaan ${at}`,
        state: 'active' as const,
        added_at: now,
      })),
    )
    .execute()
  const input = noticeInput.parse({ titleId: 'Cara memilih', bodyId: 'Bawa KTP-el.', source: 'UU 7/2017' })
  const draft = await createNotice(app.services, system, { workUnitId: salatiga, input, imageHash: null })
  if (!draft.ok) throw new Error('refused')
  await publishNotice(app.services, system, draft.value)
  publicationId = draft.value.id
})
afterAll(() => app.close())

const wishes = (more: object = {}) => ({
  workUnitId: salatiga,
  electionId,
  bases: ['netizen'],
  channels: ['whatsapp'],
  publicationId,
  perVolunteer: true,
  ...more,
})

async function minted(more: object = {}) {
  const result = await mintLinks(app.services, system, wishes(more))
  if (!result.ok) throw new Error(JSON.stringify(result.refusal))
  return result.value
}

test('one link for each volunteer, base and channel, to the notice, told to who listens after the commit', async () => {
  const heard: LinksChange[] = []
  const stop = onLinksChanged(app.services, (change) => heard.push(change))
  const { minted: links, known } = await minted({ channels: ['whatsapp', 'instagram'] })
  stop()
  expect(known).toEqual([])
  expect(links.length).toBe(10)
  expect(new Set(links.map(({ personId }) => personId))).toEqual(new Set(volunteers))
  for (const { code, targetPath } of links) {
    expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{7}$/)
    expect(targetPath).toBe(`/kota-salatiga/p/cara-memilih?s=${code}`)
  }
  expect(heard).toEqual([{ minted: links, revoked: [] }])
  const loaded = []
  for await (const link of loadLinks(app.services.db)) loaded.push(link)
  expect(loaded.toSorted((a, b) => (a.code < b.code ? -1 : 1))).toEqual(
    links.toSorted((a, b) => (a.code < b.code ? -1 : 1)),
  )
})

test('asking again gives the same links; asking twice at once gives them once', async () => {
  const again = await minted({ channels: ['whatsapp', 'instagram'] })
  expect([again.minted.length, again.known.length]).toEqual([0, 10])
  const [one, two] = await Promise.all([
    minted({ channels: ['facebook'] }),
    minted({ channels: ['facebook'] }),
  ])
  expect([one.minted.length + two.minted.length, one.known.length + two.known.length]).toEqual([5, 5])
})

test('a link without a notice leads to the page of the unit', async () => {
  const { minted: links } = await minted({ publicationId: null, channels: ['paper'], perVolunteer: false })
  expect(links.map(({ targetPath, personId, code }) => [targetPath, personId, code.length])).toEqual([
    [`/kota-salatiga?s=${links[0]?.code}`, null, 7],
  ])
})

test('refuses without an open programme, outside its bases, for no volunteer, and for what is not public', async () => {
  const key = async (more: object, actor: Actor = system) => {
    const result = await mintLinks(app.services, actor, wishes(more))
    return result.ok ? null : (result.refusal.fields?.[0]?.key ?? result.refusal.key)
  }
  expect(await key({ workUnitId: 'id.33.74' })).toBe('publications.links.refusal.programme')
  expect(await key({ electionId: 'regional-2020' })).toBe('publications.links.refusal.programme')
  expect(await key({ bases: [] })).toBe('publications.links.refusal.bases')
  expect(await key({ bases: ['women'] })).toBe('publications.links.refusal.base')
  expect(await key({ bases: ['family'] })).toBe('publications.links.refusal.volunteers')
  expect(await key({ channels: ['pigeon'] })).toBe('publications.links.refusal.channels')
  expect(await key({ publicationId: newId() })).toBe('publications.links.refusal.publication')
  expect(await key({}, app.actor('district', 'id.33.74'))).toBe('ui.refusal.forbidden')
  expect(await key({}, app.actor('volunteer', salatiga))).toBe('ui.refusal.forbidden')
})

test('a revoked link is gone for good, and the next minting draws another', async () => {
  const { minted: links } = await minted({ channels: ['telegram'], perVolunteer: false })
  const code = links[0]?.code ?? ''
  const heard: LinksChange[] = []
  const stop = onLinksChanged(app.services, (change) => heard.push(change))
  expect((await revokeLink(app.services, system, code)).ok).toBe(true)
  stop()
  expect(heard).toEqual([{ minted: [], revoked: [code] }])
  expect((await revokeLink(app.services, system, code)).ok).toBe(false)
  const again = await minted({ channels: ['telegram'], perVolunteer: false })
  expect(again.minted.length).toBe(1)
  expect(again.minted[0]?.code).not.toBe(code)
})

test('the form to mint shows the programme, refuses nothing ticked, and accepts', async () => {
  const form = await (await operator.get('/desk/links/mint?unit=33.73')).text()
  expect(form).toContain('name="base-netizen"')
  expect(form).toContain('5 relawan')
  expect(form).not.toContain('name="base-women"')
  const common = { electionId, publicationId, owner: 'each' }
  const refused = await operator.post('/desk/links/mint?unit=33.73', { ...common, 'channel-x': 'on' })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Pilih paling sedikit satu basis.')
  expect(page).toContain('href="#field-base-family"')
  expect(page).toMatch(/name="channel-x"[^>]*checked/)
  // A notice that is none, as only who changes the page can send it.
  for (const stranger of ['x', newId(), '1e99', "'; drop table programme"]) {
    const strange = { ...common, publicationId: stranger, 'base-netizen': 'on', 'channel-x': 'on' }
    const answer = await operator.post('/desk/links/mint?unit=33.73', strange)
    expect([stranger, answer.status]).toEqual([stranger, 422])
    expect(await answer.text()).toContain('Pilih pengumuman yang sudah terbit.')
  }
  const done = await operator.post('/desk/links/mint?unit=33.73', {
    ...common,
    'base-netizen': 'on',
    'channel-x': 'on',
  })
  expect(done.status).toBe(303)
  const list = await (await operator.get(done.headers.get('location') ?? '')).text()
  expect(list).toContain('Relawan Rekaan 3')
  expect(await (await app.as('district', 'id.33.74').get('/desk/links/mint')).text()).toContain(
    'Belum ada program yang dibuka',
  )
})

test('the list is filtered and exported, and no cell of it becomes a formula', async () => {
  const { db } = app.services
  await db
    .updateTable('volunteer')
    .set({ name: '=1+1' })
    .where('id', '=', volunteers[0] ?? '')
    .execute()
  const page = await (await operator.get('/desk/links?unit=33.73&channel=instagram')).text()
  expect(page.match(/\/qr\.svg"/g)?.length).toBe(5)
  const csv = await (await operator.get('/desk/links/export/csv?unit=33.73&channel=instagram')).text()
  expect(csv.trim().split('\r\n').length).toBe(6)
  expect(csv).toContain("'=1+1")
  const xlsx = await operator.get('/desk/links/export/xlsx?unit=33.73')
  expect(xlsx.headers.get('content-disposition')).toContain('.xlsx')
})

test('the QR of a link holds its scan address, as SVG, as PNG and on the printed sheet', async () => {
  const [link] = await linksOf(app.services.db, { scope: salatiga, channel: 'whatsapp' })
  const wanted = `http://localhost:3000/q/${link?.code}`
  const read = async (bytes: Uint8Array) => {
    const { data, info } = await sharp(bytes, { density: 200 })
      .resize(480)
      .flatten({ background: '#ffffff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
  }
  for (const kind of ['svg', 'png']) {
    const answer = await operator.get(`/desk/links/${link?.code}/qr.${kind}`)
    expect(await read(new Uint8Array(await answer.arrayBuffer())), kind).toBe(wanted)
  }
  const sheet = await (await operator.get('/desk/links/sheet?unit=33.73&channel=whatsapp')).text()
  const codes = [...sheet.matchAll(/<svg class="label-code"[\s\S]*?<\/svg>/g)].map(([svg]) =>
    svg.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"'),
  )
  expect(codes.length).toBe(5)
  const seen = await Promise.all(codes.map((svg) => read(Buffer.from(svg))))
  const living = await linksOf(app.services.db, { scope: salatiga, channel: 'whatsapp' })
  expect(seen.toSorted()).toEqual(living.map(({ code }) => `http://localhost:3000/q/${code}`).toSorted())
})

test('the sheet is a PDF of as many pages as it needs', async () => {
  const answer = await operator.get('/desk/links/sheet.pdf?unit=33.73')
  expect(answer.headers.get('content-type')).toBe('application/pdf')
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
  const links = await linksOf(app.services.db, { scope: salatiga })
  const pages = Number(/\/Count (\d+)/.exec(bytes.toString('latin1'))?.[1])
  expect(pages).toBeGreaterThanOrEqual(Math.ceil(links.length / 12))
  expect(pages).toBeLessThan(links.length)
})

test('revoking asks first and then takes the link off the list', async () => {
  const [link] = await linksOf(app.services.db, { scope: salatiga, channel: 'facebook' })
  const path = `/desk/links/${link?.code}/revoke`
  expect(await (await operator.get(path)).text()).toContain(`Cabut tautan ${link?.code}?`)
  expect((await app.as('volunteer', salatiga).get(path)).status).toBe(403)
  expect((await operator.post(path)).status).toBe(303)
  expect((await operator.post(path)).status).toBe(409)
  expect(await (await operator.get('/desk/links?unit=33.73&channel=facebook')).text()).not.toContain(
    link?.code ?? '-',
  )
})

test('a volunteer sees own links only; a sibling unit none of them', async () => {
  const anybody = app.as('volunteer', salatiga)
  expect(await (await anybody.get('/desk/links')).text()).toContain('Belum ada tautan di sini')
  const [link] = await linksOf(app.services.db, { scope: salatiga, channel: 'whatsapp' })
  expect((await anybody.get(`/desk/links/${link?.code}/qr.svg`)).status).toBe(404)
  expect(((await (await anybody.json('GET', '/api/v1/links')).json()) as { links: unknown[] }).links).toEqual(
    [],
  )
  expect((await app.as('district', 'id.33.74').get(`/desk/links/${link?.code}/qr.png`)).status).toBe(403)
})

test('programs mint and list over the API', async () => {
  const body = {
    unit: '33.73',
    election: electionId,
    bases: ['netizen'],
    channels: ['youtube'],
    publication: publicationId,
  }
  const first = (await (await operator.json('POST', '/api/v1/links', body)).json()) as {
    minted: number
    links: { code: string }[]
  }
  expect([first.minted, first.links.length]).toEqual([5, 5])
  const second = await operator.json('POST', '/api/v1/links', body)
  expect(await second.json()).toMatchObject({ minted: 0, known: 5 })
  const listed = await operator.json('GET', '/api/v1/links?unit=33.73&channel=youtube&limit=3')
  const page = (await listed.json()) as { links: unknown[]; next: string }
  expect(page.links.length).toBe(3)
  const rest = await operator.json(
    'GET',
    `/api/v1/links?unit=33.73&channel=youtube&limit=3&after=${page.next}`,
  )
  expect(await rest.json()).toMatchObject({ links: { length: 2 }, next: null })
  expect((await operator.json('POST', '/api/v1/links', { ...body, channels: ['pigeon'] })).status).toBe(422)
})

test('the command line mints, lists and counts the same', async () => {
  const said: string[] = []
  const run = (name: string, options: Record<string, string | boolean>) =>
    publicationsModule.cli
      ?.find((command) => command.name === name)
      ?.run(app.services, {
        actor: system,
        args: [],
        options,
        out: (line) => said.push(line),
        err: (line) => said.push(line),
        path: (name) => name,
        readFile: async (path) => readFileSync(path),
        writeFile: async () => {},
      })
  const of = {
    unit: '33.73',
    election: electionId,
    base: 'netizen',
    channel: 'youtube',
    publication: publicationId,
  }
  expect(await run('links mint', { ...of, json: true })).toBe(0)
  expect(JSON.parse(said.pop() ?? '')).toMatchObject({ minted: 0, known: 5 })
  expect(await run('links mint', { ...of, base: 'women' })).toBe(1)
  expect(said.pop()).toBe('The base women is not in this programme.')
  expect(await run('links list', { unit: '33.73', channel: 'youtube', json: true })).toBe(0)
  expect((JSON.parse(said.pop() ?? '') as { rows: unknown[] }).rows.length).toBe(5)
  expect(await run('publications list', { unit: '33.73', json: true })).toBe(0)
  expect(JSON.parse(said.pop() ?? '')).toMatchObject([{ state: 'published', title: { id: 'Cara memilih' } }])
})
