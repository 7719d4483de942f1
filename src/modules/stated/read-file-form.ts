import type { Typed } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'

/** Reads a form with one file: the text fields, and the chosen file of that field or null. */
export async function readFileForm(
  c: RequestContext,
  field: string,
): Promise<{ typed: Typed; file: File | null }> {
  const typed: Typed = {}
  let file: File | null = null
  const body = await c.req.parseBody().catch(() => ({}) as Record<string, string | File>)
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value.replaceAll('\0', '')
    else if (name === field && value instanceof File && (value.size > 0 || value.name !== '')) file = value
  }
  return { typed, file }
}
