import { z } from '@hono/zod-openapi'
import { api, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { contestsOf, electionAreas, electionById, electionsOf } from './elections-read-model.ts'
import { stagesOf } from './stages-read-model.ts'
import {
  confidences,
  denominatorKinds,
  electionKinds,
  stageKinds,
  turnoutAreas,
  turnoutMethods,
  voterLists,
} from './tables.ts'
import { recomputedPercent } from './turnout-arithmetic.ts'
import { checksOf, toneOf } from './turnout-checks.ts'
import { turnoutOf } from './turnout-read-model.ts'
import { registeredVoters } from './voters-read-model.ts'

const access = { permission: 'elections.read', scope: 'anywhere' } as const
const params = z.object({ election: z.string() })
const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
const origin = { source: z.string(), conf: z.enum(confidences) }
const count = z.number().nullable()

const electionShape = z.object({
  id: z.string(),
  name: z.object({ id: z.string(), en: z.string() }),
  kind: z.enum(electionKinds),
  votingOn: z.string().nullable(),
  opensAt: z.string().nullable(),
  units: z.array(z.string()),
  contests: z.array(z.object({ code: z.string(), name: z.object({ id: z.string(), en: z.string() }) })),
  example: z.boolean(),
  ...origin,
})

/** A scope as it stands in addresses. */
const unitIn = (tree: UnitTree, scope: string) => {
  const unit = tree.byId(scope)
  return unit ? unitParam(unit) : scope
}

async function listElections(c: RequestContext) {
  const { db } = c.var.services
  const tree = await unitTree(c.var.services)
  const elections: z.infer<typeof electionShape>[] = []
  for (const { nameId, nameEn, ...election } of await electionsOf(db)) {
    const contests = await contestsOf(db, election.id)
    elections.push({
      ...election,
      name: { id: nameId, en: nameEn },
      units: (await electionAreas(db, election.id)).map((scope) => unitIn(tree, scope)),
      contests: contests.map((contest) => ({
        code: contest.code,
        name: { id: contest.nameId, en: contest.nameEn },
      })),
    })
  }
  return ok({ elections })
}

/** Elections, their calendars and figures for programs; every figure with its source. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/elections',
    access,
    summary: 'Elections with their contests, the latest voting day first',
    response: z.object({ elections: z.array(electionShape) }),
    handler: listElections,
  }),
  api({
    method: 'get',
    path: '/api/v1/elections/{election}/stages',
    access,
    summary: 'The calendar of an election, by date',
    params,
    response: z.object({
      stages: z.array(
        z.object({
          id: z.string(),
          name: z.object({ id: z.string(), en: z.string() }),
          kind: z.enum(stageKinds),
          from: z.string(),
          until: z.string(),
          unit: z.string(),
          ...origin,
        }),
      ),
    }),
    handler: async (c, { params: { election } }) => {
      const { db } = c.var.services
      if (!(await electionById(db, election))) return missing
      const tree = await unitTree(c.var.services)
      const stages = (await stagesOf(db, election)).map(
        ({ nameId, nameEn, electionId: _, scope, ...stage }) => ({
          ...stage,
          name: { id: nameId, en: nameEn },
          unit: unitIn(tree, scope),
        }),
      )
      return ok({ stages })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/elections/{election}/voters',
    access,
    summary: 'Registered voters by area and list, the latest count of each; never summed',
    params,
    query: z.object({ list: z.enum(voterLists).optional() }),
    response: z.object({
      voters: z.array(
        z.object({
          unit: z.string(),
          list: z.enum(voterLists),
          asOn: z.string(),
          voters: z.number(),
          example: z.boolean(),
          ...origin,
        }),
      ),
    }),
    handler: async (c, { params: { election }, query: { list } }) => {
      const { db } = c.var.services
      if (!(await electionById(db, election))) return missing
      const tree = await unitTree(c.var.services)
      const rows = await registeredVoters(db, { electionId: election, list })
      return ok({ voters: rows.map(({ scope, ...row }) => ({ ...row, unit: unitIn(tree, scope) })) })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/elections/{election}/turnout',
    access,
    summary: 'Turnout records with numerator, denominator and what arithmetic says about each',
    params,
    response: z.object({
      turnout: z.array(
        z.object({
          unit: z.string(),
          id: z.string(),
          contest: z.string(),
          area: z.enum(turnoutAreas),
          method: z.enum(turnoutMethods),
          areas: count,
          voted: count,
          dpt: count,
          dptb: count,
          dpk: count,
          denominator: count,
          denominatorKind: z.enum(denominatorKinds),
          statedPercent: count,
          isApproximate: z.boolean(),
          recomputedPercent: count,
          targetPercent: count,
          asOn: z.string().nullable(),
          note: z.string().nullable(),
          checks: z.array(z.object({ kind: z.string(), tone: z.string() })),
          example: z.boolean(),
          ...origin,
        }),
      ),
    }),
    handler: async (c, { params: { election } }) => {
      const { db } = c.var.services
      if (!(await electionById(db, election))) return missing
      const tree = await unitTree(c.var.services)
      const turnout = (await turnoutOf(db, election)).map(({ scope, electionId: _, ...record }) => ({
        ...record,
        unit: unitIn(tree, scope),
        recomputedPercent: recomputedPercent(record),
        checks: checksOf(record).map((check) => ({ kind: check.kind, tone: toneOf(check) })),
      }))
      return ok({ turnout })
    },
  }),
]
