import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import sharp from 'sharp'

/** Expectations are written anew with UPDATE_LAYOUT=1; look at the pictures before committing them. */
const updating = process.env.UPDATE_LAYOUT === '1'
const folder = join(import.meta.dirname, 'expected')

type Box = [x: number, y: number, width: number, height: number]

/** Boxes of everything on the page that has an id of its own and is not a form field. */
const boxesOf = (page: Page): Promise<Record<string, Box>> =>
  page.evaluate(() => {
    const boxes: Record<string, Box> = {}
    for (const element of document.querySelectorAll('main[id], main [id]')) {
      if (/^(field|hint|problem)-/.test(element.id)) continue
      const { x, y, width, height } = element.getBoundingClientRect()
      boxes[element.id] = [x, y + scrollY, width, height].map(Math.round) as Box
    }
    return boxes
  })

/** Parts that stand elsewhere, or are larger or smaller, than the committed layout says: by more than 3 px. */
export async function movedParts(page: Page, name: string): Promise<string[]> {
  const file = join(folder, `${name}.json`)
  const now = await boxesOf(page)
  if (updating || !existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      file,
      `${JSON.stringify(now, null, 2).replace(/\[\s+([^\]]+?)\s+\]/g, (_, box: string) => `[${box.replace(/\s+/g, ' ')}]`)}\n`,
    )
  }
  const before = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Box>
  const moved = Object.entries(before).filter(([id, box]) => {
    const at = now[id]
    return !at || box.some((side, index) => Math.abs(side - (at[index] ?? 0)) > 3)
  })
  const added = Object.keys(now).filter((id) => !(id in before))
  return [...moved.map(([id, box]) => `${id}: [${box}] is now [${now[id] ?? 'gone'}]`), ...added]
}

/** Page pictures are compared at a quarter of their size: small to keep, and deaf to how a browser smooths letters. */
const quarter = async (png: Buffer) => {
  const { width = 0, height = 0 } = await sharp(png).metadata()
  return sharp(png)
    .resize(Math.round(width / 4), Math.round(height / 4), { fit: 'fill' })
    .removeAlpha()
}

/**
 * Share of the picture's points (0 to 1) that differ by more than 40 of 255 in some colour from the committed one;
 * 1 where the sizes differ.
 */
export async function changedShare(page: Page, name: string): Promise<number> {
  const file = join(folder, `${name}.png`)
  const shot = await quarter(await page.screenshot({ fullPage: true, animations: 'disabled', scale: 'css' }))
  if (updating || !existsSync(file)) {
    await shot.clone().png({ palette: true, colours: 64, effort: 10 }).toFile(file)
  }
  const now = await shot.raw().toBuffer({ resolveWithObject: true })
  const before = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  if (now.info.width !== before.info.width || Math.abs(now.info.height - before.info.height) > 1) return 1
  const points = Math.min(now.data.length, before.data.length) / 3
  let changed = 0
  for (let at = 0; at < points * 3; at += 3) {
    const differs = [0, 1, 2].some(
      (colour) => Math.abs((now.data[at + colour] ?? 0) - (before.data[at + colour] ?? 0)) > 40,
    )
    if (differs) changed += 1
  }
  return changed / points
}
