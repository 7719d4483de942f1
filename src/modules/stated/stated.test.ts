import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { reachMatrix } from '../reach/index.ts'
import { writeOds } from '../spreadsheets/index.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { statedModule } from './index.ts'

const now = '2019-04-20T03:00:00Z'
const electionId = 'general-2019'
const query = `unit=33.73&election=${electionId}`

let app: TestApp

beforeAll(async () => {
  app = await testApp({ preset: true, now })
  await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
    values ('id.33.73', 'AAAA222', ${electionId}, 'netizen', 'instagram', '/kota-salatiga', now())`.execute(
    app.services.db,
  )
})
afterAll(() => app.close())

const desk = () => app.as('district', 'id.33.73')

const heads =
  'Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves'
const post = (id: string, text: string, views: string, reach: string) =>
  `${id},9,contoh.salatiga,Contoh,${text},0,04/06/2019 00:45,https://www.instagram.com/p/${id}/,IG image,,Lifetime,${views},${reach},1,1,1,1,1`

const fileOf = (...rows: string[]) =>
  new File([[heads, ...rows].join('\n')], 'Apr-01-2019_Apr-19-2019.csv', { type: 'text/csv' })

/** Runs a command as who owns the machine: its exit code and what it said. */
async function cli(name: string, options: Record<string, string | boolean>, file = '') {
  const command = statedModule.cli?.find((known) => known.name.startsWith(name))
  if (!command) throw new Error(`No command ${name}.`)
  const lines: string[] = []
  const code = await command.run(app.services, {
    actor: systemActor('test'),
    args: ['contoh.csv'],
    options: { unit: '33.73', election: electionId, ...options },
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    path: (typed) => typed,
    readFile: async () => new TextEncoder().encode(file),
    writeFile: () => Promise.reject(new Error('writes no file')),
  })
  return { code, text: lines.join('\n') }
}

async function upload(file: File, statedOn = '2019-04-19', who = desk()) {
  const answer = await who.post(`/desk/stated/import?${query}`, { file, statedOn, base: '', publication: '' })
  return { answer, href: answer.headers.get('location') ?? '' }
}

async function imported(file: File, statedOn = '2019-04-19'): Promise<string> {
  const { answer, href } = await upload(file, statedOn)
  expect(answer.status).toBe(303)
  expect((await desk().post(`${href}/keep`)).headers.get('location')).toBe(`${href}?done=kept`)
  return href
}

interface Listed {
  figures: { kind: string; value: number; post: string; base: string | null; statedOn: string; id: string }[]
  next: string | null
}

const list = async (more = '', who = desk()) =>
  (await (await who.get(`/api/v1/stated-figures?${query}${more}`)).json()) as Listed

const valuesOf = async (post: string) =>
  Object.fromEntries(
    (await list()).figures.filter((one) => one.post === post).map(({ kind, value }) => [kind, value]),
  )

const actions = async () =>
  (
    await app.services.db
      .selectFrom('audit_entry')
      .select('action')
      .where('action', 'like', 'stated.%')
      .where('scope', '=', 'id.33.73')
      .orderBy('id')
      .execute()
  ).map(({ action }) => action)

test('shows what a file says and what it would leave out, and keeps nothing before it is told to', async () => {
  const { href } = await upload(
    fileOf(post('11', 'Contoh', '"1,200"', '900'), post('12', 'b', 'banyak', '1')),
  )
  const html = await (await desk().get(`${href}?lang=en`)).text()
  expect(html).toContain('Instagram, by post')
  expect(html).toContain('Keep 3 figures, leave out 1 row')
  expect(html).toContain('“banyak” is no count')
  expect((await list()).figures).toEqual([])
  expect((await desk().post(`${href}/drop`)).status).toBe(303)
  expect((await desk().get(href)).status).toBe(404)
})

test('keeps the figures, tells the base by a short link in the text, and shows where each comes from', async () => {
  const href = await imported(
    fileOf(
      post('21', 'Contoh http://localhost:3000/s/AAAA222', '"11,351"', '6740'),
      post('22', 'b', '5', '4'),
    ),
  )
  expect(await valuesOf('21')).toEqual({ impressions: 11_351, people: 6740, interactions: 4 })
  const { figures } = await list('&kind=people')
  expect(figures.map(({ post: id, base }) => [id, base])).toEqual([
    ['22', null],
    ['21', 'netizen'],
  ])
  const one = figures.find((figure) => figure.post === '21')
  const page = await (await desk().get(`/desk/stated/33.73/${one?.id}?lang=en`)).text()
  expect(page).toContain('<q class="stated">6,740</q>')
  expect(page).toContain('Apr-01-2019_Apr-19-2019.csv, row 2')
  expect(page).toMatch(/<code>[0-9a-f]{64}<\/code>/)
  expect(page).toContain('Contoh district')
  const listed = await (await desk().get(`/desk/stated?${query}&lang=en`)).text()
  expect(listed).toContain('6,740')
  expect(listed).toContain(href)
  const beside = await (await desk().get(`/desk/reach?${query}&lang=en`)).text()
  expect(beside).toContain('<q class="stated">6,740</q>')
  expect(beside).not.toContain('6,744')
})

test('the same file is refused with who kept it when, and comes in anew after it was undone', async () => {
  const again = fileOf(post('31', 'Contoh', '310', '300'))
  const href = await imported(again)
  const { answer } = await upload(again)
  expect(answer.status).toBe(422)
  expect(await answer.text()).toContain('disimpan oleh Contoh district pada 20 April 2019')
  expect((await desk().post(`${href}/keep`)).status).toBe(409)
  expect(await valuesOf('31')).toMatchObject({ people: 300 })

  expect(await (await desk().get(`${href}/undo?lang=en`)).text()).toContain('3 figures of this file will go')
  expect((await desk().post(`${href}/undo`)).status).toBe(303)
  expect(await valuesOf('31')).toEqual({})
  expect((await desk().post(`${href}/undo`)).status).toBe(409)
  expect(await (await desk().get(`${href}?lang=en`)).text()).toContain('undone')
  await imported(again)
  expect(await valuesOf('31')).toMatchObject({ people: 300 })
})

test('two drafts of one file: the second is refused when the first was kept', async () => {
  const file = () => fileOf(post('41', 'Contoh', '410', '400'))
  const [first, second] = [await upload(file()), await upload(file())]
  const answers = await Promise.all([desk().post(`${first.href}/keep`), desk().post(`${second.href}/keep`)])
  expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
  expect((await list('&kind=people')).figures.filter((figure) => figure.post === '41')).toHaveLength(1)
})

test('of a post asked twice the later figure stands, and the earlier again when the later is undone', async () => {
  await imported(fileOf(post('51', 'Contoh', '510', '500')), '2019-04-10')
  const later = await imported(fileOf(post('51', 'Contoh', '590', '580')), '2019-04-19')
  expect(await valuesOf('51')).toMatchObject({ people: 580 })
  const id = (await list()).figures.find(({ post: of, kind }) => of === '51' && kind === 'people')?.id
  expect(await (await desk().get(`/desk/stated/33.73/${id}?lang=en`)).text()).toContain('Other statements')
  await desk().post(`${later}/undo`)
  expect(await valuesOf('51')).toMatchObject({ people: 500 })
})

test('a file of no known kind waits until platform and columns are named', async () => {
  const { href } = await upload(new File(['Hari,Kami hitung\n17/04/2019,120\n'], 'sendiri.csv'))
  expect(await (await desk().get(`${href}?lang=en`)).text()).toContain('This file is not recognised')
  expect((await desk().post(`${href}/keep`)).status).toBe(409)
  const chosen = { channel: 'facebook', account: 'Contoh', statedOn: '2019-04-18', 'column-day': '0' }
  const wrong = await desk().post(`${href}/columns`, chosen)
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('paling sedikit satu kolom')
  const long = await desk().post(`${href}/columns`, {
    ...chosen,
    account: '👩‍👩‍👧'.repeat(40),
    'column-people': '1',
  })
  expect(long.status).toBe(422)
  expect(await long.text()).toContain('href="#field-account"')
  const named = await desk().post(`${href}/columns`, { ...chosen, 'column-people': '1' })
  expect(named.headers.get('location')).toBe(href)
  await desk().post(`${href}/keep`)
  expect((await list('&channel=facebook')).figures).toMatchObject([
    { kind: 'people', value: 120, post: '', statedOn: '2019-04-18' },
  ])
})

test('a table behind a cover is found, and its days without a year end with the day the file was taken', async () => {
  const names = ['Date', 'Video views', 'Profile views', 'Likes', 'Comments', 'Shares']
  const table = writeOds({
    title: '',
    sheet: 'Overview',
    columns: names.map((label, at) => ({ key: String(at), label, type: 'text' })),
    rows: [Object.fromEntries(Object.entries(['12 March', '118', '0', '5', '0', '0']))],
    notes: [],
    notesSheet: '',
  })
  const parts = unzipSync(table)
  const cover =
    '<table:table table:name="Cover"><table:table-row><table:table-cell office:value-type="string"><text:p>Report</text:p></table:table-cell></table:table-row></table:table>'
  const content = strFromU8(parts['content.xml'] ?? new Uint8Array())
  const report = zipSync({
    ...parts,
    'content.xml': strToU8(content.replace('<table:table ', `${cover}<table:table `)),
  })
  // Today is the 20th of April: by today, the 12th of March would be one after the file.
  const { href } = await upload(new File([new Uint8Array(report)], 'report.ods'), '2019-02-01')
  const html = await (await desk().get(`${href}?lang=en`)).text()
  expect(html).toContain('TikTok, by day')
  expect(html).toContain('12 Mar 2018')
  await desk().post(`${href}/drop`)
})

test('what is no table, empty or of a day to come is refused at its field', async () => {
  const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#fff' } })
    .png()
    .toBuffer()
  const picture = await upload(new File([new Uint8Array(png)], 'angka.csv'))
  expect(picture.answer.status).toBe(422)
  expect(await picture.answer.text()).toContain('id="field-file"')
  expect((await upload(fileOf(post('61', 'a', '1', '1')), '2019-04-21')).answer.status).toBe(422)
  expect((await desk().post(`/desk/stated/import?${query}`, { statedOn: '2019-04-19' })).status).toBe(422)
})

test('a typed figure needs a picture; what is no picture is refused and what was typed is kept', async () => {
  const typed = {
    kind: 'people',
    value: '9.340',
    channel: 'tiktok',
    account: '@contoh',
    from: '2019-04-01',
    until: '2019-04-16',
    statedOn: '2019-04-18',
    source: 'TikTok Studio, Analitik',
    link: '',
    base: 'netizen',
    publication: '',
    kept: '',
  }
  const send = (more: Record<string, string | File>) =>
    desk().post(`/desk/stated/new?${query}`, { ...typed, ...more })
  const without = await send({})
  expect(without.status).toBe(422)
  expect(await without.text()).toContain('Pilih gambar layar')
  const noPicture = await send({ evidence: new File(['%PDF-1.4 bukan gambar'], 'layar.png') })
  expect(noPicture.status).toBe(422)
  const html = await noPicture.text()
  expect(html).toContain('value="9.340"')
  expect(html).not.toContain('Pilih gambar layar')
  expect((await send({ evidence: '0'.repeat(64) })).status).toBe(422)

  const exif = { IFD0: { Make: 'Kamera Rahasia' } }
  const shot = await sharp({ create: { width: 40, height: 60, channels: 3, background: '#6b3bb0' } })
    .withExif(exif)
    .jpeg()
    .toBuffer()
  const picture = () => new File([new Uint8Array(shot)], 'layar.jpg', { type: 'image/jpeg' })
  // Refused for another field: the picture need not be chosen again.
  const halfway = await send({ evidence: picture(), value: 'banyak' })
  expect(halfway.status).toBe(422)
  const kept = /name="kept" value="([0-9a-f]{64})"/.exec(await halfway.text())?.[1] ?? ''
  const done = await send({ kept })
  expect(done.status).toBe(303)
  const page = await (await desk().get(done.headers.get('location') ?? '')).text()
  expect(page).toContain(`/desk/stated/33.73/evidence/${kept}`)
  const stored = await desk().get(`/desk/stated/33.73/evidence/${kept}`)
  const bytes = Buffer.from(await stored.arrayBuffer())
  expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 40, height: 60 })
  expect(bytes.includes('Kamera Rahasia')).toBe(false)
  expect((await app.as('district', 'id.33.74').get(`/desk/stated/33.73/evidence/${kept}`)).status).toBe(403)

  const figure = (done.headers.get('location') ?? '').split('?')[0]
  expect(await (await desk().get(`${figure}/remove`)).text()).toContain('Hapus angka ini?')
  expect((await desk().post(`${figure}/remove`)).status).toBe(303)
  expect((await desk().get(figure ?? '')).status).toBe(404)
})

test('followers need no picture, are listed one by one with the largest, and are never a total', async () => {
  for (const [account, value] of [
    ['@satu', '4000'],
    ['@dua', '3000'],
  ] as const) {
    const fields = { kind: 'followers', value, channel: 'instagram', account, statedOn: '2019-04-18' }
    const answer = await desk().post(`/desk/stated/new?${query}`, { ...fields, source: 'Profil' })
    expect(answer.status).toBe(303)
  }
  const html = await (await desk().get(`/desk/stated?${query}&lang=en`)).text()
  expect(html).toContain('<q class="stated">4,000</q>')
  expect(html).toContain('<q class="stated">3,000</q>')
  expect(html).toContain('upper bound')
  expect(html).not.toContain('7,000')
  // Beside the counted numbers it is the potential, in quotation marks, of the largest account alone.
  const reach = await (await desk().get(`/desk/reach?${query}&lang=en`)).text()
  expect(reach).toMatch(/Potential, as stated.{0,200}<q class="stated">4,000<\/q>/s)
  expect(reach).not.toContain('Not counted here: followers')
  // So it stands on the overview: with its day and account, of the channel that is asked for, never another's.
  const potential = async (more = '', role = 'district') => {
    const answer = await app.as(role, 'id.33.73').get(`/desk?${query}&lang=en${more}`)
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(page).not.toContain('7,000')
    return /<div class="figure[^"]*"><p class="figure-label">(?:<a [^>]*>)?Potential.*?<\/div>/s.exec(
      page,
    )?.[0]
  }
  expect(await potential()).toMatch(/"stated">4,000<.*upper bound.*18 April 2019 · Source: Instagram, @satu/s)
  expect(await potential('&channel=instagram')).toContain('4,000')
  expect(await potential('&channel=youtube')).toMatch(/–.*not stated yet/s)
  // Whoever may not open the page of the figure is not led there.
  expect(await potential()).toContain('href="/desk/stated/33.73/')
  expect(await potential('', 'committee')).toMatch(/^(?!.*href).*4,000/s)
  const noAccount = {
    kind: 'followers',
    value: '1',
    channel: 'instagram',
    statedOn: '2019-04-18',
    source: 'x',
  }
  expect((await desk().post(`/desk/stated/new?${query}`, noAccount)).status).toBe(422)
  const ancient = await desk().post(`/desk/stated/new?${query}`, {
    ...noAccount,
    account: '@satu',
    statedOn: '0001-01-01',
  })
  expect(ancient.status).toBe(422)
  expect(await ancient.text()).toContain('sejak tahun 2000')
})

test('an import changes nothing of what is counted', async () => {
  const matrix = () =>
    reachMatrix(app.services, { scope: 'id', electionId, rows: 'base', columns: 'channel' })
  const before = JSON.stringify(await matrix())
  await imported(fileOf(post('71', 'Contoh http://localhost:3000/s/AAAA222', '71000', '70000')))
  expect(await valuesOf('71')).toMatchObject({ people: 70_000 })
  expect(JSON.stringify(await matrix())).toBe(before)
})

test('a program that names no platform there is is told so', async () => {
  const answer = await desk().get(`/api/v1/stated-figures?${query}&channel=pigeon`)
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ error: { fields: [{ field: 'channel' }] } })
})

test('others may not: a sibling sees nothing, an auditor and the province above read, nobody else writes', async () => {
  const sibling = app.as('district', 'id.33.74')
  expect((await sibling.get(`/desk/stated?${query}`)).status).toBe(403)
  expect((await sibling.get(`/api/v1/stated-figures?${query}`)).status).toBe(403)
  expect((await upload(fileOf(post('81', 'a', '1', '1')), '2019-04-19', sibling)).answer.status).toBe(403)
  const auditor = app.as('auditor', 'id')
  const seen = await auditor.get(`/desk/stated?${query}&lang=en`)
  expect(seen.status).toBe(200)
  expect(await seen.text()).not.toContain('/desk/stated/import')
  expect((await auditor.post(`/desk/stated/new?${query}`, {})).status).toBe(403)
  const { href } = await upload(fileOf(post('82', 'a', '1', '1')))
  expect((await auditor.get(href)).status).toBe(404)
  expect((await auditor.post(`${href}/keep`)).status).toBe(403)
  const above = await list('&unit=33', app.as('province', 'id.33'))
  expect(above.figures.length).toBeGreaterThan(0)
  expect((await app.as('volunteer', 'id.33.73').get(`/desk/stated?${query}`)).status).toBe(403)
})

test('every change is in the audit trail', async () => {
  expect(new Set(await actions())).toEqual(
    new Set([
      'stated.upload-export',
      'stated.drop-draft',
      'stated.keep-import',
      'stated.undo-import',
      'stated.state',
      'stated.remove',
    ]),
  )
})

test('what goes out as csv, xlsx and JSON comes back with the same figures', async () => {
  const json = (await (await desk().get(`/desk/stated/figures.json?${query}`)).json()) as {
    rows: { value: number; on: string }[]
  }
  const { figures } = await list()
  expect(json.rows.map(({ value }) => value)).toEqual(figures.map(({ value }) => value))
  const day = { channel: 'instagram', account: 'Contoh', statedOn: '2019-04-20' }
  for (const format of ['csv', 'xlsx'] as const) {
    const bytes = await (await desk().get(`/desk/stated/figures.${format}?${query}&lang=en`)).arrayBuffer()
    const { answer, href } = await upload(new File([new Uint8Array(bytes)], `keluar.${format}`), '2019-04-20')
    expect(answer.status).toBe(303)
    // Unit, platform, kind, figure, account, post, address, first day, ...
    await desk().post(`${href}/columns`, {
      ...day,
      'column-day': '7',
      'column-people': '3',
      'column-title': '5',
    })
    const html = await (await desk().get(`${href}?lang=en`)).text()
    expect(html).toContain(figures[0]?.value.toLocaleString('en-GB'))
    await desk().post(`${href}/drop`)
  }
})

test('the command line brings a file in after a dry run, refuses it again, and prints what stands', async () => {
  const file = [heads, post('91', 'Contoh', '910', '900'), post('92', 'b', 'banyak', '1')].join('\n')
  const tried = await cli('import stated', { statedOn: '2019-04-19', dryRun: true }, file)
  expect(tried).toEqual({
    code: 0,
    text: expect.stringContaining('1 rows, 3 new figures, 0 unchanged, 1 rows left out'),
  })
  expect(tried.text).toContain('3 L: “banyak” is no count')
  expect(await valuesOf('91')).toEqual({})
  expect((await cli('import stated', { statedOn: '2019-04-19' }, file)).code).toBe(0)
  expect(await valuesOf('91')).toMatchObject({ people: 900 })
  const again = await cli('import stated', { statedOn: '2019-04-19' }, file)
  expect(again).toEqual({ code: 1, text: expect.stringContaining('was kept by test') })
  expect((await cli('import stated', {}, 'Hari,Kami\n17/04/2019,1\n')).code).toBe(1)
  const printed = await cli('report stated', {})
  expect(printed.text.split('\r\n')).toHaveLength((await list()).figures.length + 1)
  expect((await cli('report stated', { unit: '99' })).code).toBe(1)
  expect((await cli('report stated', { format: 'xlsx' })).code).toBe(2)
})

test('the page puts the figures of a post into one row', async () => {
  const html = await (await desk().get(`/desk/stated?${query}&lang=en`)).text()
  const rows = html.split('<tr').filter((row) => row.includes('>6,740<'))
  expect(rows).toHaveLength(1)
  expect(rows[0]).toContain('>11,351<')
})

test('a long list goes on by key, without a figure twice', async () => {
  const { figures } = await list()
  const seen: string[] = []
  let after = ''
  for (let page = 0; page < figures.length; page += 1) {
    const some = await list(`&limit=4${after && `&after=${after}`}`)
    seen.push(...some.figures.map(({ id }) => id))
    if (some.next === null) break
    after = encodeURIComponent(some.next)
  }
  expect(seen).toEqual(figures.map(({ id }) => id))
})

test('examples come in through the real reader, are marked, and go without a trace', async () => {
  const { services } = app
  const count = async () =>
    (
      await sql<{
        n: number
      }>`select (select count(*) from stated_figure) + (select count(*) from stated_import)
        + (select count(*) from stated_evidence) as n`.execute(services.db)
    ).rows[0]?.n
  await services.db.deleteFrom('stated_evidence').execute()
  const before = await count()
  const seed = { services, actor: systemActor('test'), progress: () => {} }
  await services.db.transaction().execute((tx) => loadExamples({ ...seed, tx }))
  const html = await (await desk().get(`/desk/stated?${query}`)).text()
  expect(html).toContain('Contoh: hari pemungutan suara tanggal berapa?')
  expect(html).toContain('contoh</span>')
  await services.db.transaction().execute((tx) => removeExamples({ ...seed, tx }))
  expect(await count()).toBe(before)
})

test('the table keeps to what the pages promise', async () => {
  const row = {
    work_unit_id: 'id.33.73',
    id: newId(),
    election_id: electionId,
    kind: 'people',
    value: -1,
    channel: 'x',
    account: '',
    subject: '',
    from_on: '2019-04-01',
    until_on: '2019-04-01',
    stated_on: '2019-04-01',
    source: 'x',
    account_id: 'x',
    account_name: 'x',
    created_at: new Date(now),
  } as const
  const add = (change: object) =>
    app.services.db
      .insertInto('stated_figure')
      .values({ ...row, ...change } as never)
      .execute()
  await expect(add({})).rejects.toThrow()
  await expect(add({ value: 1, stated_on: '2019-03-31' })).rejects.toThrow()
  await expect(add({ value: 1, kind: 'visitors' })).rejects.toThrow()
})
