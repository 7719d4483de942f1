import { exportRows, isExportFormat } from '../../platform/export.ts'
import { page } from '../../platform/http/route.ts'
import { scopeNames } from '../../platform/scope-names.ts'
import { ExportLinks, refusalPage, renderPage } from '../../ui/index.ts'
import { hrefWith } from './accounts-pages.tsx'
import { namesOfAccounts } from './accounts-read-model.ts'
import { actionWords, auditFilter } from './audit-filter.ts'
import { auditPage } from './audit-read-model.ts'
import { nameOfScope } from './scopes.ts'
import { AuditTable, accountIn } from './views/audit-table.tsx'

const current = '/desk/audit'
const pageSize = 50
/** Most entries in one file; narrower filters give the rest. */
const mostExported = 20_000

const reads = { permission: 'audit.read', scope: 'anywhere' } as const
const missing = { kind: 'missing', key: 'ui.refusal.missing' } as const

const listPage = page('get', current, reads, async (c) => {
  const { services, t, format } = c.var
  const names = await scopeNames(services)
  const filter = auditFilter(c, names, pageSize)
  if (!filter) return refusalPage(c, missing, 404)
  const rows = await auditPage(services.db, filter)
  const last = rows.length > pageSize ? rows[pageSize - 1] : undefined
  const shown = rows.slice(0, pageSize)
  const ids = shown.flatMap(({ subject }) => accountIn(subject) ?? [])
  const { who = '', what = '', from = '', until = '', unit = '' } = c.req.query()
  const typed = { who, what, from, until, unit }
  return renderPage(
    c,
    {
      title: t('accounts.audit.title'),
      lead: t('accounts.audit.lead'),
      current,
      scope: filter.scope ?? filter.scopes[0],
    },
    <>
      <AuditTable
        t={t}
        format={format}
        rows={shown}
        nameOf={(scope) => nameOfScope(names, scope)}
        accounts={await namesOfAccounts(services.db, [...new Set(ids)])}
        words={actionWords(t.locale)}
        typed={typed}
        next={last && hrefWith(current, { ...typed, before: last.id })}
        first={filter.before ? hrefWith(current, typed) : undefined}
      />
      <ExportLinks
        t={t}
        links={['csv', 'xlsx', 'json'].map((format) => ({
          href: hrefWith(`/desk/audit/export/${format}`, typed),
          label: format.toUpperCase(),
        }))}
      />
    </>,
  )
})

const exportPage = page('get', '/desk/audit/export/:format', reads, async (c) => {
  const { services, t } = c.var
  const format = c.req.param('format') ?? ''
  const filter = auditFilter(c, await scopeNames(services), mostExported)
  if (!filter || !isExportFormat(format)) return refusalPage(c, missing, 404)
  const rows = (await auditPage(services.db, filter)).slice(0, mostExported)
  const columns = ['at', 'unit', 'actor', 'actorKind', 'actorId', 'action', 'subject', 'before', 'after']
  return exportRows({
    format,
    name: `audit-${services.clock.now().toISOString().slice(0, 10)}`,
    title: t('accounts.audit.title'),
    sheet: t('accounts.nav.audit'),
    columns: columns.map((key) => ({ key, label: key, type: 'text' })),
    rows: rows.map((row) => ({
      at: row.at.toISOString(),
      unit: row.scope,
      actor: row.actorName,
      actorKind: row.actorKind,
      actorId: row.actorId,
      action: row.action,
      subject: row.subject,
      before: row.before === null ? null : JSON.stringify(row.before),
      after: row.after === null ? null : JSON.stringify(row.after),
    })),
  })
})

/** `/desk/audit`: the trail of every change. */
export const auditRoutes = [listPage, exportPage]
