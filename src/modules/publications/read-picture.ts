import { ok, type Result, refuse } from '../../platform/result.ts'
import { largestImage } from './largest-image.ts'

/** Most pixels unpacked: a small file may say it is enormous. */
const mostPixels = 40_000_000

/** Whether a file is a picture that is read, by its first bytes; its name is not asked. */
function isPicture(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  return (
    head.startsWith('\xff\xd8\xff') ||
    head.startsWith('\x89PNG\r\n\x1a\n') ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
  )
}

/**
 * The pixels of an uploaded JPEG, PNG or WebP as a PNG, upright, on white, at most 2,400 pixels a side: nothing else of
 * the file is in it, such as the place where it was taken.
 * Refuses, at the field given: another kind of file whatever its name, over 10 MB, over 40 million pixels, damaged.
 */
export async function readPicture(bytes: Uint8Array, field: string): Promise<Result<Buffer>> {
  const refused = (key: string, params: Record<string, string | number> = {}) =>
    refuse({ kind: 'invalid', key: 'ui.form.refused', fields: [{ field, key, params }] })
  if (bytes.byteLength > largestImage) return refused('publications.image.tooLarge', { megabytes: 10 })
  if (!isPicture(bytes)) return refused('publications.image.notPicture')
  // The library of pictures is loaded with the first of them.
  const { default: sharp } = await import('sharp')
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata()
    if (width * height > mostPixels) return refused('publications.image.tooManyPixels', { megapixels: 40 })
    return ok(
      await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
        .autoOrient()
        .flatten({ background: '#ffffff' })
        .resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true })
        .png({ compressionLevel: 1 })
        .toBuffer(),
    )
  } catch {
    return refused('publications.image.damaged')
  }
}
