import { z } from 'zod'
import { api, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import { coverageReport } from './coverage-report.ts'
import { type Report, reachReport } from './reach-report.ts'
import { dimensionProblem, dimensionsOf } from './report-dimensions.ts'
import { defaultBy, readerOf } from './report-pages.ts'
import { overviewScope, viewOf } from './view.ts'

const query = z.object({
  unit: z
    .string()
    .optional()
    .describe('Unit of the overview: `00` national, `33`, `33.73`; the own unit when absent'),
  election: z.string().optional().describe('Id of the election; the one with open programmes when absent'),
  base: z.string().optional().describe('Only this voter base'),
  channel: z.string().optional().describe('Only this channel'),
})

const response = z.object({
  title: z.string(),
  asOf: z.string().nullable().describe('When the newest hit was committed (ISO 8601)'),
  from: z.string().nullable().describe('First day with a hit'),
  until: z.string().nullable().describe('Last day with a hit'),
  minCell: z.number().describe('Figures of fewer people are held back: null with `held_back` set'),
  leftOut: z.record(z.string(), z.number()).describe('Requests that are no people, by reason'),
  notes: z.array(z.string()),
  columns: z.array(
    z.object({ key: z.string(), label: z.string(), type: z.enum(['text', 'number', 'share', 'day']) }),
  ),
  rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
})

const answer = ({ table, asOf, ...facts }: Report): z.input<typeof response> => ({
  title: table.title,
  asOf: asOf?.toISOString() ?? null,
  from: facts.from,
  until: facts.until,
  minCell: facts.minCell,
  leftOut: facts.leftOut,
  notes: [...(table.notes ?? [])],
  columns: [...table.columns],
  rows: table.rows.map((row) => Object.fromEntries(table.columns.map(({ key }) => [key, row[key] ?? null]))),
})

const unknown = refuse({ kind: 'missing', key: 'insights.refusal.unknown' })
const access = { permission: 'insights.read', scope: overviewScope }

async function reach(c: RequestContext, by: string): Promise<Result<z.input<typeof response>>> {
  const dimensions = dimensionsOf(by)
  const view = await viewOf(c)
  if (!dimensions || dimensionProblem(dimensions, view?.question)) {
    return refuse({
      kind: 'invalid',
      key: 'insights.refusal.by',
      fields: [{ field: 'by', key: 'insights.refusal.by' }],
    })
  }
  if (!view) return unknown
  return ok(answer(await reachReport(c.var.services, readerOf(c), view.question, dimensions)))
}

export const reportsApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/reports/reach',
    access,
    summary: 'Different people reached, cut by base, region, channel, week, day or unit',
    query: query.extend({
      by: z
        .string()
        .optional()
        .describe(
          'Dimensions joined by commas: base, region, channel, week, day, unit; `region` when absent',
        ),
    }),
    response,
    handler: (c, { query: { by } }) => reach(c, by || defaultBy),
  }),
  api({
    method: 'get',
    path: '/api/v1/reports/coverage',
    access,
    summary: 'Programmes, volunteers and reach of every unit of a scope',
    query,
    response,
    handler: async (c) => {
      const view = await viewOf(c)
      return view ? ok(answer(await coverageReport(c.var.services, readerOf(c), view.question))) : unknown
    },
  }),
]
