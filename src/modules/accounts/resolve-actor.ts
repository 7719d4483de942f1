import { createHash } from 'node:crypto'
import type { Actor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { actorCache } from './actor-cache.ts'
import { type SignedIn, signedInBy, tokenBy } from './actors-read-model.ts'
import { narrowGrants } from './narrow-grants.ts'
import { readSessionCookie, writeSessionCookie } from './session-cookie.ts'
import { prolongSeconds } from './session-length.ts'
import { prolongSession } from './sessions-store.ts'
import { noteTokenUse } from './tokens-store.ts'

export const tokenPrefix = 'jangkau_'

export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Who a request comes from: the account behind a session cookie, or the program behind a bearer token. Null when
 * nobody; a token that is wrong, expired or revoked is nobody, never a fallback to the cookie.
 */
export async function resolveActor(c: RequestContext): Promise<Actor | null> {
  const authorization = c.req.header('authorization')
  if (authorization !== undefined) {
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1]
    return token?.startsWith(tokenPrefix) ? programBy(c, token) : null
  }
  const token = await readSessionCookie(c)
  return token === null ? null : personBy(c, token)
}

async function personBy(c: RequestContext, token: string): Promise<Actor | null> {
  const { services } = c.var
  const cache = actorCache(services)
  const generation = cache?.generation ?? 0
  const now = services.clock.now()
  let signedIn: SignedIn | null = cache?.get(token) ?? null
  if (signedIn && signedIn.expiresAt <= now) signedIn = null
  if (!signedIn) {
    signedIn = await signedInBy(services.db, token, now)
    if (!signedIn) return null
    cache?.put(token, signedIn, generation)
  }
  if (now.getTime() - signedIn.usedAt.getTime() > prolongSeconds * 1000) {
    signedIn.usedAt = now
    if (await prolongSession(services.db, token, now)) await writeSessionCookie(c, token)
  }
  return signedIn.actor
}

async function programBy(c: RequestContext, token: string): Promise<Actor | null> {
  const { db, clock } = c.var.services
  const now = clock.now()
  const found = await tokenBy(db, hashToken(token), now)
  if (!found) return null
  await noteTokenUse(db, found, now)
  return {
    kind: 'program',
    id: found.id,
    name: `${found.ownerName}: ${found.name}`,
    personId: found.personId,
    grants: narrowGrants(found.owned, found),
  }
}
