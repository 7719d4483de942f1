import { z } from '@hono/zod-openapi'
import { api, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import {
  chosenUnit,
  scopeFromPath,
  scopeFromQuery,
  type UnitTree,
  unitInPath,
  unitParam,
  unitTree,
} from '../directory/index.ts'
import { addVolunteers } from './add-volunteers.ts'
import { basesFor } from './bases-read-model.ts'
import { chosenElection } from './chosen-election.ts'
import { coverage } from './coverage-read-model.ts'
import { openProgramme } from './open-programme.ts'
import { type Programme, programmesIn } from './programmes-read-model.ts'

const query = z.object({ unit: z.string().optional(), election: z.string().optional() })
const reading = { permission: 'outreach.read', scope: scopeFromQuery('outreach.read') } as const
const changing = { permission: 'outreach.change', scope: scopeFromPath } as const
const missing = refuse({ kind: 'missing', key: 'ui.refusal.missing' })
const days = { startsOn: z.string(), endsOn: z.string() }

const programmeShape = z.object({
  unit: z.string(),
  id: z.string(),
  election: z.string(),
  state: z.enum(['open', 'closed']),
  ...days,
  bases: z.array(z.string()),
  targetPeople: z.number().nullable(),
  example: z.boolean(),
})

const paramOf = (tree: UnitTree, scope: string) => {
  const unit = tree.byId(scope)
  return unit ? unitParam(unit) : scope
}

const shown = (tree: UnitTree, programme: Programme): z.infer<typeof programmeShape> => ({
  unit: paramOf(tree, programme.workUnitId),
  id: programme.id,
  election: programme.electionId,
  state: programme.state,
  startsOn: programme.startsOn,
  endsOn: programme.endsOn,
  bases: programme.bases,
  targetPeople: programme.targetPeople,
  example: programme.example,
})

/** The unit and election a request asks for. */
async function asked(c: RequestContext) {
  const unit = await chosenUnit(c, 'outreach.read')
  return { unit, election: await chosenElection(c, unit.timeZone), tree: await unitTree(c.var.services) }
}

/** Bases, programmes and coverage for programs. */
export const apiRoutes: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/bases',
    access: reading,
    summary: 'Voter bases of an election as they hold in a unit, the national quota beside the local one',
    query,
    response: z.object({
      bases: z.array(
        z.object({
          code: z.string(),
          name: z.object({ id: z.string(), en: z.string() }),
          isTarget: z.boolean(),
          isUsed: z.boolean(),
          quota: z.number(),
          nationalQuota: z.number(),
          ageFrom: z.number().nullable(),
          ageUntil: z.number().nullable(),
          changedIn: z.string().nullable(),
          source: z.string(),
        }),
      ),
    }),
    handler: async (c) => {
      const { unit, election, tree } = await asked(c)
      if (!election) return missing
      const bases = await basesFor(c.var.services.db, { electionId: election.id, workUnitId: unit.id })
      return ok({
        bases: bases.map((base) => ({
          code: base.code,
          name: { id: base.nameId, en: base.nameEn },
          isTarget: base.isTarget,
          isUsed: base.isUsed,
          quota: base.quota,
          nationalQuota: base.nationalQuota,
          ageFrom: base.ageFrom,
          ageUntil: base.ageUntil,
          changedIn: base.changedIn === null ? null : paramOf(tree, base.changedIn),
          source: base.source,
        })),
      })
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/programmes',
    access: reading,
    summary: 'Programmes of an election in a unit and everything under it',
    query,
    response: z.object({ programmes: z.array(programmeShape) }),
    handler: async (c) => {
      const { unit, election, tree } = await asked(c)
      if (!election) return missing
      const found = await programmesIn(c.var.services.db, { scope: unit.id, electionId: election.id })
      return ok({ programmes: found.map((programme) => shown(tree, programme)) })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/units/{unit}/programmes',
    access: changing,
    summary: 'Open a programme for an election',
    params: z.object({ unit: z.string() }),
    body: z.object({
      election: z.string(),
      bases: z.array(
        z.object({
          code: z.string(),
          quota: z.number().int().optional(),
          targetPeople: z.number().int().positive().nullable().optional(),
        }),
      ),
      ...days,
      targetPeople: z.number().int().positive().nullable().default(null),
      note: z.string().max(1000).nullable().default(null),
      quotaReason: z.string().max(300).nullable().default(null),
    }),
    response: programmeShape,
    handler: async (c, { body: { election, ...input } }) => {
      const { services, actor } = c.var
      const unit = await unitInPath(c)
      if (!unit || !actor) return missing
      const result = await openProgramme(services, actor, {
        ...input,
        electionId: election,
        workUnitId: unit.id,
      })
      return result.ok ? ok(shown(await unitTree(services), result.value)) : result
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/units/{unit}/programmes/{programme}/volunteers',
    access: changing,
    summary: 'Add volunteers to one base of an open programme, all or none',
    params: z.object({ unit: z.string(), programme: z.string() }),
    body: z.object({
      base: z.string(),
      volunteers: z.array(z.object({ name: z.string(), contact: z.string().nullable().default(null) })),
      quotaReason: z.string().max(300).nullable().default(null),
    }),
    response: z.object({
      volunteers: z.array(z.object({ id: z.string(), name: z.string(), base: z.string() })),
    }),
    handler: async (c, { params: { programme }, body }) => {
      const { services, actor } = c.var
      const unit = await unitInPath(c)
      if (!unit || !actor) return missing
      const result = await addVolunteers(services, actor, {
        workUnitId: unit.id,
        programmeId: programme,
        base: body.base,
        volunteers: body.volunteers.map((one, at) => ({ ...one, name: one.name.trim(), line: at + 1 })),
        quotaReason: body.quotaReason,
      })
      return result.ok
        ? ok({ volunteers: result.value.map(({ id, name, base }) => ({ id, name, base })) })
        : result
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/coverage',
    access: reading,
    summary:
      'How far each unit is with an election: bases, volunteers and quota, with or without a programme',
    query,
    response: z.object({
      coverage: z.array(
        z.object({
          unit: z.string(),
          programmeId: z.string().nullable(),
          state: z.enum(['none', 'open', 'closed']),
          bases: z.array(z.string()),
          volunteers: z.number(),
          quota: z.number(),
          perBase: z.array(z.object({ base: z.string(), volunteers: z.number(), quota: z.number() })),
          example: z.boolean(),
        }),
      ),
    }),
    handler: async (c) => {
      const { unit, election, tree } = await asked(c)
      if (!election) return missing
      const rows = await coverage(c.var.services.db, { scope: unit.id, electionId: election.id })
      return ok({
        coverage: rows.map(({ workUnitId, ...row }) => ({ ...row, unit: paramOf(tree, workUnitId) })),
      })
    },
  }),
]
