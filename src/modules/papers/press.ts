import { Readable } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Formats, formats } from '../../platform/i18n/formats.ts'
import { a4, colours, margin, mm } from './measures.ts'
import type { Paper } from './records.ts'
import { faces, writable } from './typeface.ts'

export interface Style {
  /** Points. */
  size: number
  bold?: boolean
  colour?: string
  align?: 'start' | 'centre' | 'end'
  /** Figures of one width, for columns of numbers. */
  figures?: boolean
  /** Height of a line as a multiple of the size; large type wants less. */
  leading?: number
}

interface Head {
  t: Translator
  /** Says what kind of paper of which meeting; never names a person, because file managers and viewers show it. */
  title: string
  author: string
  /** The instant the file says it was made at: the same records and instant give the same bytes. */
  madeAt: Date
  example: boolean
}

type Structure = ReturnType<PDFKit.PDFDocument['struct']>

export const lineHeight = ({ size, leading = 1.36 }: Style) => size * leading

/**
 * A PDF in the making: text with our typeface embedded, each piece told what it is (PDF/UA), all else declared
 * decoration. Everything is in points from the top left corner.
 */
export class Press {
  readonly t: Translator
  readonly format: Formats
  readonly document: PDFKit.PDFDocument
  #parents: Structure[]
  #isDecorating = false
  readonly #widths = new Map<string, number>()

  constructor({ t, title, author, madeAt }: Head) {
    this.t = t
    this.format = formats(t.locale)
    const document = new PDFDocument({
      autoFirstPage: false,
      margin: 0,
      font: faces.regular,
      pdfVersion: '1.7',
      // The types do not know it yet.
      subset: 'PDF/UA' as 'PDF/A-1a',
      tagged: true,
      displayTitle: true,
      lang: t.locale,
      info: { Title: title, Author: author, Creator: 'Jangkau', Producer: 'Jangkau', CreationDate: madeAt },
    })
    escapeMetadata(document)
    this.document = document
    const root = document.struct('Document')
    document.addStructure(root)
    this.#parents = [root]
  }

  /** A new page; the one before is finished. */
  page({ width, height } = a4): void {
    this.document.addPage({ size: [width, height], margin: 0 })
  }

  /** Draws a part that readers are told of: `P`, `H1`, `Figure` with its `alt`. */
  tagged(type: string, draw: () => void, options: { alt?: string; bbox?: Box; scope?: 'Column' } = {}): void {
    if (this.#isDecorating) draw()
    else this.#parents.at(-1)?.add(this.document.struct(type, options, draw))
  }

  /** Draws a part of the whole paper, whichever part is open: what stands on every page is of no table. */
  taggedApart(type: string, draw: () => void): void {
    this.#parents[0]?.add(this.document.struct(type, {}, draw))
  }

  /** A part with nothing drawn in it, such as a cell to be filled in; `heard` is what readers say for it. */
  empty(type: string, { heard, scope }: { heard?: string; scope?: 'Column' } = {}): void {
    if (this.#isDecorating) return
    const part = this.document.struct(type, {
      ...(scope ? { scope } : {}),
      ...(heard ? { actual: heard } : {}),
    })
    this.#parents.at(-1)?.add(part)
    part.end()
  }

  /** Opens a part that holds others, such as `Table`; give what it returns the word to close it. */
  open(type: string): () => void {
    const part = this.document.struct(type)
    this.#parents.at(-1)?.add(part)
    this.#parents.push(part)
    return () => {
      this.#parents = this.#parents.slice(0, this.#parents.indexOf(part))
      part.end()
    }
  }

  /** Draws what is only to be seen, whatever is in it: rules, grounds, marks, what stands on every page. */
  decorated(draw: () => void): void {
    if (this.#isDecorating) {
      draw()
      return
    }
    this.#isDecorating = true
    this.document.markContent('Artifact', { type: 'Layout' })
    draw()
    this.document.endMarkedContent()
    this.#isDecorating = false
  }

  /** Widths grow evenly with the size, and fitting asks for the same words at many: each is laid out once. */
  widthOf(text: string, style: Style): number {
    const key = `${style.bold ? 'b' : ''}${style.figures ? 'f' : ''}:${text}`
    let width = this.#widths.get(key)
    if (width === undefined) {
      const features: PDFKit.Mixins.OpenTypeFeatures[] | undefined = style.figures ? ['tnum'] : undefined
      width = this.#with({ ...style, size: 1 }).widthOfString(writable(text), { features })
      // People's names are many and seldom come again.
      if (this.#widths.size > 4000) this.#widths.clear()
      this.#widths.set(key, width)
    }
    return width * style.size
  }

  /** One line whose baseline is at `y`; `x` is its start, its middle or its end as the style is aligned. */
  line(text: string, x: number, y: number, style: Style): void {
    const words = writable(text)
    if (words === '') return
    const { align = 'start', colour = colours.text } = style
    const shift = align === 'start' ? 0 : this.widthOf(words.trimEnd(), style) / (align === 'end' ? 1 : 2)
    const features: PDFKit.Mixins.OpenTypeFeatures[] | undefined = style.figures ? ['tnum'] : undefined
    this.#with(style)
      .fillColor(colour)
      .text(words, x - shift, y, { lineBreak: false, baseline: 'alphabetic', features })
  }

  /** Lines one beneath the other from the top edge `y`; returns where the next may begin. */
  lines(texts: readonly string[], x: number, y: number, style: Style): number {
    const height = lineHeight(style)
    for (const [at, text] of texts.entries()) this.line(text, x, y + at * height + style.size, style)
    return y + texts.length * height
  }

  /**
   * A text broken into lines no wider than `width`; a word that is wider alone is broken too, never cut. A line keeps the
   * space it ends with, so that who hears the lines hears words apart (ISO 32000-1, 14.8.2.5).
   */
  broken(text: string, width: number, style: Style): string[] {
    const lines: string[] = []
    let line = ''
    for (const piece of writable(text).match(/[^ \-/]*[ \-/]+|[^ \-/]+/g) ?? []) {
      if (this.widthOf((line + piece).trimEnd(), style) <= width) {
        line += piece
        continue
      }
      if (line !== '') lines.push(line)
      line = ''
      for (const sign of piece) {
        if (line !== '' && this.widthOf((line + sign).trimEnd(), style) > width) {
          lines.push(line)
          line = ''
        }
        line += sign
      }
    }
    if (line.trim() !== '') lines.push(line)
    return lines
  }

  /** A text over as many lines as it takes, as a paragraph; returns where the next may begin. */
  paragraph(text: string, x: number, y: number, width: number, style: Style, type = 'P'): number {
    const lines = this.broken(text, width, style)
    if (lines.length === 0) return y
    const from = { start: x, centre: x + width / 2, end: x + width }[style.align ?? 'start']
    let next = y
    this.tagged(type, () => {
      next = this.lines(lines, from, y, style)
    })
    return next
  }

  rule(x: number, y: number, width: number, colour: string = colours.rule, thickness = 0.6): void {
    this.document
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(thickness)
      .strokeColor(colour)
      .stroke()
  }

  #with({ size, bold }: Style): PDFKit.PDFDocument {
    return this.document.font(bold ? faces.bold : faces.regular).fontSize(size)
  }
}

export type Box = [left: number, top: number, right: number, bottom: number]

/** pdfkit puts title and author into its XML as they are; a meeting may have an & in its name. */
function escapeMetadata(document: PDFKit.PDFDocument): void {
  const own = document as unknown as { endMetadata(): void; info: Record<string, unknown> }
  const write = own.endMetadata.bind(document)
  own.endMetadata = () => {
    for (const key of ['Title', 'Author'])
      own.info[key] = String(own.info[key]).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    write()
  }
}

/** Says beneath everything else on the page that it is made up. */
function markExample(press: Press): void {
  const y = press.document.page.height - mm(7.5)
  press.taggedApart('P', () => press.line(press.t('papers.example'), margin, y, { size: 9, bold: true }))
}

/**
 * A PDF as a stream. `draw` yields after each page, whose bytes are then handed on and let go, so that a file of a
 * thousand pages takes the memory of a few and other requests get their turn in between.
 */
export function printed(head: Head, draw: (press: Press) => Iterable<void>): Paper {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    const press = new Press(head)
    const waiting = () => press.document.read() as Uint8Array | null
    for (const _ of draw(press)) {
      if (head.example) markExample(press)
      const chunk = waiting()
      if (chunk) yield chunk
      await setImmediate()
    }
    press.document.end()
    for (let chunk = waiting(); chunk; chunk = waiting()) yield chunk
  }
  return {
    title: head.title,
    contentType: 'application/pdf',
    bytes: Readable.from(bytes(), { objectMode: false }),
  }
}
