import { z } from 'zod'
import { api, type Route } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { chosenUnit, edgeOf, edgeText, scopeFromQuery, unitParam } from '../directory/index.ts'
import { statedKinds } from './kinds.ts'
import { refuseField } from './refusals.ts'
import { statedFigures } from './stated-read-model.ts'
import { sourceWords, statedView } from './stated-view.ts'

const query = z.object({
  unit: z.string().optional().describe('`00` national, `33`, `33.73`; the own unit when absent'),
  election: z.string().optional().describe('Id of the election; the one with open programmes when absent'),
  kind: z.enum(statedKinds).optional(),
  channel: z.string().optional(),
  after: z.string().optional().describe('`next` of the answer before'),
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})

const figure = z.object({
  id: z.string(),
  unit: z.string(),
  kind: z
    .enum(statedKinds)
    .describe('followers: an upper bound of potential; the others as the platform states them'),
  value: z.number(),
  channel: z.string().describe('Who states it'),
  account: z.string(),
  post: z.string().describe('Id or address of the post; empty: the whole account'),
  link: z.string().nullable(),
  title: z.string().nullable(),
  from: z.string(),
  until: z.string(),
  statedOn: z.string().describe('The day it was stated'),
  base: z.string().nullable(),
  publication: z.string().nullable(),
  source: z.string(),
  import: z.string().nullable().describe('The file it came in with; null: typed in'),
  row: z.number().nullable(),
  hasPicture: z.boolean(),
  by: z.string(),
  at: z.string(),
  example: z.boolean(),
})

const response = z.object({
  unit: z.string(),
  election: z.string(),
  figures: z
    .array(figure)
    .describe(
      'Stated by others, not counted. Figures must not be added up, nor to people of /api/v1/reach/matrix',
    ),
  next: z.string().nullable(),
})

export const statedApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/stated-figures',
    access: { permission: 'reach.read', scope: scopeFromQuery('reach.read') },
    summary:
      'Figures that platforms or people state about a unit and everything under it, the newest days first',
    query,
    response,
    handler: async (c, { query: { kind, channel, after, limit } }) => {
      const unit = await chosenUnit(c, 'reach.read')
      const view = await statedView(c, unit)
      if (!view) return refuse({ kind: 'missing', key: 'stated.refusal.election' })
      const isKnown = view.channels.some(({ code }) => code === channel)
      if (channel !== undefined && !isKnown) return refuseField('channel', 'stated.refusal.channel')
      const edge = edgeOf(after)
      const found = await statedFigures(c.var.services.db, {
        scope: unit.id,
        electionId: view.election.id,
        kinds: kind ? [kind] : undefined,
        channel,
        after: edge ? { place: String(edge.value), id: edge.id } : undefined,
        limit: limit + 1,
      })
      const figures = found.slice(0, limit)
      const last = figures.at(-1)
      return ok({
        unit: unitParam(unit),
        election: view.election.id,
        figures: figures.map((one) => {
          const own = view.tree.byId(one.workUnitId)
          return {
            id: one.id,
            unit: own ? unitParam(own) : one.workUnitId,
            kind: one.kind,
            value: one.value,
            channel: one.channel,
            account: one.account,
            post: one.subject,
            link: one.postLink,
            title: one.postTitle,
            from: one.from,
            until: one.until,
            statedOn: one.statedOn,
            base: one.base,
            publication: one.publicationId,
            source: sourceWords(view, one),
            import: one.importId,
            row: one.row,
            hasPicture: one.evidenceHash !== null,
            by: one.byName,
            at: one.createdAt.toISOString(),
            example: one.example,
          }
        }),
        next: found.length > limit && last ? edgeText({ value: last.place, id: last.id }) : null,
      })
    },
  }),
]
