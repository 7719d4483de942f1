import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { expect, test } from 'vitest'
import { type ExportTable, exportBytes, exportRows } from './export.ts'

const table: ExportTable = {
  title: 'Jangkauan: Maluku & Papua',
  sheet: 'Jangkauan [2019]',
  columns: [
    { key: 'name', label: 'Nama', type: 'text' },
    { key: 'people', label: 'Orang', type: 'number' },
    { key: 'share', label: 'Bagian', type: 'share' },
    { key: 'on', label: 'Hari', type: 'day' },
  ],
  rows: [
    { name: '=HYPERLINK("http://x","y")', people: 1200, share: 0.25, on: '2019-04-17' },
    { name: 'Kota "Salatiga", Jawa\nTengah', people: null, share: null, on: null },
    { name: '+62 812', people: -5, share: 1, on: '2019-01-24' },
    { name: '0081', people: 0, share: 0, on: '2020-02-29' },
    { name: 'a\u0001b <&>', people: 1.5, share: 0.333, on: '2019-12-31' },
  ],
  notes: ['Orang berbeda, bukan sentuhan.'],
}

const text = async (format: 'csv' | 'json') =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await exportBytes(table, format))

test('a csv opens in Excel as UTF-8, holds the table alone and no formula', async () => {
  const csv = await text('csv')
  expect(csv.startsWith('\uFEFFNama,Orang,Bagian,Hari\r\n')).toBe(true)
  const rows: string[][] = parse(csv, { bom: true })
  expect(rows.length).toBe(6)
  expect(rows.map(([name]) => name)).toEqual([
    'Nama',
    `'=HYPERLINK("http://x","y")`,
    'Kota "Salatiga", Jawa\nTengah',
    `'+62 812`,
    '0081',
    'a\u0001b <&>',
  ])
  expect(rows[3]?.slice(1)).toEqual(['-5', '1', '2019-01-24'])
})

test('json says what the columns mean and keeps what is not known as null', async () => {
  const read = JSON.parse(await text('json'))
  expect(read.title).toBe(table.title)
  expect(read.notes).toEqual(table.notes)
  expect(read.rows[1]).toEqual({ name: 'Kota "Salatiga", Jawa\nTengah', people: null, share: null, on: null })
})

test('an xlsx keeps texts as texts, numbers as numbers and days as days', async () => {
  const bytes = Buffer.from(await exportBytes(table, 'xlsx'))
  const [sheet, notes] = await readXlsxFile(bytes)
  expect(sheet?.sheet).toBe('Jangkauan  2019')
  const rows = sheet?.data ?? []
  expect(rows[1]?.[0]).toBe('=HYPERLINK("http://x","y")')
  expect(rows[1]?.slice(1)).toEqual([1200, 0.25, new Date('2019-04-17T00:00:00Z')])
  expect(rows[4]?.[0]).toBe('0081')
  expect(rows[5]?.[0]).toBe('ab <&>')
  expect(notes?.data.map(([cell]) => cell)).toEqual([table.title, 'Orang berbeda, bukan sentuhan.'])
  const xml = Object.entries(unzipSync(bytes)).filter(([path]) => /worksheets\/[^/]+\.xml$/.test(path))
  expect(xml.length).toBe(2)
  for (const [, part] of xml) expect(strFromU8(part)).not.toContain('<f>')
})

test('a download names its file and is kept by no shared cache', async () => {
  const response = await exportRows({ ...table, format: 'xlsx' })
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="jangkauan-maluku-papua.xlsx"',
  )
  expect(response.headers.get('cache-control')).toContain('no-store')
  expect(Number(response.headers.get('content-length'))).toBe((await response.arrayBuffer()).byteLength)
})
