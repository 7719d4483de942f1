import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { announceLinks, notifyLinks } from './links.ts'
import { linkByCode, type TrackedLink } from './links-read-model.ts'
import { endLink } from './links-store.ts'

/** Ends a link: from now on it leads nowhere and counts nothing. What it counted stays. */
export async function revokeLink(
  services: Services,
  actor: Actor,
  code: string,
): Promise<Result<TrackedLink>> {
  const now = services.clock.now()
  const result = await transact(services.db, async (tx): Promise<Result<TrackedLink>> => {
    const link = await linkByCode(tx, code)
    if (!link) return refuse({ kind: 'missing', key: 'publications.links.refusal.missing' })
    const scope = link.workUnitId
    if (!may(actor, 'links.mint', scope)) return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    if (!(await endLink(tx, scope, code, now)))
      return refuse({ kind: 'conflict', key: 'publications.links.refusal.revoked' })
    await audit(tx, actor, { action: 'links.revoke', subject: `link ${code}`, scope, before: link }, now)
    await notifyLinks(tx, scope)
    return ok({ ...link, revokedAt: now })
  })
  if (result.ok) announceLinks(services, { minted: [], revoked: [code] })
  return result
}
