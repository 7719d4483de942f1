import { type Actor, covers } from '../../platform/access.ts'
import { rootScope } from './days.ts'
import { mayGrant } from './may-grant.ts'
import { roles } from './roles.ts'

/** A scope as addresses carry it: `00` for the root, else its path without the root (`33.73`). */
export const scopeParam = (scope: string) => (scope === rootScope ? '00' : scope.slice(rootScope.length + 1))

/** The scope behind such a text, or undefined when there is no such unit. */
export function scopeOfParam(names: ReadonlyMap<string, string>, text: string): string | undefined {
  const scope = text === '00' || text === rootScope ? rootScope : `${rootScope}.${text}`
  return names.has(scope) ? scope : undefined
}

/** A scope's name; one that is gone from the tree keeps its code. */
export const nameOfScope = (names: ReadonlyMap<string, string>, scope: string) =>
  names.get(scope) ?? scopeParam(scope)

/** The scopes in which the actor may give some role, in the order of the tree. */
export function grantableScopes(actor: Actor, names: ReadonlyMap<string, string>): string[] {
  const own = actor.kind === 'system' ? [rootScope] : actor.grants.map((grant) => grant.scope)
  return [...names.keys()].filter(
    (scope) =>
      own.some((outer) => covers(outer, scope)) && roles.some((role) => mayGrant(actor, role, scope)),
  )
}
