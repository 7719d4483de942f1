import { type ExportFormat, exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { refusalPage } from '../../ui/index.ts'
import { coverageReport } from './coverage-report.ts'
import { reachReport } from './reach-report.ts'
import { dimensionProblem, dimensionsOf } from './report-dimensions.ts'
import { overviewScope, viewOf } from './view.ts'
import type { Reader } from './words.ts'

export const readerOf = ({ var: { t, format, services } }: RequestContext): Reader => ({
  t,
  format,
  now: services.clock.now(),
})

/** The dimensions asked for with `?by=`; regions when none are. */
export const defaultBy = 'region'

async function reachFile(c: RequestContext, format: ExportFormat): Promise<Response> {
  const view = await viewOf(c)
  if (!view) return refusalPage(c, { kind: 'missing', key: 'insights.refusal.unknown' }, 404)
  const by = dimensionsOf(c.req.query('by') || defaultBy)
  if (!by || dimensionProblem(by, view.question))
    return refusalPage(c, { kind: 'invalid', key: 'insights.refusal.by' }, 422)
  const { table } = await reachReport(c.var.services, readerOf(c), view.question, by)
  return exportRows({ ...table, format })
}

async function coverageFile(c: RequestContext, format: ExportFormat): Promise<Response> {
  const view = await viewOf(c)
  if (!view) return refusalPage(c, { kind: 'missing', key: 'insights.refusal.unknown' }, 404)
  const { table } = await coverageReport(c.var.services, readerOf(c), view.question)
  return exportRows({ ...table, format })
}

const access = { permission: 'insights.read', scope: overviewScope }

/** The overview's figures as files: `/desk/reports/reach.xlsx?unit=33&by=base,week`. */
export const reportPages: readonly Route[] = exportFormats.flatMap((format) => [
  page('get', `/desk/reports/reach.${format}`, access, (c) => reachFile(c, format)),
  page('get', `/desk/reports/coverage.${format}`, access, (c) => coverageFile(c, format)),
])
