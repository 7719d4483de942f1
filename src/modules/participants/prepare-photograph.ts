import { ok, type Result } from '../../platform/result.ts'
import { readPicture } from '../publications/index.ts'

/** A photograph made anew from pixels, so that nothing of the uploaded file is left in it. */
export interface PreparedPhotograph {
  contentType: 'image/webp'
  bytes: Uint8Array
}

/** So much is carried to a phone at a door for each of some hundred people. */
const mostBytes = 6 * 1024

/**
 * A picture of 160 x 200 pixels in WebP and at most 6 KB, cut to what draws the eye: enough for a face beside a name.
 * Refuses what `readPicture` refuses, at the field `photograph`.
 */
export async function preparePhotograph(bytes: Uint8Array): Promise<Result<PreparedPhotograph>> {
  const upright = await readPicture(bytes, 'photograph')
  if (!upright.ok) return upright
  const { default: sharp } = await import('sharp')
  const at = (width: number, quality: number) =>
    sharp(upright.value)
      .resize({ width, height: width * 1.25, fit: 'cover', position: 'attention' })
      .webp({ quality, effort: 5 })
      .toBuffer()
  let made = await at(160, 75)
  for (const [width, quality] of [
    [160, 55],
    [160, 38],
    [160, 22],
    [128, 15],
    [96, 8],
  ] as const) {
    if (made.byteLength <= mostBytes) break
    made = await at(width, quality)
  }
  return ok({ contentType: 'image/webp', bytes: made })
}
