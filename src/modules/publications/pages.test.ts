import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'

const salatiga = 'id.33.73'
let app: TestApp
let operator: ReturnType<TestApp['as']>

beforeAll(async () => {
  app = await testApp({ preset: true })
  operator = app.as('district', salatiga)
})
afterAll(() => app.close())

const fields = { titleId: 'Cara memilih', bodyId: 'Bawa **KTP-el**.', source: 'UU 7/2017' }
const picture = (colour: string) =>
  sharp({ create: { width: 80, height: 60, channels: 3, background: colour } })
    .png()
    .toBuffer()
const fileOf = (bytes: Uint8Array, name = 'foto.png') =>
  new File([new Uint8Array(bytes)], name, { type: 'image/png' })

/** Sends the form of a new notice and returns where its page is. */
async function write(more: Record<string, string | File> = {}): Promise<string> {
  const answer = await operator.post('/desk/publications/new?unit=33.73', { ...fields, ...more })
  expect(answer.status, await answer.clone().text()).toBe(303)
  return (answer.headers.get('location') ?? '').split('?')[0] ?? ''
}

async function publish(more: Record<string, string | File> = {}): Promise<string> {
  const href = await write(more)
  const answer = await operator.post(`${href}/publish`, { version: '1' })
  expect(answer.status).toBe(303)
  return href
}

const text = async (answer: Response) =>
  (await answer.text()).replaceAll('&quot;', '"').replaceAll('&#39;', "'")

test('the form for a new notice shows, in both languages', async () => {
  const answer = await operator.get('/desk/publications/new?unit=33.73')
  expect(answer.status).toBe(200)
  const page = await text(answer)
  for (const name of [
    'titleId',
    'bodyId',
    'titleEn',
    'bodyEn',
    'image',
    'imageAltId',
    'validUntil',
    'source',
    'electionId',
  ])
    expect(page).toContain(`name="${name}"`)
  expect(await text(await operator.get('/desk/publications/new?unit=33.73&lang=en'))).toContain(
    'Write a notice',
  )
})

test('it refuses at the fields, keeps what was typed, and links the summary to them', async () => {
  const answer = await operator.post('/desk/publications/new?unit=33.73', {
    bodyId: 'Isi yang sudah panjang',
    validFrom: '2019-03-05',
    validUntil: '2019-03-01',
  })
  expect(answer.status).toBe(422)
  const page = await text(answer)
  expect(page).toContain('Tulis judulnya.')
  expect(page).toContain('href="#field-titleId"')
  expect(page).toContain('Hari terakhir mendahului hari pertama.')
  expect(page).toContain('Isi yang sudah panjang')
})

test('it accepts, and the notice is a draft with its history', async () => {
  const href = await write({ titleId: 'Diterima' })
  const page = await text(await operator.get(href))
  expect(page).toContain('Draf')
  expect(page).toContain('<strong>KTP-el</strong>')
  expect(page).toContain('Contoh district menulis draf')
})

test('preview shows the text without saving it', async () => {
  const answer = await operator.post('/desk/publications/new?unit=33.73', {
    ...fields,
    titleId: 'Hanya pratinjau',
    bodyId: '## Sub\n\n<script>x</script>',
    do: 'preview',
  })
  expect(answer.status).toBe(200)
  const page = await text(answer)
  expect(page).toContain('<h2>Sub</h2>')
  expect(page).toContain('&lt;script&gt;')
  expect(await text(await operator.get('/desk/publications?unit=33.73'))).not.toContain('Hanya pratinjau')
})

test('a picture is refused at its field: renamed file, too large, without words', async () => {
  const send = async (file: File, more: Record<string, string> = {}) => {
    const answer = await operator.post('/desk/publications/new?unit=33.73', {
      ...fields,
      ...more,
      image: file,
    })
    return [answer.status, await text(answer)] as const
  }
  const renamed = await send(fileOf(Buffer.from('PK\u0003\u0004 a zip that is called png')))
  expect(renamed[0]).toBe(422)
  expect(renamed[1]).toContain('Berkas ini bukan JPEG, PNG, atau WebP, apa pun namanya.')
  expect(renamed[1]).toContain('href="#field-image"')
  expect(renamed[1]).toContain('value="Cara memilih"')
  const large = await send(fileOf(Buffer.alloc(11 * 1024 * 1024, 1)))
  expect(large[0]).toBe(422)
  expect(large[1]).toContain('Gambar paling besar 10 MB')
  const enormous = await send(fileOf(Buffer.alloc(30 * 1024 * 1024, 1)))
  expect(enormous[0]).toBe(413)
  const empty = await send(fileOf(Buffer.alloc(0)))
  expect(empty[0]).toBe(422)
  expect(empty[1]).toContain('href="#field-image"')
  const silent = await send(fileOf(await picture('#123456')), { source: 'Contoh\0 sumber' })
  expect(silent[0]).toBe(422)
  expect(silent[1]).toContain('Jelaskan apa yang tampak di gambar.')
  expect(silent[1]).toContain('value="Contoh sumber"')
})

test('a picture sent with a refused form is kept and need not be sent again', async () => {
  const answer = await operator.post('/desk/publications/new?unit=33.73', {
    ...fields,
    titleId: '',
    imageAltId: 'Merah',
    image: fileOf(await picture('#ff0000')),
  })
  expect(answer.status).toBe(422)
  const hash = /name="imageHash" value="([0-9a-f]{64})"/.exec(await text(answer))?.[1] ?? ''
  const href = await write({ titleId: 'Dengan gambar', imageAltId: 'Merah', imageHash: hash })
  const page = await text(await operator.get(href))
  expect(page).toContain(`/desk/publications/33.73/image/${hash}`)
  const shown = await operator.get(`/desk/publications/33.73/image/${hash}`)
  expect(shown.headers.get('content-type')).toBe('image/webp')
  expect((await app.get(`/desk/publications/33.73/image/${hash}`)).status).toBe(303)
  const off = await operator.post(`${href}/edit`, {
    ...fields,
    version: '1',
    imageHash: hash,
    imageRemove: 'on',
  })
  expect(off.status).toBe(303)
  expect(await text(await operator.get(href))).not.toContain('/image/')
})

test('publishing asks first, says what is missing, then shows it to everybody', async () => {
  const bare = await write({ titleId: 'Tanpa dasar', source: '' })
  expect(await text(await operator.get(`${bare}/publish`))).toContain('Terbitkan “Tanpa dasar”?')
  const refused = await operator.post(`${bare}/publish`, { version: '1' })
  expect(refused.status).toBe(422)
  expect(await text(refused)).toContain('Sebutkan dasar hukum atau sumbernya.')
  const href = await publish({ titleId: 'Dengan dasar' })
  expect(await text(await operator.get(`${href}?done=published`))).toContain('Pengumuman sudah terbit.')
  expect(await text(await app.get('/kota-salatiga/p/dengan-dasar'))).toContain('Dengan dasar')
})

test('of two editors the second gets 409, with both texts in front of him', async () => {
  const href = await write({ titleId: 'Berdua' })
  const first = await operator.post(`${href}/edit`, { ...fields, titleId: 'Tulisan pertama', version: '1' })
  expect(first.status).toBe(303)
  const second = await operator.post(`${href}/edit`, { ...fields, titleId: 'Tulisan kedua', version: '1' })
  expect(second.status).toBe(409)
  const page = await text(second)
  expect(page).toContain('Tulisan pertama')
  expect(page).toContain('value="Tulisan kedua"')
  expect(page).toContain('name="version" value="2"')
  const merged = await operator.post(`${href}/edit`, { ...fields, titleId: 'Digabung', version: '2' })
  expect(merged.status).toBe(303)
})

test('a correction shows its form, refuses without a note, and is marked', async () => {
  const href = await publish({ titleId: 'Keliru sedikit' })
  const form = await text(await operator.get(`${href}/edit`))
  expect(form).toContain('name="correctionNote"')
  const refused = await operator.post(`${href}/edit`, { ...fields, version: '2' })
  expect(refused.status).toBe(422)
  expect(await text(refused)).toContain('Tulis apa yang dikoreksi.')
  const done = await operator.post(`${href}/edit`, { ...fields, version: '2', correctionNote: 'Jamnya.' })
  expect(done.headers.get('location')).toBe(`${href}?done=corrected`)
  expect(await text(await operator.get(href))).toContain('Dikoreksi')
})

test('withdrawing shows what it means, refuses without a reason, and cannot be repeated', async () => {
  const href = await publish({ titleId: 'Untuk ditarik' })
  expect(await text(await operator.get(`${href}/withdraw`))).toContain('Tarik “Untuk ditarik”?')
  const refused = await operator.post(`${href}/withdraw`, { version: '2', reason: ' ' })
  expect(refused.status).toBe(422)
  expect(await text(refused)).toContain('Tulis alasan penarikan.')
  expect((await operator.post(`${href}/withdraw`, { version: '2', reason: 'Salah.' })).status).toBe(303)
  expect((await app.get('/kota-salatiga/p/untuk-ditarik')).status).toBe(410)
  expect((await operator.post(`${href}/withdraw`, { version: '3', reason: 'Lagi.' })).status).toBe(409)
})

test('the list is filtered by state, pages on, and is empty with a way to begin', async () => {
  const drafts = await text(await operator.get('/desk/publications?unit=33.73&state=draft'))
  expect(drafts).toContain('Diterima')
  expect(drafts).not.toContain('Dengan dasar')
  expect(await text(await app.as('district', 'id.33.74').get('/desk/publications'))).toContain(
    'Belum ada pengumuman di sini',
  )
  const semarang = app.as('district', 'id.33.74')
  for (let number = 0; number < 31; number += 1)
    await semarang.post('/desk/publications/new?unit=33.74', { ...fields, titleId: `Nomor ${number}` })
  const first = await text(await semarang.get('/desk/publications?unit=33.74'))
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await text(await semarang.get(next))
  expect([...first.matchAll(/>Nomor \d+</g)].length + [...second.matchAll(/>Nomor \d+</g)].length).toBe(31)
})

test('other units and roles are kept out', async () => {
  const href = await write({ titleId: 'Milik Salatiga' })
  for (const other of [app.as('district', 'id.33.74'), app.as('steward', 'id')]) {
    expect((await other.get(href)).status).toBe(403)
    expect((await other.post(`${href}/publish`, { version: '1' })).status).toBe(403)
  }
  expect((await app.as('volunteer', salatiga).get(href)).status).toBe(200)
  expect((await app.as('volunteer', salatiga).get(`${href}/edit`)).status).toBe(403)
  expect((await app.as('province', 'id.33').get(`${href}/edit`)).status).toBe(200)
  expect((await operator.get('/desk/publications/33.73/not-an-id')).status).toBe(404)
})

test('programs write, publish, list and withdraw over the API, and are refused in the same words', async () => {
  const created = await operator.json('POST', '/api/v1/publications', {
    unit: '33.73',
    ...fields,
    titleId: 'Dari program',
  })
  expect(created.status).toBe(200)
  const draft = (await created.json()) as { id: string; version: number; state: string }
  expect(draft).toMatchObject({ state: 'draft', version: 1, unit: '33.73' })
  const path = `/api/v1/publications/33.73/${draft.id}`
  expect((await operator.json('POST', `${path}/publish`, { version: 9 })).status).toBe(409)
  expect((await operator.json('POST', `${path}/publish`, { version: 1 })).status).toBe(200)
  const listed = await operator.json('GET', '/api/v1/publications?unit=33.73&state=published')
  expect(await listed.text()).toContain('/kota-salatiga/p/dari-program')
  expect((await operator.json('POST', `${path}/withdraw`, { version: 2, reason: '' })).status).toBe(422)
  expect((await operator.json('POST', `${path}/withdraw`, { version: 2, reason: 'Uji' })).status).toBe(200)
  const other = await operator.json('POST', '/api/v1/publications', { unit: '33.74', ...fields })
  expect(other.status).toBe(403)
  expect((await operator.json('POST', '/api/v1/publications', { unit: '33.73', titleId: '' })).status).toBe(
    422,
  )
})
