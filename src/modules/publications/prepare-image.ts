import { createHash } from 'node:crypto'
import sharp, { type OutputInfo, type Sharp } from 'sharp'
import { ok, type Result } from '../../platform/result.ts'
import { readPicture } from './read-picture.ts'
import type { ImageVariant } from './tables.ts'

/** A picture made ready for one use; made anew from pixels, so that nothing of the uploaded file is left in it. */
export interface PreparedVariant {
  variant: ImageVariant
  contentType: string
  width: number
  height: number
  bytes: Uint8Array
}

export interface PreparedImage {
  /** SHA-256 of the uploaded file, 64 hexadecimal signs. */
  hash: string
  variants: PreparedVariant[]
}

/**
 * Makes the two variants of an uploaded JPEG, PNG or WebP: `page` (WebP, at most 720 pixels wide and 60 KB) and
 * `share` (JPEG, 1200 x 630, under 300 KB, the size link previews ask for). Metadata such as the place a
 * photograph was taken is left behind. Refuses what `readPicture` refuses, at the field `image`.
 */
export async function prepareImage(bytes: Uint8Array): Promise<Result<PreparedImage>> {
  const upright = await readPicture(bytes, 'image')
  if (!upright.ok) return upright
  return ok({
    hash: createHash('sha256').update(bytes).digest('hex'),
    variants: [await pageVariant(upright.value), await shareVariant(upright.value)],
  })
}

/** Tries settings from fine to coarse until the bytes fit; the last is taken as it is. */
async function firstThatFits(
  limit: number,
  tries: readonly (() => Sharp)[],
): Promise<{ data: Buffer; info: OutputInfo }> {
  let made: { data: Buffer; info: OutputInfo } | undefined
  for (const attempt of tries) {
    made = await attempt().toBuffer({ resolveWithObject: true })
    if (made.data.byteLength <= limit) return made
  }
  if (!made) throw new Error('No settings to try.')
  return made
}

async function pageVariant(upright: Buffer): Promise<PreparedVariant> {
  const at = (width: number, quality: number) => () =>
    sharp(upright)
      .resize({ width, height: width * 2, fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 4 })
  const { data, info } = await firstThatFits(60 * 1024, [
    at(720, 80),
    at(720, 62),
    at(720, 45),
    at(560, 40),
    at(420, 32),
    at(320, 20),
  ])
  return { variant: 'page', contentType: 'image/webp', width: info.width, height: info.height, bytes: data }
}

/** The whole picture on a plain ground: a poster's words must not be cut off in a preview. */
async function shareVariant(upright: Buffer): Promise<PreparedVariant> {
  const at = (quality: number) => () =>
    sharp(upright)
      .resize({ width: 1200, height: 630, fit: 'contain', background: '#fbf8f3' })
      .jpeg({ quality, mozjpeg: true })
  const { data } = await firstThatFits(300 * 1000 - 1, [at(84), at(70), at(55), at(35)])
  return { variant: 'share', contentType: 'image/jpeg', width: 1200, height: 630, bytes: data }
}
