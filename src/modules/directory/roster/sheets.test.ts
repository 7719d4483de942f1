import { afterAll, beforeAll, expect, test } from 'vitest'
import writeXlsxFile from 'write-excel-file/node'
import { csvOf } from '../../../../test/rosters/sheets.ts'
import { fileOf, previewOf, takeGuess, textOf, uploadThroughDesk } from '../../../../test/rosters/upload.ts'
import { type TestApp, type TestClient, testApp } from '../../../../test/support/app.ts'

let app: TestApp
let province: TestClient
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
  province = app.as('province', 'id.33')
})
afterAll(() => app.close())

const head = ['Nama', 'Satker', 'Jabatan', 'Mulai']
const people = (place: string, names: string[]) =>
  names.map((name) => [`${name} Contoh`, place, 'Staf', '1/2/2018'])
const sheet = (name: string, rows: string[][]) => ({
  sheet: name,
  data: rows.map((cells) => cells.map((value) => ({ value, type: String }))),
})

/** A workbook as a province keeps it: a cover, a sheet for each district, an empty one. */
const workbook = () =>
  writeXlsxFile([
    sheet('Sampul', [['Daftar nama se-Jawa Tengah']]),
    sheet('Kab Semarang', [head, ...people('Kab Semarang', ['Kenanga', 'Melati'])]),
    sheet('Kota Salatiga', [head, ...people('Kota Salatiga', ['Cempaka', 'Dahlia', 'Seroja'])]),
    sheet('Kosong', []),
  ]).toBuffer()

const upload = async () =>
  uploadThroughDesk(province, '33', fileOf(new Uint8Array(await workbook()), 'daftar.xlsx'))
const columnsPage = async (draft: string, lang = 'id') =>
  (await province.get(`${draft}/columns?lang=${lang}`)).text()

test('reads the first sheet with the heads of a roster and offers the others by name', async () => {
  const draft = await upload()
  const page = await columnsPage(draft, 'en')
  expect(page).toMatch(/<option value="Kab Semarang" selected/)
  for (const name of ['Sampul', 'Kota Salatiga', 'Kosong']) expect(page).toContain(`<option value="${name}"`)
  expect(textOf(page)).toContain('The file has 4 sheets.')
})

test('takes another sheet in its place, forgets what was chosen, and imports that one alone', async () => {
  const draft = await upload()
  expect((await takeGuess(province, draft)).status).toBe(303)
  expect((await previewOf(province, draft)).counts).toMatchObject({ newPerson: 2 })
  const chosen = await province.post(`${draft}/sheet`, { sheet: 'Kota Salatiga' })
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, `${draft}/columns`])
  expect(await previewOf(province, draft)).toMatchObject({ state: 'columns', counts: null, problems: [] })
  expect((await takeGuess(province, draft)).status).toBe(303)
  expect((await province.post(`${draft}/confirm`)).status).toBe(303)
  const names = await app.services.db.selectFrom('person').select('name').orderBy('name').execute()
  expect(names.map(({ name }) => name)).toEqual(['Cempaka Contoh', 'Dahlia Contoh', 'Seroja Contoh'])
  const kept = await app.services.db
    .selectFrom('roster_import')
    .selectAll()
    .where('state', '=', 'done')
    .execute()
  expect(kept).toMatchObject([{ sheet_name: 'Kota Salatiga', sheet: null, file: null }])
})

test('refuses a sheet that is empty or not there at the field, and keeps the one that was read', async () => {
  const draft = await upload()
  const empty = await province.post(`${draft}/sheet?lang=en`, { sheet: 'Kosong' })
  expect(empty.status).toBe(422)
  expect(textOf(await empty.text())).toContain('The sheet “Kosong” holds nothing that can be read.')
  const absent = await province.post(`${draft}/sheet?lang=en`, { sheet: 'Lain' })
  expect(absent.status).toBe(422)
  expect(textOf(await absent.text())).toContain('Choose one of the file’s sheets.')
  expect(await columnsPage(draft)).toMatch(/<option value="Kab Semarang" selected/)
})

test('asks for no sheet where there is only one, and keeps no file for it', async () => {
  const file = fileOf(csvOf([head, ...people('Kab Semarang', ['Anggrek'])]), 'daftar.csv')
  const draft = await uploadThroughDesk(province, '33', file)
  expect(await columnsPage(draft)).not.toContain('name="sheet"')
  const id = draft.split('/').at(-1) ?? ''
  const kept = await app.services.db.selectFrom('roster_import').select('file').where('id', '=', id).execute()
  expect(kept).toEqual([{ file: null }])
  expect((await province.post(`${draft}/sheet`, { sheet: 'Kab Semarang' })).status).toBe(422)
})
