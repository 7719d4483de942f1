import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Formats } from '../../platform/i18n/formats.ts'
import type { Material, MaterialFile } from './materials-read-model.ts'

/** What a material is, for its tag: `link`, or kind and size of the file (`PDF, 1.2 MB`). */
export const materialWords = (
  { t, format }: { t: Translator; format: Formats },
  { fileName, size }: Material,
) =>
  fileName === null
    ? t('meetings.materials.link')
    : `${fileName.slice(fileName.lastIndexOf('.') + 1).toUpperCase()}, ${format.number(Math.max(0.1, (size ?? 0) / 1_048_576), { maximumFractionDigits: 1 })} MB`

/** Hands a kept file out, to be saved and never shown by the browser; no cache but the reader's own disk keeps it. */
export const sendMaterial = (c: RequestContext, { bytes, contentType, fileName }: MaterialFile): Response =>
  c.body(new Uint8Array(bytes), 200, {
    'content-type': contentType ?? 'application/octet-stream',
    'content-disposition': `attachment; filename="${fileName}"`,
    'cache-control': 'private, no-store',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  })
