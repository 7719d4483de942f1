import { scopesFor } from '../../platform/access.ts'
import type { RequestContext, ScopeOf } from '../../platform/http/route.ts'
import { unitOfParam } from './unit-address.ts'
import { type Unit, unitTree } from './unit-tree.ts'

/** The unit a request asks for with `?unit=`, else the actor's first scope for `permission`, else the root. */
async function askedUnit(c: RequestContext, permission: string): Promise<Unit | undefined> {
  const tree = await unitTree(c.var.services)
  const asked = c.req.query('unit')
  if (asked !== undefined && asked !== '') return unitOfParam(tree, asked)
  const [own] = scopesFor(c.var.actor, permission)
  return (own === undefined ? undefined : tree.byId(own)) ?? tree.root
}

/**
 * Scope of a request from `?unit=`, else the actor's first scope holding the permission, else the root; undefined
 * (404) for an unknown unit.
 */
export const scopeFromQuery =
  (permission: string): ScopeOf =>
  async (c) =>
    (await askedUnit(c, permission))?.id

/** The unit that `scopeFromQuery` found. */
export async function chosenUnit(c: RequestContext, permission: string): Promise<Unit> {
  const unit = await askedUnit(c, permission)
  if (!unit) throw new Error('A route that uses chosenUnit declares its scope with scopeFromQuery.')
  return unit
}

/** The unit in the path (`:unit`), for routes about one unit; undefined answers 404. */
export async function unitInPath(c: RequestContext): Promise<Unit | undefined> {
  return unitOfParam(await unitTree(c.var.services), c.req.param('unit') ?? '')
}

/** Scope of a request from the unit in its path. */
export const scopeFromPath: ScopeOf = async (c) => (await unitInPath(c))?.id
