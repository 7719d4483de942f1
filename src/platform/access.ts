/**
 * Who may do what, where. Scopes are dotted paths of a tree (`id`, `id.33`, `id.33.73`); a grant reaches
 * down from its scope. What a role may do is data of the accounts module; the default is no.
 */
export interface Grant {
  role: string
  scope: string
  /** Permissions of the role, filled in by the accounts module. */
  permissions: readonly string[]
}

export interface Actor {
  /** person: signed in; program: an API token; system: a job, the command line on the machine itself */
  kind: 'person' | 'program' | 'system'
  /** Account id, token id or the job's name. */
  id: string
  /** Shown in the audit trail. */
  name: string
  /** The directory's person behind the account, if any. */
  personId: string | null
  grants: readonly Grant[]
}

/** Whether `outer` is the same scope as `inner` or one above it in the tree. */
export const covers = (outer: string, inner: string) => inner === outer || inner.startsWith(`${outer}.`)

/** Whether the actor may do `permission` in `scope`. The system may do everything. */
export const may = (actor: Actor | null, permission: string, scope: string) =>
  actor !== null &&
  (actor.kind === 'system' ||
    actor.grants.some((grant) => grant.permissions.includes(permission) && covers(grant.scope, scope)))

/** The topmost scopes in which the actor holds `permission`; empty means nowhere. */
export function scopesFor(actor: Actor | null, permission: string): string[] {
  if (actor === null) return []
  const scopes = actor.grants.filter((g) => g.permissions.includes(permission)).map((g) => g.scope)
  return [...new Set(scopes)].filter((scope) => !scopes.some((o) => o !== scope && covers(o, scope)))
}

/** The actor for what the program does by itself: jobs, presets, the command line of who owns the machine. */
export const systemActor = (name: string): Actor => ({
  kind: 'system',
  id: name,
  name,
  personId: null,
  grants: [],
})
