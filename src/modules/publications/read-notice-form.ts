import { bodyLimit } from 'hono/body-limit'
import type { Typed } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { largestImage } from './prepare-image.ts'

/** Above this a request is not read at all; between this and the largest picture the form can say it at its field. */
const largestRequest = 2.5 * largestImage

export interface SentForm {
  typed: Typed
  /** The chosen file; null when none was. */
  file: Uint8Array | null
}

/** Reads a form with a picture; null when it is so large that nobody should read it. */
export async function readNoticeForm(c: RequestContext): Promise<SentForm | null> {
  let isTooLarge = false
  await bodyLimit({
    maxSize: largestRequest,
    onError: (context) => {
      isTooLarge = true
      return context.body(null, 413)
    },
  })(c, async () => {})
  if (isTooLarge) return null
  const body = await c.req.parseBody().catch(() => null)
  if (body === null) return null
  const typed: Typed = {}
  let file: Uint8Array | null = null
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value.replaceAll('\r\n', '\n')
    else if (name === 'image' && value instanceof File && value.size > 0)
      file = new Uint8Array(await value.arrayBuffer())
  }
  return { typed, file }
}
