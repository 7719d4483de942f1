import { navFor } from '../../platform/http/frame.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { type Result, statusOf } from '../../platform/result.ts'
import { refusalPage } from '../../ui/index.ts'
import type { Arrival } from './accept-invitation.ts'
import { scopeOfAccount } from './accounts-read-model.ts'
import { readSessionCookie } from './session-cookie.ts'

/** What a sign-in needs to know of the browser it comes from. */
export const arrivalOf = async (c: RequestContext): Promise<Arrival> => ({
  userAgent: c.req.header('user-agent'),
  previousToken: await readSessionCookie(c),
})

/** Where somebody begins who has just come in: the overview, else the first page that may be read. */
export async function landing(c: RequestContext): Promise<string> {
  const [first] = await navFor(c)
  return first?.href ?? '/desk/account'
}

/** After a command: on with 303, or the page that says why not. */
export async function answer(c: RequestContext, result: Result<unknown>, to: string): Promise<Response> {
  if (result.ok) return c.redirect(to, 303)
  return refusalPage(c, result.refusal, statusOf(result.refusal))
}

/** The unit of the account in the address: what a request about it is judged by. */
export const accountScope = (c: RequestContext) =>
  scopeOfAccount(c.var.services.db, c.req.param('account') ?? '')

/** Pages with codes and secrets are not kept by any cache, not even the browser's. */
export function keepNowhere(response: Response): Response {
  response.headers.set('cache-control', 'no-store')
  return response
}
