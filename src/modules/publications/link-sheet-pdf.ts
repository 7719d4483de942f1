import PDFDocument from 'pdfkit'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type SpokenLink, withoutScheme } from './link-words.ts'
import { qrPath } from './qr.ts'
import { bundles } from './views/link-sheet.tsx'

const points = (millimetres: number) => (millimetres * 72) / 25.4
const margin = points(12)
const [width, height] = [points(210), points(297)]
const columns = 2
const gap = points(4)
const label = { width: (width - 2 * margin - gap) / columns, height: points(40) }
const code = points(34)

/**
 * The sheet as A4 PDF: two labels in a row, under the name of who gets them. A QR code is 34 mm wide, which phones
 * read from half a metre.
 */
export async function sheetPdf(
  t: Translator,
  unitName: string,
  links: readonly SpokenLink[],
): Promise<Buffer> {
  const document = new PDFDocument({ size: 'A4', margin, info: { Title: t('publications.sheet.title') } })
  const chunks: Buffer[] = []
  document.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise<void>((resolve) => document.on('end', () => resolve()))
  let y = margin
  document
    .font('Helvetica')
    .fontSize(9)
    .fillColor('#5f5769')
    .text(`${unitName} - ${t('publications.sheet.scan')}`, margin, y)
  y += points(7)
  for (const { owner, links: some } of bundles(t, links)) {
    if (y + points(8) + label.height > height - margin) y = nextPage(document)
    document
      .font('Helvetica-Bold')
      .fontSize(12)
      .fillColor('#211a2b')
      .text(owner, margin, y, { lineBreak: false })
    y += points(7)
    for (let at = 0; at < some.length; at += columns) {
      if (y + label.height > height - margin) y = nextPage(document)
      for (const [column, link] of some.slice(at, at + columns).entries())
        drawLabel(document, t, link, margin + column * (label.width + gap), y)
      y += label.height + gap
    }
    y += points(2)
  }
  document.end()
  await ended
  return Buffer.concat(chunks)
}

function nextPage(document: PDFKit.PDFDocument): number {
  document.addPage()
  return margin
}

function drawLabel(document: PDFKit.PDFDocument, t: Translator, link: SpokenLink, x: number, y: number) {
  document
    .roundedRect(x, y, label.width, label.height, 6)
    .dash(2, { space: 2 })
    .strokeColor('#8a8194')
    .stroke()
    .undash()
  const { path, size } = qrPath(link.qr)
  document
    .save()
    .translate(x + points(2), y + (label.height - code) / 2)
    .scale(code / size)
    .path(path)
    .fill('#000000')
    .restore()
  const at = x + code + points(4)
  const room = { width: label.width - code - points(6), height: points(11), ellipsis: true }
  document
    .font('Helvetica-Bold')
    .fontSize(11)
    .fillColor('#211a2b')
    .text(link.channelName, at, y + points(4), room)
  document
    .font('Helvetica')
    .fontSize(9)
    .text(link.baseName, at, y + points(10), { ...room, height: points(5) })
  document
    .font('Helvetica-Bold')
    .fontSize(9)
    .text(withoutScheme(link.short), at, y + points(16), room)
  document
    .font('Helvetica')
    .fontSize(8)
    .fillColor('#5f5769')
    .text(link.publication ?? t('publications.links.unitPage'), at, y + points(26), room)
}
