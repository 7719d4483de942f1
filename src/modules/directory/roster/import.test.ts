import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type SheetCell, xlsxOf } from '../../../../test/rosters/sheets.ts'
import { fileOf, previewOf, takeGuess, textOf, uploadThroughDesk } from '../../../../test/rosters/upload.ts'
import { type TestApp, type TestClient, testApp } from '../../../../test/support/app.ts'

let app: TestApp
let province: TestClient

beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
  province = app.as('province', 'id.33')
})
afterAll(() => app.close())
beforeEach(async () => {
  for (const table of ['appointment', 'person', 'roster_import', 'audit_entry'] as const) {
    await app.services.db.deleteFrom(table).execute()
  }
})

const head = ['Nama', 'Satker', 'Jabatan', 'Mulai']
const staff = (count: number): SheetCell[][] => [
  head,
  ...Array.from({ length: count }, (_, at): SheetCell[] => [
    `Contoh ${wordsOf(at)}`,
    'Kab Semarang',
    'Staf',
    '1/2/2018',
  ]),
]
const wordsOf = (number: number) =>
  `${[...String(number)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}x`

async function drafted(rows: SheetCell[][], client = province, unit = '33') {
  const draft = await uploadThroughDesk(client, unit, fileOf(xlsxOf(rows), 'daftar.xlsx'))
  expect((await takeGuess(client, draft)).status).toBe(303)
  return draft
}

const count = async (table: 'person' | 'appointment' | 'roster_import_row') =>
  (
    await app.services.db
      .selectFrom(table)
      .select(sql<number>`count(*)::int`.as('rows'))
      .executeTakeFirstOrThrow()
  ).rows

test('imports nothing before it is confirmed, everything after, and leaves no people in the draft', async () => {
  const draft = await drafted(staff(3))
  expect(await count('person')).toBe(0)
  expect(await count('roster_import_row')).toBe(3)
  expect((await province.post(`${draft}/confirm`)).status).toBe(303)
  expect([await count('person'), await count('appointment'), await count('roster_import_row')]).toEqual([
    3, 3, 0,
  ])
  const kept = await app.services.db.selectFrom('roster_import').selectAll().executeTakeFirstOrThrow()
  expect(kept).toMatchObject({ state: 'done', sheet: null, choices: null, counts: { newPerson: 3 } })
  expect(textOf(await (await province.get(draft)).text())).toContain('3 orang baru, 3 pengangkatan')
})

test('is one import when it is confirmed twice at once', async () => {
  const draft = await drafted(staff(5))
  const answers = await Promise.all([1, 2, 3].map(() => province.post(`${draft}/confirm`)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect([await count('person'), await count('appointment')]).toEqual([5, 5])
})

test('does not double people when two drafts of the same file are confirmed', async () => {
  const [first, second] = [await drafted(staff(4)), await drafted(staff(4))]
  expect((await province.post(`${first}/confirm`)).status).toBe(303)
  const late = await province.post(`${second}/confirm`)
  expect(late.status).toBe(409)
  expect(textOf(await late.text())).toContain('Direktori berubah sejak pratinjau dibuat.')
  expect((await previewOf(province, second)).counts).toMatchObject({ unchanged: 4, newPerson: 0 })
  expect(await count('person')).toBe(4)
})

test('imports nothing at all when one row cannot be written', async () => {
  const draft = await drafted(staff(40))
  await sql`
    create function refuse_one() returns trigger language plpgsql as $$
    begin
      if new.work_unit_id = 'id.33.22' and (select count(*) from appointment) >= 30 then raise 'no more'; end if;
      return new;
    end $$`.execute(app.services.db)
  await sql`create trigger refuse_one before insert on appointment for each row execute function refuse_one()`.execute(
    app.services.db,
  )
  expect((await province.post(`${draft}/confirm`)).status).toBe(500)
  await sql`drop trigger refuse_one on appointment`.execute(app.services.db)
  await sql`drop function refuse_one`.execute(app.services.db)
  expect([await count('person'), await count('appointment')]).toEqual([0, 0])
  expect((await previewOf(province, draft)).state).toBe('preview')
  expect((await province.post(`${draft}/confirm`)).status).toBe(303)
  expect(await count('person')).toBe(40)
})

test('does a large import as a job and shows that it is under way', async () => {
  const draft = await drafted(staff(1_100))
  expect((await province.post(`${draft}/confirm`)).status).toBe(303)
  const page = await (await province.get(draft)).text()
  expect(textOf(page)).toContain('Daftar sedang diimpor')
  expect(page).toContain('http-equiv="refresh"')
  expect(await count('person')).toBe(0)
  await app.services.jobs.work(app.services)
  await expect.poll(async () => (await previewOf(province, draft)).state).toBe('done')
  expect([await count('person'), await count('appointment')]).toEqual([1_100, 1_100])
})

test('leaves an audit entry in each unit, with before and after where something was corrected', async () => {
  await province.post(`${await drafted(staff(1))}/confirm`)
  const rows: SheetCell[][] = [
    [...head, 'HP'],
    ['Contoh ax', 'Kab Semarang', 'Staf', '1/2/2018', '081234567890'],
    ['Contoh bx', 'Kota Salatiga', 'Staf', '1/2/2018', ''],
  ]
  await province.post(`${await drafted(rows)}/confirm`)
  const trail = await app.services.db
    .selectFrom('audit_entry')
    .select(['scope', 'action', 'before', 'after'])
    .orderBy('id')
    .execute()
  expect(
    trail
      .filter(({ action }) => action === 'directory.import-roster')
      .map(({ scope }) => scope)
      .sort(),
  ).toEqual(['id.33.22', 'id.33.73'])
  expect(trail.find(({ action }) => action === 'directory.correct')).toMatchObject({
    scope: 'id.33.22',
    before: { phone: null },
    after: { phone: '081234567890' },
  })
})

test('keeps drafts to who made them, and imports to who may import there', async () => {
  const draft = await drafted(staff(1))
  const other = app.as('national', 'id')
  for (const path of ['', '/columns', '/cancel'])
    expect((await other.get(`${draft}${path}`)).status).toBe(404)
  expect((await other.post(`${draft}/confirm`)).status).toBe(404)
  expect((await app.as('district', 'id.33.73').get(draft)).status).toBe(403)
  expect((await app.as('auditor', 'id').get('/desk/people/import?unit=33')).status).toBe(403)
  const file = fileOf(xlsxOf(staff(1)), 'daftar.xlsx')
  expect((await app.as('district', 'id.33.73').post('/desk/people/import?unit=33.22', { file })).status).toBe(
    403,
  )
})

test('shows a district only its own rows, and refuses those of others', async () => {
  const district = app.as('district', 'id.33.73')
  const draft = await drafted(staff(1), district, '33.73')
  const { problems } = await previewOf(district, draft)
  expect(problems).toMatchObject([{ kind: 'unitOutside', rows: [2], column: 'B', mends: [] }])
  expect(problems[0]?.message).toContain('KPU Kabupaten Semarang berada di luar lingkup impor ini.')
  expect((await district.post(`${draft}/confirm`)).status).toBe(409)
})

test('gives up a draft, after asking, and deletes what was in it', async () => {
  const draft = await drafted(staff(2))
  expect(textOf(await (await province.get(`${draft}/cancel`)).text())).toContain('Batalkan impor ini?')
  expect((await province.post(`${draft}/cancel`)).headers.get('location')).toContain('done=cancelled')
  expect(await count('roster_import_row')).toBe(0)
  expect((await province.post(`${draft}/confirm`)).status).toBe(409)
  expect(textOf(await (await province.get('/desk/people/import?unit=33')).text())).toContain('dibatalkan')
})

test('keeps the choice of columns when it is refused, and reads the head from another row', async () => {
  const draft = await uploadThroughDesk(
    province,
    '33',
    fileOf(xlsxOf([['a', 'b', 'c'], ...staff(2)]), 'daftar.xlsx'),
  )
  const refused = await province.post(`${draft}/columns`, {
    name: '0',
    position: '0',
    defaultFrom: '2019-02-30',
  })
  expect(refused.status).toBe(422)
  const text = await refused.text()
  expect(text).toContain('href="#field-position"')
  expect(textOf(text)).toContain('Kolom ini sudah dipakai untuk isian lain.')
  expect(text).toContain('value="2019-02-30"')
  expect((await province.post(`${draft}/header-row`, { headerRow: 'x' })).status).toBe(422)
  expect((await province.post(`${draft}/header-row`, { headerRow: '1' })).status).toBe(303)
  expect(textOf(await (await province.get(`${draft}/columns`)).text())).toContain(
    'Judul kolom terbaca di baris 1.',
  )
  await province.post(`${draft}/header-row`, { headerRow: '2' })
  await takeGuess(province, draft)
  expect((await previewOf(province, draft)).counts).toMatchObject({ newPerson: 2 })
})

test('leaves rows out and takes them in again, and forgets choices', async () => {
  const draft = await drafted(staff(3))
  await province.post(`${draft}/rows`, { row: '3', skip: 'on' })
  expect((await previewOf(province, draft)).counts).toMatchObject({ newPerson: 2, skipped: 1 })
  await province.post(`${draft}/rows`, { row: '3', skip: '' })
  expect((await previewOf(province, draft)).counts).toMatchObject({ newPerson: 3, skipped: 0 })
  await province.post(`${draft}/rows`, { row: '4', skip: 'on' })
  await province.post(`${draft}/reset`)
  expect((await previewOf(province, draft)).counts).toMatchObject({ newPerson: 3, skipped: 0 })
})

test('keeps the rules of appointment: seats, one position at a time, terms', async () => {
  const draft = await drafted([
    head,
    ['Contoh Satu', 'Kab Semarang', 'Ketua', '1/1/2018'],
    ['Contoh Dua', 'Kab Semarang', 'Ketua', '1/1/2019'],
    ['Contoh Satu', 'Kab Semarang', 'Anggota', '1/1/2019'],
  ])
  const { problems } = await previewOf(province, draft)
  expect(problems.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['seatsTaken', [3]],
    ['personServes', [4]],
  ])
  expect(problems[0]?.message).toBe(
    'KPU Kabupaten Semarang hanya punya 1 kursi Ketua dan semuanya terisi pada masa itu. Akhiri dahulu jabatan yang lama, atau lewati baris ini.',
  )
})

test('pages through many rows by their number', async () => {
  const draft = await drafted(staff(120))
  const first = await (await province.get(`${draft}?view=rows`)).text()
  const next = /rel="next" href="([^"]+)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const second = await (await province.get(next)).text()
  expect(first).toContain('id="row-51"')
  expect(second).toContain('id="row-52"')
  expect(second).not.toContain('id="row-51"')
})
