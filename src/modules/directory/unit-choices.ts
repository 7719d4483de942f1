import { covers } from '../../platform/access.ts'
import type { UnitChoice } from '../../platform/http/frame.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { unitOfParam } from './unit-address.ts'
import { unitTree } from './unit-tree.ts'

/**
 * The units somebody can switch to: those of the own grants, the one the page is about, and those right under the
 * own ones. All others are found by search. Scopes are whole ids; the frame makes addresses of them.
 */
export async function unitChoices(c: RequestContext): Promise<UnitChoice[]> {
  const { actor, services } = c.var
  if (actor === null) return []
  const tree = await unitTree(services)
  const own = [...new Set(actor.grants.map(({ scope }) => scope))].sort()
  const shown = unitOfParam(tree, c.req.param('unit') ?? c.req.query('unit') ?? '')
  const isWithin = shown !== undefined && own.some((scope) => covers(scope, shown.id))
  const units = [
    ...own.flatMap((scope) => tree.byId(scope) ?? []),
    ...(isWithin ? [shown] : []),
    ...own.flatMap((scope) => tree.childrenOf(scope)),
  ]
  return [...new Set(units)].map((unit) => ({ scope: unit.id, name: unit.shortName }))
}
