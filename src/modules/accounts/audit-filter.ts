import { scopesFor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { type Locale, messagesUnder } from '../../platform/i18n/catalogue.ts'
import type { AuditFilter } from './audit-read-model.ts'
import { scopeOfParam } from './scopes.ts'

/** Every action that leaves an entry, with its words. */
export const actionWords = (locale: Locale) => messagesUnder(locale, 'audit.')

/** Actions whose words contain what somebody typed, as on the screen. */
const actionsSaying = (locale: Locale, typed: string) =>
  typed === ''
    ? []
    : [...actionWords(locale)]
        .filter(([, words]) => words.toLowerCase().includes(typed.toLowerCase()))
        .map(([action]) => action)

const day = /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])$/

const readDay = (text: string | undefined) =>
  text && day.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The filter of the trail as the address says it, kept to what the actor may read; null for an unknown unit. */
export function auditFilter(
  c: RequestContext,
  names: ReadonlyMap<string, string>,
  limit: number,
): AuditFilter | null {
  const { who = '', what = '', unit = '', from, until, before = '' } = c.req.query()
  const scope = unit === '' ? undefined : scopeOfParam(names, unit)
  if (unit !== '' && scope === undefined) return null
  return {
    scopes: scopesFor(c.var.actor, 'audit.read'),
    scope,
    who: who.trim(),
    what: what.trim(),
    actions: actionsSaying(c.var.t.locale, what.trim()),
    from: readDay(from),
    until: readDay(until),
    before: uuid.test(before) ? before : undefined,
    limit,
  }
}
