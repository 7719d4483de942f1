import type { RequestContext } from '../platform/http/route.ts'
import { type FieldProblem, type Result, statusOf } from '../platform/result.ts'
import { refusalPage } from './refusal-page.tsx'

/**
 * The end of a posted form: done, on to another page (303); refused for its fields, the form again with its
 * problems (422, which `again` renders); refused otherwise, the refusal's own page.
 */
export async function answerForm<T>(
  c: RequestContext,
  result: Result<T>,
  { to, again }: { to(value: T): string; again(problems: readonly FieldProblem[]): Promise<Response> },
): Promise<Response> {
  if (result.ok) return c.redirect(to(result.value), 303)
  const { refusal } = result
  if (refusal.kind === 'invalid' && refusal.fields && refusal.fields.length > 0) return again(refusal.fields)
  return refusalPage(c, refusal, statusOf(refusal))
}
