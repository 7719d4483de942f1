import { z } from 'zod'
import { scopesFor } from '../../platform/access.ts'
import { api } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { accountsPage, keyOfRow } from './accounts-read-model.ts'
import { auditFilter } from './audit-filter.ts'
import { auditPage } from './audit-read-model.ts'
import { inviteAccounts, inviteShape } from './invite-accounts.ts'
import { scopeOfParam, scopeParam } from './scopes.ts'

const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
const limit = z.coerce.number().int().min(1).max(500).default(100)
const role = z.object({ role: z.string(), unit: z.string() })

const me = api({
  method: 'get',
  path: '/api/v1/me',
  access: 'signed-in',
  summary: 'Who is asking, and what they may do where',
  response: z.object({
    kind: z.enum(['person', 'program', 'system']),
    id: z.string(),
    name: z.string(),
    grants: z.array(role.extend({ permissions: z.array(z.string()) })),
  }),
  handler: async (c) => {
    const { actor } = c.var
    if (!actor) return missing
    const { kind, id, name } = actor
    const grants = actor.grants.map((grant) => ({
      role: grant.role,
      unit: scopeParam(grant.scope),
      permissions: [...grant.permissions],
    }))
    return ok({ kind, id, name, grants })
  },
})

const list = api({
  method: 'get',
  path: '/api/v1/accounts',
  access: { permission: 'accounts.read', scope: 'anywhere' },
  summary: 'Accounts of the units you may read, by name',
  query: z.object({
    unit: z.string().optional(),
    role: z.string().optional(),
    q: z.string().optional(),
    after: z.string().optional(),
    limit,
  }),
  response: z.object({
    accounts: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        signInName: z.string(),
        unit: z.string(),
        roles: z.array(role),
        state: z.enum(['closed', 'invited', 'active', 'idle']),
        lastSeenAt: z.string().nullable(),
        example: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: async (c, { query }) => {
    const { services, actor } = c.var
    const scope = query.unit === undefined ? undefined : scopeOfParam(await scopeNames(services), query.unit)
    if (query.unit !== undefined && scope === undefined) return missing
    const scopes = scopesFor(actor, 'accounts.read')
    const filter = { scopes, scope, text: query.q, role: query.role, after: query.after, limit: query.limit }
    const rows = await accountsPage(services.db, filter, services.clock.now())
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
    return ok({
      accounts: rows.slice(0, query.limit).map(({ scope: unit, roles, lastSeenAt, ...row }) => ({
        ...row,
        unit: scopeParam(unit),
        roles: roles.map((one) => ({ role: one.role, unit: scopeParam(one.scope) })),
        lastSeenAt: lastSeenAt?.toISOString() ?? null,
      })),
      next: last ? keyOfRow(last) : null,
    })
  },
})

const audit = api({
  method: 'get',
  path: '/api/v1/audit',
  access: { permission: 'audit.read', scope: 'anywhere' },
  summary: 'Who did what, when, before and after; newest first',
  query: z.object({
    unit: z.string().optional(),
    who: z.string().optional(),
    what: z.string().optional(),
    from: z.iso.date().optional(),
    until: z.iso.date().optional(),
    before: z.uuid().optional(),
    limit,
  }),
  response: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        unit: z.string(),
        actorKind: z.string(),
        actorId: z.string(),
        actorName: z.string(),
        action: z.string(),
        subject: z.string(),
        before: z.unknown(),
        after: z.unknown(),
      }),
    ),
    next: z.string().nullable(),
  }),
  handler: async (c, { query }) => {
    const { services } = c.var
    const filter = auditFilter(c, await scopeNames(services), query.limit)
    if (!filter) return missing
    const rows = await auditPage(services.db, filter)
    const last = rows.length > query.limit ? rows[query.limit - 1] : undefined
    return ok({
      entries: rows.slice(0, query.limit).map(({ scope, at, ...row }) => ({
        ...row,
        at: at.toISOString(),
        unit: scopeParam(scope),
      })),
      next: last?.id ?? null,
    })
  },
})

const invite = api({
  method: 'post',
  path: '/api/v1/accounts/invitations',
  access: { permission: 'accounts.invite', scope: 'anywhere' },
  summary: 'Make accounts with one role each and a single-use sign-in link',
  body: z.object({
    people: inviteShape.shape.people,
    role: z.string(),
    unit: z.string(),
    fromOn: z.iso.date().optional(),
    untilOn: z.iso.date().nullable().optional(),
  }),
  response: z.object({
    invitations: z.array(
      z.object({
        account: z.string(),
        name: z.string(),
        signInName: z.string(),
        url: z.string(),
        expiresAt: z.string(),
      }),
    ),
  }),
  handler: async (c, { body }) => {
    const { services, actor } = c.var
    if (!actor) return missing
    const { unit, ...rest } = body
    const scope = scopeOfParam(await scopeNames(services), unit) ?? ''
    const result = await inviteAccounts(services, actor, { ...rest, scope })
    if (!result.ok) return result
    return ok({
      invitations: result.value.map(({ accountId, name, signInName, url, expiresAt }) => ({
        account: accountId,
        name,
        signInName,
        url,
        expiresAt: expiresAt.toISOString(),
      })),
    })
  },
})

/** Accounts and the audit trail for programs. */
export const accountsApi = [me, list, audit, invite]
