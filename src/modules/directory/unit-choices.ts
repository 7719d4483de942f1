import type { UnitChoice } from '../../platform/http/frame.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { unitTree } from './unit-tree.ts'

/** Units the actor can switch to: those of the own grants first, then the units right under them. */
export async function unitChoices(c: RequestContext): Promise<readonly UnitChoice[]> {
  const { actor, services } = c.var
  if (actor === null) return []
  const tree = await unitTree(services)
  const own = [...new Set(actor.grants.map(({ scope }) => scope))].toSorted()
  const scopes = new Set([...own, ...own.flatMap((scope) => tree.childrenOf(scope).map(({ id }) => id))])
  return [...scopes].flatMap((scope) => {
    const unit = tree.byId(scope)
    return unit ? [{ scope, name: unit.shortName }] : []
  })
}
