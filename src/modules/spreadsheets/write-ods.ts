import { strToU8, zipSync } from 'fflate'
import type { ExportTable, ExportType, ExportValue } from '../../platform/export.ts'

const namespaces = [
  ['office', 'urn:oasis:names:tc:opendocument:xmlns:office:1.0'],
  ['table', 'urn:oasis:names:tc:opendocument:xmlns:table:1.0'],
  ['text', 'urn:oasis:names:tc:opendocument:xmlns:text:1.0'],
]
const declared = namespaces.map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`).join(' ')
const type = 'application/vnd.oasis.opendocument.spreadsheet'
const head = '<?xml version="1.0" encoding="UTF-8"?>'

/** Text as XML takes it: marked signs escaped, control characters that it cannot hold left out. */
const escaped = (text: string) =>
  text
    .replace(/[^\P{C}\n\t]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')

/** A table as an OpenDocument spreadsheet with text and date cells (OASIS OpenDocument 1.3 part 3). */
export function writeOds({ sheet, columns, rows }: ExportTable): Uint8Array {
  const line = (cells: readonly string[]) => `<table:table-row>${cells.join('')}</table:table-row>`
  const heading = line(columns.map(({ label }) => cell(label, 'text')))
  const body = rows.map((row) => line(columns.map(({ key, type: kind }) => cell(row[key] ?? null, kind))))
  const content = `${head}<office:document-content ${declared} office:version="1.3"><office:body><office:spreadsheet><table:table table:name="${escaped(sheet)}">${heading}${body.join('')}</table:table></office:spreadsheet></office:body></office:document-content>`
  const manifest = `${head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:media-type="${type}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
  return zipSync({
    // The kind of the package comes first and unpacked (part 2, 3.3).
    mimetype: [strToU8(type), { level: 0 }],
    'content.xml': strToU8(content),
    'META-INF/manifest.xml': strToU8(manifest),
  })
}

function cell(value: ExportValue, kind: ExportType): string {
  if (value === null || value === '') return '<table:table-cell/>'
  const text = escaped(String(value))
  const told =
    kind === 'day' ? `office:value-type="date" office:date-value="${text}"` : 'office:value-type="string"'
  const lines = text.split('\n').map((part) => `<text:p>${part}</text:p>`)
  return `<table:table-cell ${told}>${lines.join('')}</table:table-cell>`
}
