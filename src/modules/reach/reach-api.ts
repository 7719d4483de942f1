import { z } from 'zod'
import type { Db } from '../../platform/db/database.ts'
import { api, type Route } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Refusal, refuse } from '../../platform/result.ts'
import { scopeFromQuery, unitParam } from '../directory/index.ts'
import { publicationTitles } from '../publications/index.ts'
import { dimensions, type ReachCell } from './figures.ts'
import { none } from './origin.ts'
import { isAnswered, periodPattern } from './questions.ts'
import { cutOf, questionOf, unkeptKey } from './reach-cut.ts'
import { reachMatrix } from './reach-matrix.ts'
import { reachView } from './reach-view.ts'

const dimension = z.enum(dimensions)

const query = z.object({
  unit: z.string().optional().describe('`00` national, `33`, `33.73`; the own unit when absent'),
  election: z.string().optional().describe('Id of the election; the one with open programmes when absent'),
  rows: dimension.default('base'),
  columns: dimension.optional(),
  base: z.string().optional(),
  channel: z.string().optional(),
  publication: z
    .string()
    .optional()
    .describe('Id of a publication, `-` for hits without one; over the season, with rows `region` or `unit`'),
  period: z
    .string()
    .regex(periodPattern)
    .optional()
    .describe('`week:2019-03-04` (its Monday) or `day:2019-03-08`; the whole season when absent'),
})

const people = z.object({
  people: z.number().nullable().describe('Different people; null when none or held back'),
  suppressed: z.boolean(),
  relativeError: z.number().describe('One standard deviation over the figure'),
})

const cell = z.object({
  row: z.string(),
  column: z.string().nullable().describe('Null: the total of the row'),
  delivered: people,
  engaged: people,
  allHits: z
    .object({ hits: z.number().nullable().describe('Null when held back'), suppressed: z.boolean() })
    .nullable()
    .describe(
      'Hits of every kind together. Told of a unit over the season, by base, by channel, by week or by day; of a unit with others under it also by two or three of those. Null by hour, by link and by two of those in other units: hits add up, so that each further cut would tell what another holds back',
    ),
  hits: z
    .object({
      view: z.number().nullable(),
      click: z.number().nullable(),
      scan: z.number().nullable(),
      share: z.number().nullable(),
    })
    .nullable()
    .describe('By kind, of whole units over the whole season only; each null where they are held back'),
  asOf: z.string().nullable().describe('When the newest hit in here was committed (ISO 8601)'),
})

/** Whether there is such a publication, opened or not; `-`: none. */
const isPublication = async (db: Db, id: string) =>
  id === none || (isId(id) && (await publicationTitles(db, [id])).has(id))

/** A cell as it is sent: instants as text. */
const timed = ({ asOf, ...rest }: ReachCell) => ({ ...rest, asOf: asOf?.toISOString() ?? null })

/** The refusals of the pages; a cut that is not kept is answered with all that are. */
function refusalOf(problems: readonly FieldProblem[]): Refusal {
  const fields = problems.map(({ field, key }) => ({
    field,
    key: key === unkeptKey ? ('reach.refusal.question' as const) : key,
  }))
  return { kind: 'invalid', key: fields[0]?.key ?? 'reach.refusal.question', fields }
}

const response = z.object({
  unit: z.string(),
  election: z.string(),
  asOf: z.string().nullable().describe('When the newest hit was committed (ISO 8601)'),
  from: z.string().nullable(),
  until: z.string().nullable(),
  minCell: z.number(),
  leftOut: z.record(z.string(), z.number()).describe('Requests that are no people, by reason'),
  total: cell,
  cells: z.array(cell).describe('People of several cells must not be added: the same person may be in many'),
})

export const reachApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/reach/matrix',
    access: { permission: 'reach.read', scope: scopeFromQuery('reach.read') },
    summary: 'Different people and hits of a unit and everything under it, cut by one or two dimensions',
    query,
    response,
    handler: async (c, { query: { rows, publication: typed } }) => {
      const view = await reachView(c)
      if (!view) return refuse({ kind: 'missing', key: 'reach.refusal.election' })
      const { cut, problems } = cutOf(c, view, { rows })
      if (problems.length > 0) return refuse(refusalOf(problems))
      // Empty is not asked, as with the others.
      const publication = typed || undefined
      const question = { ...questionOf(view, cut), publication }
      if (!isAnswered(question)) return refuse(refusalOf([{ field: 'publication', key: unkeptKey }]))
      const { asOf, cells, total, ...matrix } = await reachMatrix(c.var.services, question)
      if (
        publication !== undefined &&
        asOf === null &&
        !(await isPublication(c.var.services.db, publication))
      ) {
        return refuse(refusalOf([{ field: 'publication', key: 'reach.publications.unknown' }]))
      }
      return ok({
        ...matrix,
        cells: cells.map(timed),
        total: timed(total),
        unit: unitParam(view.unit),
        election: view.election.id,
        minCell: view.minCell,
        asOf: asOf?.toISOString() ?? null,
      })
    },
  }),
]
