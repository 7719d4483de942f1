import type { UnitChoice } from './http/frame.ts'
import type { Services } from './services.ts'

type Source = (services: Services) => Promise<readonly UnitChoice[]>

let source: Source | null = null

/**
 * The composition root says, once, how scopes are called. The rooms below the one that owns the tree (accounts) can
 * then name a scope, and refuse one that does not exist, without looking upward.
 */
export function nameScopesBy(tree: Source): void {
  source = tree
}

/** Every scope with its name, those above first. */
export async function scopeNames(services: Services): Promise<ReadonlyMap<string, string>> {
  if (!source) throw new Error('Nobody has said how scopes are called: see nameScopesBy.')
  return new Map((await source(services)).map(({ scope, name }) => [scope, name]))
}
