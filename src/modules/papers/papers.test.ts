import { buffer } from 'node:stream/consumers'
import { unzipSync } from 'fflate'
import jsQR from 'jsqr'
import mammoth from 'mammoth'
import { SaxesParser } from 'saxes'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import * as sample from '../../../test/papers/records.ts'
import { pictureOfPage, type ReadText, readPdf } from '../../../test/support/read-pdf.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Result } from '../../platform/result.ts'
import {
  accountabilityPacks,
  badges,
  certificates,
  doorLists,
  invitationLetters,
  mandateLetters,
  meetingReportDocx,
  meetingReportPdf,
  minutesDocx,
  minutesPdf,
  type Order,
  type Paper,
  roomLists,
  signatureLists,
  tableSigns,
} from './index.ts'
import { mm } from './measures.ts'

const { attendees, order } = sample
const door = (count: number) => ({
  location: { letter: 'B', name: 'Hotel Contoh B', address: null },
  attendees: attendees(count),
})

/** Every paper there is as PDF, each from records of its own. */
const papers: Record<string, (order: Order) => Result<Paper>> = {
  badges: (o) => badges(o, attendees(5)),
  'table signs': (o) => tableSigns(o, attendees(8)),
  'room lists': (o) => roomLists(o, sample.hotels),
  'door lists': (o) => doorLists(o, [door(60)], 'number'),
  'door lists with codes': (o) => doorLists(o, [door(12)], 'code'),
  'signature lists': (o) => signatureLists(o, [sample.session(36)]),
  'invitation letters': (o) => invitationLetters(o, sample.letters()),
  'mandate letters': (o) => mandateLetters(o, sample.mandates),
  certificates: (o) => certificates(o, sample.issue),
  'accountability packs': (o) => accountabilityPacks(o, sample.accounts),
  'meeting report': (o) => meetingReportPdf(o, sample.report),
  minutes: (o) => minutesPdf(o, sample.minutes),
}

async function bytesOf(result: Result<Paper>): Promise<Buffer> {
  if (!result.ok) throw new Error(`Refused: ${result.refusal.key}`)
  return buffer(result.value.bytes)
}

const textsOf = async (result: Result<Paper>) => (await readPdf(await bytesOf(result))).pages
const wordsOf = (pages: ReadText[][]) => pages.map((texts) => texts.map(({ text }) => text).join(' '))
const squeezed = (text: string) => text.replace(/\s/g, '')
const times = (text: string, part: string) => text.split(part).length - 1

for (const [name, print] of Object.entries(papers)) {
  for (const locale of ['id', 'en'] satisfies Locale[]) {
    test(`${name} (${locale}): our typeface embedded, language told, parts named, nothing off the paper`, async () => {
      const bytes = await bytesOf(print(order(locale)))
      const raw = bytes.toString('latin1')
      const fonts = [...raw.matchAll(/\/BaseFont \/(\S+)/g)].map(([, font]) => font)
      expect(fonts.length).toBeGreaterThan(0)
      for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+PlusJakartaSans/)
      expect(raw).not.toMatch(/Helvetica|Times-|Courier|\/Type1\b/)
      expect(times(raw, '/FontFile2')).toBe(times(raw, '/Type /FontDescriptor'))
      const { pages, title, language, roles } = await readPdf(bytes)
      expect(language).toBe(locale)
      expect(title).toContain('Rapat Contoh Evaluasi Pemilu 2019 & Persiapan')
      expect(roles).toContain('H1')
      for (const person of sample.hardNames.slice(1)) expect(title).not.toContain(person)
      for (const text of pages.flat()) {
        expect(text.text).not.toContain('papers.')
        expect(text.x).toBeGreaterThan(mm(5))
        expect(text.x + text.width).toBeLessThan(mm(isWide(name) ? 292 : 205))
        expect(text.y).toBeLessThan(mm(isWide(name) ? 205 : 292))
      }
      for (const texts of pages) expect(texts.some(({ text }) => text === exampleWord[locale])).toBe(true)
    })
  }

  test(`${name}: the same records give the same bytes`, async () => {
    const [first, second] = [await bytesOf(print(order())), await bytesOf(print(order()))]
    expect(first.equals(second)).toBe(true)
  })
}

const exampleWord = { id: 'CONTOH', en: 'EXAMPLE' }

const isWide = (name: string) => name === 'certificates'

test('nobody to print for is refused with a sentence, never an empty file', () => {
  const empty: Result<Paper>[] = [
    badges(order(), []),
    tableSigns(order(), []),
    roomLists(order(), [{ name: 'Hotel Contoh', address: null, rooms: [] }]),
    doorLists(order(), [door(0)], 'number'),
    doorLists(order(), [], 'code'),
    signatureLists(order(), [sample.session(0)]),
    invitationLetters(order(), { ...sample.letters(), letters: [] }),
    mandateLetters(order(), [{ unit: 'KPU Kota Contoh', number: null, signer: null, people: [] }]),
    certificates(order(), { ...sample.issue, certificates: [] }),
    accountabilityPacks(order(), { units: [] }),
  ]
  for (const result of empty)
    expect(result).toMatchObject({ ok: false, refusal: { key: 'papers.refusal.nobody' } })
  const attendance = { ...sample.report.attendance, byProvince: [], byClass: [] }
  const nothing = { summary: [], figures: [], attendance, findings: [], sections: [] }
  for (const write of [meetingReportPdf, meetingReportDocx])
    expect(write(order(), nothing)).toMatchObject({
      ok: false,
      refusal: { key: 'papers.refusal.emptyReport' },
    })
  for (const write of [minutesPdf, minutesDocx])
    expect(write(order(), { classes: [] })).toMatchObject({
      ok: false,
      refusal: { key: 'papers.refusal.emptyMinutes' },
    })
})

test('a door list is sorted as people look names up, and holds everybody once', async () => {
  const names = ['Contoh Zaki', "Contoh 'Aisyah", 'contoh budi', 'Contoh Éka', 'Contoh Dewi']
  const people = attendees(200, names)
  const pages = await textsOf(doorLists(order(), [{ ...door(0), attendees: people }], 'number'))
  const numbers = pages.flat().filter(({ text }) => /^N-\d{4}$/.test(text))
  expect(new Set(numbers.map(({ text }) => text)).size).toBe(200)
  expect(numbers).toHaveLength(200)
  const found = pages
    .flat()
    .map(({ text }) => text)
    .filter((text) => names.includes(text))
  expect([...new Set(found)]).toEqual([
    "Contoh 'Aisyah",
    'contoh budi',
    'Contoh Dewi',
    'Contoh Éka',
    'Contoh Zaki',
  ])
  expect(wordsOf(pages).every((words, at) => words.includes(`Halaman ${at + 1} dari ${pages.length}`))).toBe(
    true,
  )
})

test('codes in a door list are read by a scanner held close', async () => {
  const bytes = await bytesOf(doorLists(order(), [door(1)], 'code'))
  const page = await pictureOfPage(bytes, 1, 6)
  const { data, info } = await sharp(page)
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(attendees(1)[0]?.code)
})

test('a signature list numbers everybody once and says when, in its zone; who answers for it is never alone', async () => {
  for (const count of [1, 14, 15, 16, 17, 36]) {
    const pages = await textsOf(signatureLists(order(), [sample.session(count)]))
    const all = wordsOf(pages).join(' ')
    expect(all).toContain('Minggu, 22 September 2019, 09.00–12.00 WIB')
    const unique = pages.flat().filter(({ text }) => /^(KPU Kota|KIP Kabupaten) Contoh/.test(text))
    expect(unique).toHaveLength(count)
    const last = pages.at(-1) ?? []
    expect(last.some(({ text }) => text === 'Mengetahui,')).toBe(true)
    expect(last.some(({ text }) => /^(KPU Kota|KIP Kabupaten) Contoh/.test(text))).toBe(true)
  }
})

test('a table sign shows the name to both sides and says it once', async () => {
  const bytes = await bytesOf(tableSigns(order(), attendees(1, ['Contoh Siti'])))
  const [page = []] = (await readPdf(bytes)).pages
  expect(page.filter(({ text }) => text === 'Contoh Siti')).toHaveLength(2)
  expect(times(bytes.toString('latin1'), '/S /H1')).toBe(1)
})

test('a letter is one page for each person, however much there is to bring', async () => {
  for (const lines of [2, 12, 40]) {
    const bring = Array.from({ length: lines }, (_, at) => `Berkas contoh nomor ${at + 1} yang harus dibawa`)
    const letters = sample.letters(bring)
    const pages = await textsOf(invitationLetters(order(), letters))
    expect(pages).toHaveLength(letters.letters.length)
    for (const [at, letter] of letters.letters.entries()) {
      const words = squeezed(wordsOf(pages)[at] ?? '')
      for (const part of [letter.number, letter.name, letter.link, ...bring])
        expect(words).toContain(squeezed(part))
      const brought = (pages[at] ?? []).filter(({ text }) => text.includes('Berkas contoh'))
      expect(Math.max(...brought.map(({ y }) => y))).toBeLessThan(mm(176))
    }
  }
})

test('the codes of a letter and of a certificate are read', async () => {
  for (const [result, expected] of [
    [invitationLetters(order(), sample.letters()), sample.letters().letters[0]?.code],
    [certificates(order(), sample.issue), sample.issue.certificates[0]?.qr],
  ] as const) {
    const page = await pictureOfPage(await bytesOf(result), 1, 4)
    const { data, info } = await sharp(page)
      .flatten({ background: '#fff' })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    expect(jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data).toBe(expected)
  }
})

test('a certificate carries name, classes, code and where to verify it', async () => {
  const pages = wordsOf(await textsOf(certificates(order(), sample.issue)))
  expect(pages).toHaveLength(sample.issue.certificates.length)
  for (const [at, certificate] of sample.issue.certificates.entries()) {
    const page = squeezed(pages[at] ?? '')
    for (const part of [
      certificate.name,
      certificate.code,
      sample.issue.verifyAt,
      '3 JP',
      '21–24 September 2019',
    ])
      expect(page).toContain(squeezed(part))
  }
})

test('an accountability pack says what is missing and counts presence over seats', async () => {
  const pages = wordsOf(await textsOf(accountabilityPacks(order(), sample.accounts)))
  expect(pages).toHaveLength(4)
  expect(pages[0]).toContain('belum ada')
  expect(pages[0]).toContain('36 kali hadir dari 42 sesi')
  expect(pages[1]).toContain('20 Sep 2019')
  expect(pages[3]).toContain('Sesi 9: Sesi contoh 9, 23 Sep 2019, 15.00 WIB')
})

/** What the report says, in both forms. */
const said = [
  'CONTOH',
  'Ringkasan contoh tentang <rapat> & hasilnya.',
  '3.712 orang',
  '3.806 orang terdaftar',
  '24 Sep 2019',
  'Presensi kedatangan',
  'Provinsi contoh 34',
  '92,5%',
  'Bagian: hadir dibagi yang dijadwalkan. Per 24 September 2019. Sumber: Presensi per sesi.',
  'Materi tiba terlambat (KPU Kota Contoh)',
  'Serah terima perlu jadwal',
  'Rekomendasi menurut tahapan',
  'Pencalonan',
]

test('the report as PDF says its figures with date, source and denominator', async () => {
  const all = squeezed(wordsOf(await textsOf(meetingReportPdf(order(), sample.report))).join(''))
  for (const part of said) expect(all).toContain(squeezed(part))
  const total = { present: 0, seats: 0 }
  for (const { present, seats } of sample.report.attendance.byProvince) {
    total.present += present
    total.seats += seats
  }
  const format = new Intl.NumberFormat('id-ID')
  expect(all).toContain(`Jumlah${format.format(total.present)}${format.format(total.seats)}`)
})

test('a paragraph longer than a page goes on overleaf, whole', async () => {
  const words = Array.from({ length: 1500 }, (_, at) => `kata${at}`)
  const pages = await textsOf(meetingReportPdf(order(), { ...sample.report, summary: [words.join(' ')] }))
  expect(
    wordsOf(pages)
      .join(' ')
      .match(/\bkata\d+/g),
  ).toEqual(words)
})

test('the report as docx opens, says the same, and is the same bytes again', async () => {
  const [first, second] = [
    await bytesOf(meetingReportDocx(order(), sample.report)),
    await bytesOf(meetingReportDocx(order(), sample.report)),
  ]
  expect(first.equals(second)).toBe(true)
  const entries = unzipSync(new Uint8Array(first))
  for (const [name, content] of Object.entries(entries)) {
    if (!/\.(xml|rels)$/.test(name)) continue
    new SaxesParser({ xmlns: true }).write(new TextDecoder().decode(content)).close()
  }
  expect(new TextDecoder().decode(entries['docProps/core.xml'])).toContain('2019-09-19T07:00:00Z')
  const { value } = await mammoth.extractRawText({ buffer: first })
  for (const part of said) expect(squeezed(value)).toContain(squeezed(part))
  const html = await mammoth.convertToHtml({ buffer: first })
  expect(times(html.value, '<table>')).toBe(4)
  expect(html.value).toContain('<h1>')
})
