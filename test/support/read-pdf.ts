import { createCanvas } from '@napi-rs/canvas'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** One run of text where it stands, in points from the top left corner of its page. */
export interface ReadText {
  text: string
  x: number
  /** Its baseline. */
  y: number
  width: number
  size: number
}

const open = (bytes: Uint8Array) => getDocument({ data: new Uint8Array(bytes), verbosity: 0 })

/** What a reader finds in a PDF: its texts page by page as drawn, its title, its language, its parts. */
export async function readPdf(bytes: Uint8Array) {
  const task = open(bytes)
  const document = await task.promise
  const pages: ReadText[][] = []
  const roles = new Set<string>()
  for (let at = 1; at <= document.numPages; at += 1) {
    const page = await document.getPage(at)
    const { height } = page.getViewport({ scale: 1 })
    const { items } = await page.getTextContent()
    pages.push(
      items.flatMap((item) => {
        if (!('str' in item) || item.str.trim() === '') return []
        const [a = 1, b = 0, , , x = 0, y = 0] = item.transform as number[]
        // A run that stands on its head begins at its right.
        const left = a < 0 ? x - item.width : x
        return [{ text: item.str, x: left, y: height - y, width: item.width, size: Math.hypot(a, b) }]
      }),
    )
    collectRoles(await page.getStructTree(), roles)
  }
  const { info } = await document.getMetadata()
  const { Title: title, Language: language } = info as Record<string, string | undefined>
  await task.destroy()
  return { pages, title, language, roles }
}

function collectRoles(node: unknown, roles: Set<string>): void {
  const { role, children = [] } = (node ?? {}) as { role?: string; children?: unknown[] }
  if (role) roles.add(role)
  for (const child of children) collectRoles(child, roles)
}

/** A page as a printer would put it on paper: PNG at so many pixels a millimetre. */
export async function pictureOfPage(
  bytes: Uint8Array,
  number: number,
  perMillimetre: number,
): Promise<Buffer> {
  const task = open(bytes)
  const page = await (await task.promise).getPage(number)
  const viewport = page.getViewport({ scale: (perMillimetre * 25.4) / 72 })
  const canvas = createCanvas(viewport.width, viewport.height)
  await page.render({ canvas: canvas as never, viewport }).promise
  await task.destroy()
  return canvas.toBuffer('image/png')
}
