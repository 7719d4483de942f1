import { audit } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db/database.ts'
import { page, type RequestContext } from '../../platform/http/route.ts'
import { forgetActors } from './actor-cache.ts'
import { actorOfAccount, scopeOfOwn } from './actors-read-model.ts'
import { attempt, originOf } from './attempts.ts'
import { keepNowhere } from './request.ts'
import { readSessionCookie } from './session-cookie.ts'
import { endSessionOf, nameMethod } from './sessions-store.ts'

type Note = (tx: Tx, body: Record<string, unknown>, response: Response) => Promise<Record<string, unknown>>

/**
 * Hands a request to the sign-in library, all of it in one transaction with what `note` adds (the audit entry), and
 * answers with what `note` returns: the library's own answers carry session tokens, which no script needs to see.
 * Only the few addresses below reach it; what else it could answer is closed.
 */
async function throughLibrary(c: RequestContext, note: Note): Promise<Response> {
  const { services } = c.var
  if (!(await attempt(services, 'ceremony-address', originOf(c)))) return c.json({ error: 'busy' }, 429)
  const { createAuth } = await import('./auth.ts')
  const response = await services.db.transaction().execute(async (tx) => {
    const answer = await createAuth(services, { db: tx }).handler(c.req.raw)
    if (!answer.ok) return c.json({ error: answer.status === 403 ? 'stale' : 'refused' }, 422)
    const body = await note(tx, (await answer.clone().json()) as Record<string, unknown>, answer)
    const own = Response.json(body)
    for (const cookie of answer.headers.getSetCookie()) own.headers.append('set-cookie', cookie)
    return own
  })
  forgetActors(services)
  return keepNowhere(response)
}

const registerOptions = page('get', '/api/auth/passkey/generate-register-options', 'signed-in', (c) =>
  throughLibrary(c, async (tx, options) => {
    const account = await tx
      .selectFrom('account')
      .select(['name', 'sign_in_name'])
      .where('id', '=', c.var.actor?.id ?? '')
      .executeTakeFirstOrThrow()
    // What the phone shows beside the passkey: the library knows only the made-up address.
    const user = { ...(options.user as object), name: account.sign_in_name, displayName: account.name }
    return { ...options, user }
  }),
)

const register = page('post', '/api/auth/passkey/verify-registration', 'signed-in', (c) =>
  throughLibrary(c, async (tx, passkey) => {
    const { services, actor } = c.var
    if (!actor) throw new Error('A passkey was registered by nobody.')
    const event = { action: 'accounts.add-passkey' as const, subject: `account ${actor.id}` }
    const scope = await scopeOfOwn(tx, actor.id)
    const after = { passkey: passkey.id, name: passkey.name ?? null }
    await audit(tx, actor, { ...event, scope, after }, services.clock.now())
    return { ok: true }
  }),
)

const signInOptions = page('get', '/api/auth/passkey/generate-authenticate-options', 'public', (c) =>
  throughLibrary(c, async (_, options) => ({ ...options, userVerification: 'required' })),
)

const signIn = page('post', '/api/auth/passkey/verify-authentication', 'public', async (c) => {
  const previous = await readSessionCookie(c)
  return throughLibrary(c, async (tx, { session }) => {
    const { services } = c.var
    const { token, userId } = session as { token: string; userId: string }
    if (previous) await endSessionOf(tx, previous)
    await nameMethod(tx, token, 'passkey')
    await auditSignIn(tx, userId, 'passkey', services.clock.now())
    return { ok: true }
  })
})

/** Leaves the entry of a sign-in that the library did. */
export async function auditSignIn(tx: Tx, accountId: string, method: string, now: Date): Promise<void> {
  const actor = await actorOfAccount(tx, accountId, now)
  if (!actor) throw new Error('A closed account was let in.')
  const event = { action: 'accounts.sign-in' as const, subject: `account ${accountId}`, after: { method } }
  await audit(tx, actor, { ...event, scope: await scopeOfOwn(tx, accountId) }, now)
}

/** The ceremonies of passkeys, called by client/passkey.ts. */
export const ceremonyRoutes = [registerOptions, register, signInOptions, signIn]
