import { sql } from 'kysely'
import { type Actor, scopesFor } from '../../platform/access.ts'

/** The topmost scopes in which an actor may do `permission`; for the system the whole tree. */
export const scopesOf = (actor: Actor | null, permission: string, root: string): string[] =>
  actor?.kind === 'system' ? [root] : scopesFor(actor, permission)

/** SQL: whether the unit in `column` lies in one of `scopes`. */
export const withinScopes = (column: string, scopes: readonly string[]) => {
  const under = scopes.map((scope) => `${scope}.%`)
  return sql<boolean>`(${sql.ref(column)} = any(${[...scopes]}::text[])
    or ${sql.ref(column)} like any(${under}::text[]))`
}
