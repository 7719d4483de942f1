import { strToU8, zipSync } from 'fflate'
import { columnLetter } from './letters.ts'

/** A cell to be written: text, a number, a day that the sheet shows as a date, a formula with its value, an error. */
export type SheetCell =
  | string
  | number
  | null
  | { day: string }
  | { formula: string; value: string | number }
  | { error: string }

export interface SheetRange {
  top: number
  left: number
  bottom: number
  right: number
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const serial = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569

function xlsxCell(cell: SheetCell | undefined, place: string, texts: string[]): string {
  if (cell === null || cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  if (typeof cell === 'string') {
    texts.push(cell)
    return `<c r="${place}" t="s"><v>${texts.length - 1}</v></c>`
  }
  if ('day' in cell) return `<c r="${place}" s="1"><v>${serial(cell.day)}</v></c>`
  if ('error' in cell) return `<c r="${place}" t="e"><f>VLOOKUP(A1,B:B,1)</f><v>${cell.error}</v></c>`
  const type = typeof cell.value === 'string' ? ' t="str"' : ''
  return `<c r="${place}"${type}><f>${escaped(cell.formula)}</f><v>${escaped(String(cell.value))}</v></c>`
}

/** An xlsx file as Excel lays it out, written by hand so that merged cells, formulas and errors can be in it. */
export function xlsxOf(
  rows: readonly (readonly SheetCell[])[],
  merged: readonly SheetRange[] = [],
): Uint8Array {
  const texts: string[] = []
  const lines = rows.map((cells, row) => {
    const written = cells.map((cell, column) => xlsxCell(cell, `${columnLetter(column)}${row + 1}`, texts))
    return `<row r="${row + 1}">${written.join('')}</row>`
  })
  const ranges = merged.map(
    ({ top, left, bottom, right }) =>
      `<mergeCell ref="${columnLetter(left)}${top + 1}:${columnLetter(right)}${bottom + 1}"/>`,
  )
  const merges =
    ranges.length > 0 ? `<mergeCells count="${ranges.length}">${ranges.join('')}</mergeCells>` : ''
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const packaging = 'http://schemas.openxmlformats.org/package/2006/relationships'
  return zipSync({
    '[Content_Types].xml': strToU8(
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
    '_rels/.rels': strToU8(
      `${head}<Relationships xmlns="${packaging}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `${head}<Relationships xmlns="${packaging}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId3" Type="${office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    ),
    'xl/styles.xml': strToU8(
      `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `${head}<worksheet xmlns="${main}"><sheetData>${lines.join('')}</sheetData>${merges}</worksheet>`,
    ),
    'xl/sharedStrings.xml': strToU8(
      `${head}<sst xmlns="${main}">${texts.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ),
  })
}

/** The same rows as an OpenDocument spreadsheet, merged cells included, as LibreOffice lays it out. */
export function odsOf(
  rows: readonly (readonly SheetCell[])[],
  merged: readonly SheetRange[] = [],
): Uint8Array {
  const lines = rows.map((cells, row) => {
    const width = Math.max(cells.length, ...merged.map(({ right }) => right + 1))
    const written = Array.from({ length: width }, (_, column) => odsCell(cells[column], row, column, merged))
    return `<table:table-row>${written.join('')}</table:table-row>`
  })
  const content = `${head}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Lembar1">${lines.join('')}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>`
  return zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.spreadsheet'), { level: 0 }],
    'content.xml': strToU8(content),
  })
}

function odsCell(
  cell: SheetCell | undefined,
  row: number,
  column: number,
  merged: readonly SheetRange[],
): string {
  const range = merged.find(
    ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
  )
  if (range && !(range.top === row && range.left === column)) return '<table:covered-table-cell/>'
  const spans = range
    ? ` table:number-rows-spanned="${range.bottom - range.top + 1}" table:number-columns-spanned="${range.right - range.left + 1}"`
    : ''
  if (cell === null || cell === undefined || cell === '') return `<table:table-cell${spans}/>`
  if (typeof cell === 'number') {
    return `<table:table-cell${spans} office:value-type="float" office:value="${cell}"><text:p>${cell}</text:p></table:table-cell>`
  }
  if (typeof cell === 'string') {
    return `<table:table-cell${spans} office:value-type="string"><text:p>${escaped(cell)}</text:p></table:table-cell>`
  }
  if ('day' in cell) {
    return `<table:table-cell${spans} office:value-type="date" office:date-value="${cell.day}"><text:p>${cell.day}</text:p></table:table-cell>`
  }
  if ('error' in cell) {
    return `<table:table-cell${spans} table:formula="of:=VLOOKUP()" office:value-type="string"><text:p>${cell.error}</text:p></table:table-cell>`
  }
  return `<table:table-cell${spans} table:formula="of:=${escaped(cell.formula)}" office:value-type="string"><text:p>${escaped(String(cell.value))}</text:p></table:table-cell>`
}

/** The same rows as a csv file; cells with the separator, quotes or line breaks are quoted. */
export const csvOf = (rows: readonly (readonly SheetCell[])[], separator = ','): string =>
  rows.map((cells) => cells.map((cell) => csvCell(cell, separator)).join(separator)).join('\r\n')

function csvCell(cell: SheetCell | undefined, separator: string): string {
  if (cell === null || cell === undefined) return ''
  const value =
    typeof cell !== 'object' ? cell : 'day' in cell ? cell.day : 'error' in cell ? cell.error : cell.value
  const text = String(value)
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
