import jsQR from 'jsqr'
import sharp from 'sharp'
import { pictureOfPage, readPdf } from '../../support/read-pdf.ts'

/** Four badges stand on a page of A4, in points from its top left corner. */
const [width, height] = [297.6, 421]
/** How sharp the camera sees, in pixels a millimetre. */
const sharpness = 8

/** One printed badge: what stands on it, and where. */
interface Badge {
  words: string
  page: number
  column: 0 | 1
  row: 0 | 1
}

/** The badges in a file, as many as are on its pages. */
export async function badgesIn(bytes: Buffer): Promise<Badge[]> {
  const { pages } = await readPdf(bytes)
  return pages.flatMap((texts, at) => {
    const corners = Map.groupBy(texts, ({ x, y }) => (x < width ? 0 : 1) + (y < height ? 0 : 2))
    return [...corners].map(
      ([corner, some]): Badge => ({
        words: some.map(({ text }) => text).join(' '),
        page: at + 1,
        column: corner % 2 === 0 ? 0 : 1,
        row: corner < 2 ? 0 : 1,
      }),
    )
  })
}

/** What a camera reads from the QR of a printed badge. */
export async function seenBy(bytes: Buffer, { page, column, row }: Badge): Promise<string | undefined> {
  const [w, h] = [width, height].map((points) => Math.floor((points * 25.4 * sharpness) / 72)) as [
    number,
    number,
  ]
  const { data, info } = await sharp(await pictureOfPage(bytes, page, sharpness))
    .extract({ left: column * w, top: row * h, width: w, height: h })
    .flatten({ background: '#fff' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return jsQR.default(new Uint8ClampedArray(data), info.width, info.height)?.data
}
