import type { UnitChoice } from '../../platform/http/frame.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { unitTree } from './unit-tree.ts'

/**
 * The units somebody can switch to: those of the own grants, each followed by the units right under it. All others
 * are found by search. Scopes are whole ids; the frame makes addresses of them.
 */
export async function unitChoices(c: RequestContext): Promise<UnitChoice[]> {
  const { actor, services } = c.var
  if (actor === null) return []
  const tree = await unitTree(services)
  const own = [...new Set(actor.grants.map(({ scope }) => scope))].sort()
  const units = own.flatMap((scope) => {
    const unit = tree.byId(scope)
    return unit ? [unit, ...tree.childrenOf(scope)] : []
  })
  return [...new Set(units)].map((unit) => ({ scope: unit.id, name: unit.shortName }))
}
