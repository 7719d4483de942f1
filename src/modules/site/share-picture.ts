import { drawWords, linesOf } from './drawn-words.ts'

export interface SharePicture {
  /** Small, above. */
  kicker: string
  /** Large. */
  title: string
  /** Below. */
  line: string
}

const [width, height, margin] = [1200, 630, 84]

/**
 * The picture of a page that has none of its own, as link previews show it: 1200 x 630, JPEG, under 300 KB (larger
 * ones WhatsApp leaves out).
 */
export async function sharePicture({ kicker, title, line }: SharePicture): Promise<Buffer> {
  const size = [104, 84, 68].find((s) => linesOf(title, s, width - 2 * margin, 99).length <= 3) ?? 56
  const lines = linesOf(title, size, width - 2 * margin, 4)
  const step = size * 1.16
  const top = 330 - ((lines.length - 1) * step) / 2 + size * 0.34
  const words = [
    drawWords(kicker, { x: margin + 58, y: 118, size: 38, fill: '#ffffff', bold: true }),
    ...lines.map((text, at) =>
      drawWords(text, { x: margin, y: top + at * step, size, fill: '#ffffff', bold: true }),
    ),
    drawWords(linesOf(line, 36, width - 2 * margin, 1)[0] ?? '', {
      x: margin,
      y: 560,
      size: 36,
      fill: '#ddd0f1',
    }),
  ]
  // The mark: a finger dipped in ink, the voter's sign.
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <rect width="${width}" height="${height}" fill="#3b1a6b"/>
    <path d="M0 0h${width}v172H0z" fill="#2a1250"/>
    <path d="M${margin} 88a19 19 0 0 1 38 0v8h-38z" fill="#8f63d6"/>
    <path d="M${margin} 96h38v22a12 12 0 0 1-12 12h-14a12 12 0 0 1-12-12z" fill="#f1cfae"/>
    ${words.join('')}
  </svg>`
  // Loaded with the first picture asked for: most starts draw none for a while.
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).jpeg({ quality: 86, mozjpeg: true }).toBuffer()
}
