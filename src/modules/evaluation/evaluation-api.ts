import { z } from '@hono/zod-openapi'
import { api } from '../../platform/http/route.ts'
import { ok, refuse } from '../../platform/result.ts'
import { edgeOf, edgeText, scopesOf, type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { filterOf } from './findings-query.ts'
import { type Finding, findingsPage } from './findings-read-model.ts'
import { findingKinds } from './tables.ts'

const named = z.object({ id: z.string(), en: z.string().nullable() })
const findingShape = z.object({
  id: z.uuid(),
  kind: z.enum(findingKinds),
  words: z.string(),
  proposal: z.string().nullable(),
  state: z.enum(['recorded']),
  meeting: z.object({ id: z.uuid(), host: z.string(), name: named }),
  class: z.object({ id: z.uuid(), code: z.string(), topic: named }),
  session: z.uuid().nullable(),
  unit: z.string().nullable(),
  division: z.string().nullable(),
  election: z.string().nullable(),
  stage: z.string().nullable(),
  votes: z.object({ for: z.number(), against: z.number(), abstained: z.number() }).nullable(),
  recordedAt: z.iso.datetime(),
  example: z.boolean(),
})

const param = (tree: UnitTree, id: string) => {
  const unit = tree.byId(id)
  return unit ? unitParam(unit) : id
}

const shown = (tree: UnitTree, finding: Finding): z.input<typeof findingShape> => ({
  id: finding.id,
  kind: finding.kind,
  words: finding.words,
  proposal: finding.proposal,
  state: finding.state,
  meeting: {
    id: finding.meetingId,
    host: param(tree, finding.workUnitId),
    name: { id: finding.meetingNameId, en: finding.meetingNameEn },
  },
  class: {
    id: finding.classId,
    code: finding.classCode,
    topic: { id: finding.topicId, en: finding.topicEn },
  },
  session: finding.sessionId,
  unit: finding.unitId === null ? null : param(tree, finding.unitId),
  division: finding.division,
  election: finding.electionId,
  stage: finding.stageId,
  votes:
    finding.votesFor === null
      ? null
      : {
          for: finding.votesFor,
          against: finding.votesAgainst ?? 0,
          abstained: finding.votesAbstained ?? 0,
        },
  recordedAt: finding.recordedAt.toISOString(),
  example: finding.example,
})

/** Findings for programs, without the name of who raised them. */
export const findingsApi = api({
  method: 'get',
  path: '/api/v1/findings',
  access: { permission: 'meetings.read', scope: 'anywhere' },
  summary: 'Findings of meetings hosted in, or raised from, the scopes of the caller; the latest first',
  query: z.object({
    meeting: z.string().optional(),
    class: z.string().optional(),
    unit: z.string().optional(),
    division: z.string().optional(),
    stage: z.string().optional(),
    kind: z.enum(findingKinds).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    after: z.string().optional(),
  }),
  response: z.object({ findings: z.array(findingShape), next: z.string().nullable() }),
  handler: async (c, { query: { limit, after, ...asked } }) => {
    const { services, actor } = c.var
    const tree = await unitTree(services)
    const filter = filterOf(tree, asked)
    if (!filter) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const scopes = scopesOf(actor, 'meetings.read', tree.root.id)
    const found = await findingsPage(services.db, scopes, filter, { limit, after: edgeOf(after) })
    const rows = found.slice(0, limit)
    const last = rows.at(-1)
    return ok({
      findings: rows.map((finding) => shown(tree, finding)),
      next: found.length > limit && last ? edgeText({ value: '', id: last.id }) : null,
    })
  },
})
