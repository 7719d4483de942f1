import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createApp } from '../src/app.ts'
import { lyingZipBomb, oldExcel, pdf, png, withEntities, zipBomb } from './rosters/bad-files.ts'
import { csvOf, xlsxOf } from './rosters/sheets.ts'
import { fileOf, previewOf, takeGuess, textOf, uploadThroughDesk } from './rosters/upload.ts'
import { type TestApp, type TestClient, testApp } from './support/app.ts'

let app: TestApp
let district: TestClient

beforeAll(async () => {
  app = await testApp({ preset: true })
  district = app.as('district', 'id.33.73')
})
afterAll(() => app.close())
beforeEach(async () => {
  await app.services.db.deleteFrom('roster_import').execute()
})

const drafts = async () => (await app.services.db.selectFrom('roster_import').select('id').execute()).length

/** Status and words of the answer to a file; nothing may be kept of it. */
async function refusalOf(bytes: Uint8Array | string, name: string, lang = 'id') {
  const answer = await district.post(`/desk/people/import?unit=33.73&lang=${lang}`, {
    file: fileOf(bytes, name),
  })
  expect(await drafts()).toBe(0)
  return { status: answer.status, text: textOf(await answer.text()) }
}

test.each<[string, () => Uint8Array | string, string, string, string]>([
  ['an empty file', () => '', 'kosong.xlsx', 'Berkas ini kosong.', 'This file is empty.'],
  [
    'a file of blank lines',
    () => '\r\n\r\n,,,\r\n',
    'kosong.csv',
    'tidak berisi satu baris pun',
    'holds not a single row',
  ],
  [
    'an empty workbook',
    () => xlsxOf([]),
    'kosong.xlsx',
    'tidak berisi satu baris pun',
    'holds not a single row',
  ],
  [
    'a png renamed to xlsx',
    () => png,
    'daftar.xlsx',
    'Ini gambar, bukan daftar.',
    'This is a picture, not a list.',
  ],
  [
    'a png renamed to csv',
    () => png,
    'daftar.csv',
    'Ini gambar, bukan daftar.',
    'This is a picture, not a list.',
  ],
  ['a pdf', () => pdf, 'daftar.xlsx', 'Ini PDF, bukan daftar.', 'This is a PDF, not a list.'],
  ['an old or locked Excel file', () => oldExcel, 'daftar.xls', 'Excel lama', 'old Excel file'],
  ['a web page named xls', () => '<html><table><tr><td>Nama', 'daftar.xls', 'halaman web', 'web page'],
  [
    'a workbook cut off half-way',
    () => xlsxOf([['Nama', 'Jabatan']]).subarray(0, 900),
    'a.xlsx',
    'rusak',
    'damaged',
  ],
  [
    'a quote that is never closed',
    () => 'Nama,Jabatan\n"Contoh,Ketua\n',
    'a.csv',
    'Tanda kutip',
    'quotation mark',
  ],
  [
    'a quote that swallows a long list',
    () => `Nama,Jabatan\n"Contoh,Ketua\n${'Contoh,Anggota\n'.repeat(40_000)}`,
    'a.csv',
    'Tanda kutip di sekitar baris 2 ',
    'quotation mark near row 2 ',
  ],
  [
    'a row of a million columns',
    () => `Nama,Jabatan\n${'Contoh,'.repeat(1_000_000)}\n`,
    'a.csv',
    'Baris 2 jauh lebih panjang',
    'Row 2 is far longer',
  ],
  ['a zip bomb', zipBomb, 'daftar.xlsx', 'mengembang', 'swells'],
  ['a zip bomb that lies about its size', lyingZipBomb, 'daftar.xlsx', 'mengembang', 'swells'],
  ['entities in its XML', withEntities, 'daftar.xlsx', 'demi keamanan', 'for safety'],
])(
  'refuses %s with a sentence in both languages, and keeps nothing',
  async (_, make, name, indonesian, english) => {
    const bytes = make()
    const first = await refusalOf(bytes, name)
    expect(first.status).toBe(422)
    expect(first.text).toContain(indonesian)
    expect(first.text).toContain(`Berkas yang tadi: ${name}`)
    expect((await refusalOf(bytes, name, 'en')).text).toContain(english)
  },
)

test('asks for a file when none was chosen', async () => {
  const answer = await district.post('/desk/people/import?unit=33.73', {})
  expect(answer.status).toBe(422)
  expect(textOf(await answer.text())).toContain('Pilih berkas dahulu.')
})

test('refuses names that a spreadsheet would run as a formula, shows them harmless, and imports them never', async () => {
  const rows = [
    ['Nama', 'Jabatan', 'Mulai', 'Surel'],
    ['=HYPERLINK("http://jahat.test","Contoh")', 'Ketua', '8/10/2018', ''],
    ["+cmd|'/c calc'!A0", 'Anggota', '8/10/2018', ''],
    ['@SUM(A1:A9)', 'Anggota', '8/10/2018', ''],
    ['-Contoh Budi', 'Anggota', '8/10/2018', ''],
    [{ formula: 'UPPER("contoh adi")', value: 'CONTOH ADI' }, 'Anggota', '8/10/2018', ''],
    ['Contoh Eka', 'Sekretaris', '8/10/2018', '=1+1@contoh.test'],
    ["'=2+5", 'Staf', '8/10/2018', ''],
  ]
  for (const bytes of [xlsxOf(rows), csvOf(rows)]) {
    const isWorkbook = typeof bytes !== 'string'
    const draft = await uploadThroughDesk(district, '33.73', fileOf(bytes, 'daftar.xlsx'))
    await takeGuess(district, draft)
    const { problems } = await previewOf(district, draft)
    const found = problems.map(({ kind, rows: at, column, proposal }) => [kind, at[0], column, proposal])
    expect(found).toEqual([
      ['nameFormula', 2, 'A', null],
      ['nameFormula', 3, 'A', null],
      ['nameFormula', 4, 'A', null],
      ['nameFormula', 5, 'A', 'Contoh Budi'],
      ...(isWorkbook ? [['nameComputed', 6, 'A', 'CONTOH ADI']] : []),
      ['emailUnreadable', 7, 'D', ''],
      ['nameFormula', 8, 'A', null],
    ])
    const html = await (await district.get(draft)).text()
    expect(textOf(html)).toContain('dijalankan lembar kerja sebagai rumus')
    const confirmed = await district.post(`${draft}/confirm`)
    expect(confirmed.status).toBe(409)
  }
  const people = await app.services.db.selectFrom('person').select('id').execute()
  expect(people).toEqual([])
})

/** Sends `megabytes` of zeros to a real server; says what it answered and how much of it the server took. */
async function sendTo(
  server: Server,
  { megabytes, announce, who }: { megabytes: number; announce: boolean; who: string },
) {
  const { port } = server.address() as AddressInfo
  let socket: Socket | undefined
  server.once('connection', (opened) => {
    socket = opened
  })
  const body = Buffer.alloc(1024 * 1024)
  const start = Buffer.from(
    '--x\r\ncontent-disposition: form-data; name="file"; filename="daftar.xlsx"\r\ncontent-type: application/zip\r\n\r\n',
  )
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sending = httpRequest(
      {
        port,
        method: 'POST',
        path: '/desk/people/import?unit=33.73',
        headers: {
          'content-type': 'multipart/form-data; boundary=x',
          origin: `http://localhost:${port}`,
          host: `localhost:${port}`,
          'x-test-actor': who,
          ...(announce ? { 'content-length': start.length + megabytes * body.length } : {}),
        },
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (part) => {
          text += part
        })
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text: textOf(text) }))
        response.on('error', reject)
      },
    )
    let isAnswered = false
    sending.on('response', () => {
      isAnswered = true
    })
    // The server may close while we still send: then the answer is all that counts.
    sending.on('error', (error) => {
      if (!isAnswered) reject(error)
    })
    sending.write(start)
    let left = megabytes
    const more = () => {
      if (isAnswered) return sending.destroy()
      while (left-- > 0) if (!sending.write(body)) return sending.once('drain', more)
      return sending.end('\r\n--x--\r\n')
    }
    more()
  })
  const taken = socket?.bytesRead ?? 0
  socket?.destroy()
  return { ...answer, taken }
}

test('refuses 200 MB with 413 and a sentence, announced or not, without taking it in', async () => {
  const who = app.actor('district', 'id.33.73')
  const hono = createApp(app.services, async () => who)
  const server = createServer(getRequestListener(hono.fetch))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  for (const announce of [true, false]) {
    const answer = await sendTo(server, { megabytes: 200, announce, who: who.id })
    expect(answer.status).toBe(413)
    expect(answer.text).toContain('terlalu besar')
    expect(answer.taken).toBeLessThan(40 * 1024 * 1024)
  }
  expect(await drafts()).toBe(0)
  await new Promise((resolve) => server.close(resolve))
})
