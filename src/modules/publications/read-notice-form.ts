import type { Typed } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { largestImage } from './largest-image.ts'

/**
 * Above this a request is refused unread; between this and the largest picture the form comes back with what was
 * typed and says it at the field.
 */
export const largestRequest = 2.5 * largestImage

/** Reads a form with a picture: the text fields, without the sign NUL, and the chosen file or null. */
export async function readNoticeForm(c: RequestContext): Promise<{ typed: Typed; file: Uint8Array | null }> {
  const typed: Typed = {}
  let file: Uint8Array | null = null
  for (const [name, value] of Object.entries(await c.req.parseBody())) {
    if (typeof value === 'string') typed[name] = value.replaceAll('\0', '').replaceAll('\r\n', '\n')
    else if (name === 'image' && value instanceof File && (value.size > 0 || value.name !== ''))
      file = new Uint8Array(await value.arrayBuffer())
  }
  return { typed, file }
}
