import { may } from '../../platform/access.ts'
import type { RequestContext, ScopeOf } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import type { Unit } from '../directory/index.ts'
import { type LinksQuery, linkByCode, type TrackedLink } from './links-read-model.ts'

/** A person who is nobody: what a volunteer without a directory entry owns. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Whether the asker may see everybody's links of the scope, or (a volunteer) only his or her own. */
export const seesAll = (c: RequestContext, scope: string) => may(c.var.actor, 'outreach.read', scope)

/** Whose links the asker may see; undefined: everybody's. */
export const ownerFor = (c: RequestContext, scope: string): string | undefined =>
  seesAll(c, scope) ? undefined : (c.var.actor?.personId ?? nobody)

/** The filters of a list of links as they stand in the address. */
export interface LinkFilter {
  election: string
  base: string
  channel: string
  publication: string
  state: string
}

export function filterOf(c: RequestContext): LinkFilter {
  const { election = '', base = '', channel = '', publication = '', state = '' } = c.req.query()
  return { election, base, channel, publication: isId(publication) ? publication : '', state }
}

/** The query behind the filters, narrowed to what the asker may see. */
export const queryOf = (c: RequestContext, unit: Unit, filter: LinkFilter): LinksQuery => ({
  scope: unit.id,
  electionId: filter.election || undefined,
  base: filter.base || undefined,
  channel: filter.channel || undefined,
  publicationId: filter.publication || undefined,
  revoked: filter.state === 'revoked',
  personId: ownerFor(c, unit.id),
})

/** The link in the path (`:code`), if the asker may see it. */
export async function linkInPath(c: RequestContext): Promise<TrackedLink | undefined> {
  const link = await linkByCode(c.var.services.db, c.req.param('code') ?? '')
  if (!link) return undefined
  const owner = ownerFor(c, link.workUnitId)
  return owner === undefined || owner === link.personId ? link : undefined
}

/** The unit of the link in the path: what a request about it is judged by. */
export const scopeOfLink: ScopeOf = async (c) =>
  (await linkByCode(c.var.services.db, c.req.param('code') ?? ''))?.workUnitId

export const missingLink = { kind: 'missing', key: 'publications.links.refusal.missing' } as const
