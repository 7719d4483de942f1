import type { z } from 'zod'
import type { FieldProblem, Result } from '../result.ts'
import type { RequestContext } from './route.ts'

/** What was typed, kept so that a refused form shows it again. */
export type Typed = Record<string, string>

/** The text fields of a posted form, without the sign NUL, which nobody types and PostgreSQL cannot keep. */
export async function typedForm(c: RequestContext): Promise<Typed> {
  const body = await c.req.parseBody()
  const typed: Typed = {}
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') typed[name] = value.replaceAll('\0', '')
  }
  return typed
}

/**
 * Checks typed fields with a schema whose messages are message keys (`z.string().min(1, 'ui.form.required')`).
 * Refuses as `invalid` with one problem a field.
 */
export function checkForm<S extends z.ZodType>(schema: S, typed: Typed): Result<z.output<S>> {
  const parsed = schema.safeParse(typed)
  if (parsed.success) return { ok: true, value: parsed.data }
  const fields: FieldProblem[] = []
  for (const issue of parsed.error.issues) {
    const field = issue.path.map(String).join('.')
    if (!fields.some((problem) => problem.field === field)) fields.push({ field, key: keyOf(issue) })
  }
  return { ok: false, refusal: { kind: 'invalid', key: 'ui.form.refused', fields } }
}

const keyOf = (issue: { code: string; message: string }) =>
  /^[a-z][\w-]*(\.[\w-]+)+$/.test(issue.message) ? issue.message : 'ui.form.invalid'
