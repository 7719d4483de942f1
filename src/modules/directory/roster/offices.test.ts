import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { csvOf, odsOf, type SheetCell, xlsxOf } from '../../../../test/rosters/sheets.ts'
import {
  choicesIn,
  fileOf,
  previewOf,
  takeGuess,
  textOf,
  uploadThroughDesk,
} from '../../../../test/rosters/upload.ts'
import { type TestApp, type TestClient, testApp } from '../../../../test/support/app.ts'

// Kab. Semarang is 33.22, Kota Salatiga 33.73 in the preset's tree.
let app: TestApp
let province: TestClient

beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
  province = app.as('province', 'id.33')
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.services.db.deleteFrom('appointment').execute()
  await app.services.db.deleteFrom('person').execute()
})

async function check(rows: readonly (readonly SheetCell[])[], bytes: Uint8Array | string = xlsxOf(rows)) {
  const draft = await uploadThroughDesk(province, '33', fileOf(bytes, 'daftar.xlsx'))
  expect((await takeGuess(province, draft)).status).toBe(303)
  return { draft, preview: await previewOf(province, draft) }
}

const held = () =>
  app.services.db
    .selectFrom('appointment')
    .innerJoin('person', 'person.id', 'appointment.person_id')
    .select(['person.name', 'work_unit_id as unit', 'position_code as position', 'division_code as division'])
    .select(['from_on as from', 'until_on as until', 'staff_number as staffNumber', 'phone', 'gender'])
    .orderBy('person.name')
    .execute()

test('finds the head under title rows, and leaves titles, column numbers and signatures out', async () => {
  const { preview } = await check([
    ['DAFTAR ANGGOTA DAN SEKRETARIS', null, null, null],
    ['KPU PROVINSI JAWA TENGAH', null, null, null],
    [],
    ['No.', 'Nama Lengkap', 'Jabatan', 'TMT'],
    ['(1)', '(2)', '(3)', '(4)'],
    [1, 'Contoh Siti', 'Ketua', '8 Oktober 2018'],
    [2, 'Contoh Budi', 'Anggota', '8 Oktober 2018'],
    [],
    [null, null, 'Semarang, 1 Maret 2019', null],
    [null, null, 'Ketua', null],
  ])
  expect(preview.headerRow).toBe(4)
  expect(preview.counts).toMatchObject({ rows: 2, newPerson: 2, notes: 3, problem: 0 })
})

test('fills merged cells downwards, under a head of two rows', async () => {
  const rows: SheetCell[][] = [
    ['Satuan Kerja', 'Nama', 'Jabatan', 'Masa Jabatan', null],
    [null, null, null, 'Mulai', 'Sampai'],
    ['KPU Kab. Semarang', 'Contoh Siti', 'Ketua', { day: '2018-10-08' }, { day: '2023-10-07' }],
    [null, 'Contoh Budi', 'Anggota', { day: '2018-10-08' }, { day: '2023-10-07' }],
  ]
  const merged = [
    { top: 0, left: 0, bottom: 1, right: 0 },
    { top: 0, left: 1, bottom: 1, right: 1 },
    { top: 0, left: 2, bottom: 1, right: 2 },
    { top: 0, left: 3, bottom: 0, right: 4 },
    { top: 2, left: 0, bottom: 3, right: 0 },
  ]
  for (const bytes of [xlsxOf(rows, merged), odsOf(rows, merged)]) {
    const { preview } = await check(rows, bytes)
    expect(preview.problems).toEqual([])
    expect(preview.counts).toMatchObject({ newPerson: 2 })
  }
  const { draft, preview } = await check(rows, csvOf(rows, ';'))
  expect(preview.problems).toMatchObject([
    { kind: 'unitMissing', rows: [4], column: 'A', proposal: 'id.33.22' },
  ])
  await province.post(`${draft}/accept`)
  await province.post(`${draft}/confirm`)
  expect((await held()).map(({ unit }) => unit)).toEqual(['id.33.22', 'id.33.22'])
})

test('reads columns in any order and under mixed names, in both languages', async () => {
  const { draft, preview } = await check([
    ['E-mail', 'L/P', 'No. HP', 'Position', 'Kab/Kota', 'Full name', 'Start date', 'Divisi'],
    ['siti@contoh.test', 'P', '0812-3456-7890', 'Chair', 'Kota Salatiga', 'Contoh Siti', '2018-10-08', ''],
    [
      'budi@contoh.test',
      'Laki-laki',
      '62 812 3456 7891',
      'Anggota',
      'Salatiga',
      'Contoh Budi',
      '2018-10-08',
      'Sosparmas',
    ],
    ['', '', '', 'Ketua Divisi Hukum', '33.73', 'Contoh Adi', '2018-10-08', null],
  ])
  expect(preview.problems).toEqual([])
  expect(preview.columns).toEqual({
    email: 'A',
    gender: 'B',
    phone: 'C',
    position: 'D',
    unit: 'E',
    name: 'F',
    from: 'G',
    division: 'H',
  })
  await province.post(`${draft}/confirm`)
  expect(await held()).toMatchObject([
    { name: 'Contoh Adi', position: 'member', division: 'law-supervision' },
    {
      name: 'Contoh Budi',
      position: 'member',
      division: 'outreach-hr',
      gender: 'm',
      phone: '+6281234567891',
    },
    { name: 'Contoh Siti', position: 'chair', division: null, gender: 'f', until: '2023-10-07' },
  ])
})

test('reads Indonesian dates in every dress and shows the ones that are none', async () => {
  const days = [
    '17 April 2019',
    'Rabu, 17 April 2019',
    '17/04/2019',
    '17-4-19',
    '17.04.2019',
    { day: '2019-04-17' },
    43_572,
    '43572',
    '17 Aprl 2019',
    '04/17/2019',
    '31/02/2019',
  ]
  const { preview, draft } = await check([
    ['Nama', 'Jabatan', 'Mulai'],
    ...days.map((day, at): SheetCell[] => [`Contoh Staf ${'ABCDEFGHIJK'[at]}x`, 'Staf', day]),
  ])
  expect(preview.counts).toMatchObject({ newPerson: 8, problem: 3 })
  expect(
    preview.problems.map(({ rows, column, value, proposal }) => [rows, column, value, proposal]),
  ).toEqual([
    [[10], 'C', '17 Aprl 2019', '2019-04-17'],
    [[11], 'C', '04/17/2019', '2019-04-17'],
    [[12], 'C', '31/02/2019', null],
  ])
  const page = await (await province.get(draft)).text()
  expect(textOf(page)).toContain('Baris 12, kolom C')
  expect(textOf(page)).toContain('Ini bukan tanggal yang ada di kalender.')
  await province.post(`${draft}/mends`, { ...choicesIn(page), 'text-3': '28/02/2019' })
  await province.post(`${draft}/confirm`)
  const froms = (await held()).map(({ from }) => from)
  expect(froms.filter((from) => from === '2019-04-17')).toHaveLength(10)
  expect(froms).toContain('2019-02-28')
})

test('reads numbers kept as text and text kept as numbers, and says where digits are lost', async () => {
  const { draft, preview } = await check([
    ['Nama', 'Jabatan', 'Mulai', 'NIP', 'HP'],
    ['Contoh Siti', 'Sekretaris', '1/1/2019', "'197805122003121001", 81234567890],
    ['Contoh Budi', 'Staf', '1/1/2019', '19780512 200312 1 002', '0812 3456 7891 / 0813 0000 0000'],
    ['Contoh Adi', 'Staf', '1/1/2019', 197_805_122_003_121_000, '-'],
    ['Contoh Eka', 'Staf', '1/1/2019', '1,97805E+17', ''],
  ])
  expect(preview.problems.map(({ kind, rows, column, proposal }) => [kind, rows, column, proposal])).toEqual([
    ['phoneUnreadable', [3], 'E', '081234567891'],
    ['staffNumberLost', [4], 'D', ''],
    ['staffNumberLost', [5], 'D', ''],
  ])
  await province.post(`${draft}/accept`)
  await province.post(`${draft}/confirm`)
  expect(await held()).toMatchObject([
    { name: 'Contoh Adi', staffNumber: null },
    { name: 'Contoh Budi', staffNumber: '197805122003121002', phone: '081234567891' },
    { name: 'Contoh Eka', staffNumber: null },
    { name: 'Contoh Siti', staffNumber: '197805122003121001', phone: '081234567890' },
  ])
})

test('finds doubles within the file, and asks where they contradict each other', async () => {
  const { draft, preview } = await check([
    ['Nama', 'Jabatan', 'Mulai', 'HP'],
    ['Contoh Siti', 'Ketua', '8/10/2018', '081111111111'],
    ['CONTOH SITI', 'Ketua', '8/10/2018', ''],
    ['Dr. Contoh Siti, M.Si', 'Ketua', '8 Oktober 2018', '082222222222'],
  ])
  expect(preview.counts).toMatchObject({ newPerson: 1, duplicate: 1, problem: 1 })
  expect(preview.problems).toMatchObject([
    { kind: 'duplicateDiffers', rows: [4], column: 'D', proposal: 'first' },
  ])
  expect(preview.problems[0]?.message).toContain('baris 2')
  await province.post(`${draft}/accept`)
  await province.post(`${draft}/confirm`)
  expect(await held()).toHaveLength(1)
})

test('knows people who are there already, and imports the same file twice without doubles', async () => {
  const rows: SheetCell[][] = [
    ['Nama', 'Satker', 'Jabatan', 'Mulai', 'NIP', 'HP'],
    ['Contoh Siti', 'Kab Semarang', 'Ketua', '8/10/2018', '', '081111111111'],
    ['Contoh Budi', 'Kab Semarang', 'Staf', '1/1/2018', '197805122003121001', ''],
  ]
  const first = await check(rows)
  await province.post(`${first.draft}/confirm`)
  const again = await check(rows)
  expect(again.preview.counts).toMatchObject({
    newPerson: 0,
    newAppointment: 0,
    changed: 0,
    unchanged: 2,
    problem: 0,
  })
  expect(textOf(await (await province.get(again.draft)).text())).toContain(
    'Semua isi daftar sudah ada di direktori.',
  )
  const moved = await check([
    ['Nama', 'Satker', 'Jabatan', 'Mulai', 'NIP', 'HP'],
    ['Contoh Siti', 'Kab Semarang', 'Ketua', '9/10/2018', '', '081111111112'],
    ['Contoh Budi, S.E.', 'Kota Salatiga', 'Kasubbag Hukum', '1/2/2019', '197805122003121001', ''],
  ])
  expect(moved.preview.problems.map(({ kind, rows: at, proposal }) => [kind, at, proposal])).toEqual([
    ['fromDiffers', [2], '2018-10-08'],
    ['personServes', [3], null],
  ])
  const page = await (await province.get(moved.draft)).text()
  await province.post(`${moved.draft}/mends`, { ...choicesIn(page), 'choice-2': 'code:move' })
  const { counts } = await previewOf(province, moved.draft)
  expect(counts).toMatchObject({ changed: 1, newAppointment: 1, problem: 0 })
  await province.post(`${moved.draft}/confirm`)
  expect(await held()).toMatchObject([
    { name: 'Contoh Budi, S.E.', unit: 'id.33.22', until: '2019-01-31' },
    { name: 'Contoh Budi, S.E.', unit: 'id.33.73', position: 'section-head', division: null, until: null },
    { name: 'Contoh Siti', phone: '081111111112', from: '2018-10-08' },
  ])
})

test('proposes units for misspelt names, asks where several fit, refuses those outside the scope', async () => {
  const { draft, preview } = await check([
    ['Nama', 'Satker', 'Jabatan', 'Mulai'],
    ['Contoh Siti', 'Kab Semarng', 'Ketua', '8/10/2018'],
    ['Contoh Budi', 'Kab Semarng', 'Anggota', '8/10/2018'],
    ['Contoh Adi', 'Semarang', 'Ketua', '8/10/2018'],
    ['Contoh Eka', 'Kab. Bantul', 'Ketua', '8/10/2018'],
    ['Contoh Dwi', 'Kab. Atlantis Raya', 'Ketua', '8/10/2018'],
  ])
  expect(preview.problems.map(({ kind, rows, column, proposal }) => [kind, rows, column, proposal])).toEqual([
    ['unitUnknown', [2, 3], 'B', 'id.33.22'],
    ['unitUnknown', [4], 'B', null],
    ['unitOutside', [5], 'B', null],
    ['unitUnknown', [6], 'B', null],
  ])
  expect(preview.problems[1]?.mends.map(({ label }) => label)).toEqual([
    'KPU Kabupaten Semarang',
    'KPU Kota Semarang',
  ])
  const page = await (await province.get(draft)).text()
  expect(textOf(page)).toContain('Usulan: KPU Kabupaten Semarang')
  const choices = {
    ...choicesIn(page),
    'choice-2': 'code:id.33.74',
    'choice-3': 'skip',
    'text-4': 'Kota Salatiga',
  }
  await province.post(`${draft}/mends`, choices)
  const after = await previewOf(province, draft)
  expect(after.counts).toMatchObject({ newPerson: 4, skipped: 1, problem: 0 })
  await province.post(`${draft}/confirm`)
  expect((await held()).map(({ name, unit }) => [name, unit])).toEqual([
    ['Contoh Adi', 'id.33.74'],
    ['Contoh Budi', 'id.33.22'],
    ['Contoh Dwi', 'id.33.73'],
    ['Contoh Siti', 'id.33.22'],
  ])
})
