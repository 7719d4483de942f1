import { Readable } from 'node:stream'
import { unzipSync, zipSync } from 'fflate'
import { ok, type Result } from '../../platform/result.ts'
import { daysFromTo } from './dates.ts'
import { colours } from './measures.ts'
import type { Order, Paper } from './records.ts'
import type { Block, ReportTable } from './report-blocks.ts'
import type { Written } from './written.ts'

type Docx = typeof import('docx')

/** Width of the text between the margins of A4, in twentieths of a point, which Word counts in. */
const textWidth = 9860
const hex = (colour: string) => colour.slice(1)

/** A written paper for Word, from the same blocks as the PDF. */
export function writtenDocx(order: Order, { title: kind, blocks }: Written): Result<Paper> {
  const title = `${kind} · ${order.meeting.name}`
  async function* bytes(): AsyncGenerator<Uint8Array> {
    // Loaded when it is wanted: it is large, and few ask for it.
    const docx = await import('docx')
    yield dated(
      await docx.Packer.toBuffer(documentOf(docx, order, title, { title: kind, blocks })),
      order.madeAt,
    )
  }
  return ok({
    title,
    contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    bytes: Readable.from(bytes(), { objectMode: false }),
  })
}

function documentOf(docx: Docx, { t, meeting }: Order, title: string, { title: kind, blocks }: Written) {
  const { AlignmentType, Document, Footer, HeadingLevel, LevelFormat, PageNumber, Paragraph, TextRun } = docx
  const when = `${daysFromTo(t.locale, meeting.from, meeting.until)}, ${meeting.place}`
  const page = new Paragraph({
    alignment: AlignmentType.END,
    children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], size: 16 })],
  })
  return new Document({
    title,
    creator: meeting.organiser,
    lastModifiedBy: meeting.organiser,
    styles: stylesFor(t.locale),
    numbering: {
      config: [
        {
          reference: 'findings',
          levels: [
            {
              level: 0,
              format: LevelFormat.BULLET,
              text: '–',
              style: { paragraph: { indent: { left: 340, hanging: 340 } } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 1021, bottom: 1021, left: 1023, right: 1023 },
          },
        },
        footers: { default: new Footer({ children: [page] }) },
        children: [
          new Paragraph({ text: meeting.organiser }),
          new Paragraph({
            text: `${kind}: ${meeting.name}`,
            heading: HeadingLevel.TITLE,
          }),
          new Paragraph({ text: meeting.example ? `${when} · ${t('papers.example')}` : when }),
          ...blocks.flatMap((block) => partsOf(docx, block)),
        ],
      },
    ],
  })
}

/** Word's own headings, so that its list of contents and its screen reader know them. */
function stylesFor(locale: string) {
  const value = locale === 'id' ? 'id-ID' : 'en-GB'
  const font = 'Plus Jakarta Sans'
  const heading = (size: number, before: number) => ({
    run: { font, size, bold: true, color: hex(colours.ink) },
    paragraph: { spacing: { before, after: 80, line: 264, lineRule: 'auto' as const }, keepNext: true },
  })
  return {
    default: {
      document: {
        run: { font, size: 20, color: hex(colours.text), language: { value } },
        paragraph: { spacing: { after: 120, line: 300, lineRule: 'auto' as const } },
      },
      title: heading(44, 120),
      heading1: heading(28, 320),
      heading2: heading(22, 200),
    },
  }
}

function partsOf(docx: Docx, block: Block) {
  const { HeadingLevel, Paragraph } = docx
  if (block.kind === 'table') return tableParts(docx, block.table)
  if (block.kind === 'heading') {
    const heading = block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2
    return [new Paragraph({ text: block.text, heading })]
  }
  if (block.kind === 'paragraph') return [new Paragraph({ text: block.text })]
  return [new Paragraph({ text: block.text, numbering: { reference: 'findings', level: 0 } })]
}

function tableParts(docx: Docx, { columns, rows, note }: ReportTable) {
  const { AlignmentType, BorderStyle, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = docx
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.round((share / shares) * textWidth))
  const cell = (text: string, at: number, isHead: boolean) =>
    new TableCell({
      width: { size: widths[at] ?? 0, type: WidthType.DXA },
      children: [
        new Paragraph({
          alignment: columns[at]?.isNumber ? AlignmentType.END : AlignmentType.START,
          spacing: { before: 60, after: 60, line: 240, lineRule: 'auto' as const },
          children: [new TextRun({ text, bold: isHead, size: 18 })],
        }),
      ],
    })
  const rule = { style: BorderStyle.SINGLE, size: 4, color: hex(colours.rule) }
  const absent = { style: BorderStyle.NONE, size: 0, color: 'auto' }
  const table = new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: widths,
    borders: {
      top: absent,
      left: absent,
      right: absent,
      bottom: rule,
      insideHorizontal: rule,
      insideVertical: absent,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: columns.map(({ label }, at) => cell(label, at, true)),
      }),
      ...rows.map(
        (row) =>
          new TableRow({ cantSplit: true, children: columns.map((_, at) => cell(row[at] ?? '', at, false)) }),
      ),
    ],
  })
  const below = new TextRun({ text: note ?? '', size: 16, color: hex(colours.muted) })
  return [table, new Paragraph({ spacing: { before: 60, after: 200 }, children: [below] })]
}

/** The library writes the moment of writing into the file and its archive; the same report is to be the same bytes. */
function dated(file: Uint8Array, madeAt: Date): Uint8Array {
  const entries = unzipSync(new Uint8Array(file))
  const core = entries['docProps/core.xml']
  if (!core) throw new Error('The document has no properties.')
  const stamp = madeAt.toISOString().replace(/\.\d+Z$/, 'Z')
  const told = new TextDecoder()
    .decode(core)
    .replace(/(<dcterms:(created|modified)[^>]*>)[^<]*(<)/g, `$1${stamp}$3`)
  const sorted = Object.entries({ ...entries, 'docProps/core.xml': new TextEncoder().encode(told) })
  // An archive's clock has no zone: the first of 1980 everywhere, whatever the machine's is.
  return zipSync(Object.fromEntries(sorted), { mtime: new Date(1980, 0, 1), level: 6 })
}
