import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { inScopes } from './accounts-read-model.ts'
import { capitalZone } from './days.ts'

export interface AuditRow {
  id: string
  at: Date
  actorKind: string
  actorId: string
  actorName: string
  action: string
  subject: string
  scope: string
  before: unknown
  after: unknown
}

export interface AuditFilter {
  /** Only entries in these scopes: those the reader holds. */
  scopes: readonly string[]
  scope?: string
  /** Part of a name, or an account's id. */
  who?: string
  /** A module (`accounts`), an action (`accounts.grant`), or part of what was changed. */
  what?: string
  /** Actions that count as meant by `what`, beside those it names itself. */
  actions?: readonly string[]
  /** First and last day in the capital, inclusive. */
  from?: string
  until?: string
  /** Id of the last entry of the page before. */
  before?: string
  limit: number
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Entries, newest first; one more than `limit` when there are more. */
export async function auditPage(db: Db, filter: AuditFilter): Promise<AuditRow[]> {
  let query = db
    .selectFrom('audit_entry')
    .select(['id', 'at', 'actor_kind', 'actor_id', 'actor_name', 'action', 'subject', 'scope'])
    .select([sql<unknown>`before`.as('was'), sql<unknown>`after`.as('became')])
    .where(inScopes('audit_entry.scope', filter.scopes))
  if (filter.scope !== undefined) query = query.where(inScopes('audit_entry.scope', [filter.scope]))
  if (filter.who) {
    const like = `%${escapeLike(filter.who)}%`
    query = query.where((or) =>
      or.or([or('actor_name', 'ilike', like), or('actor_id', '=', filter.who ?? '')]),
    )
  }
  if (filter.what) {
    const { what, actions = [] } = filter
    query = query.where((or) =>
      or.or([
        or('action', 'in', [what, ...actions]),
        or('action', 'like', `${escapeLike(what)}.%`),
        or('subject', 'ilike', `%${escapeLike(what)}%`),
      ]),
    )
  }
  if (filter.from) query = query.where('at', '>=', startOf(filter.from))
  if (filter.until) query = query.where('at', '<', sql<Date>`${startOf(filter.until)} + interval '24 hours'`)
  if (filter.before) query = query.where('id', '<', filter.before)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(filter.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actorKind: row.actor_kind,
    actorId: row.actor_id,
    actorName: row.actor_name,
    action: row.action,
    subject: row.subject,
    scope: row.scope,
    before: row.was,
    after: row.became,
  }))
}

/** The instant a day begins in the capital. */
const startOf = (day: string) => sql<Date>`(${day}::date::timestamp at time zone ${capitalZone})`
