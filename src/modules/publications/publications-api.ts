import { z } from '@hono/zod-openapi'
import { scopesFor } from '../../platform/access.ts'
import { api, type RequestContext, type Route } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import { type Unit, type UnitTree, unitOfParam, unitParam, unitTree } from '../directory/index.ts'
import { createNotice } from './create-notice.ts'
import { spokenLinks } from './link-words.ts'
import { linksOf, type TrackedLink } from './links-read-model.ts'
import { ownerFor } from './links-request.ts'
import { mintLinks } from './mint-links.ts'
import { type Notice, noticePath } from './notice.ts'
import { noticeInput } from './notice-input.ts'
import { noticesIn } from './publications-read-model.ts'
import { publishNotice } from './publish-notice.ts'
import { actorOf } from './request.ts'
import { withdrawNotice } from './withdraw-notice.ts'

const words = z.object({ id: z.string(), en: z.string().nullable() })
const states = ['draft', 'published', 'corrected', 'withdrawn'] as const

const noticeShape = z.object({
  unit: z.string(),
  id: z.string(),
  state: z.enum(states),
  address: z.string(),
  title: words,
  body: words,
  validFrom: z.string().nullable(),
  validUntil: z.string().nullable(),
  source: z.string().nullable(),
  electionId: z.string().nullable(),
  version: z.number().int(),
  publishedAt: z.string().nullable(),
  correctedAt: z.string().nullable(),
  withdrawnAt: z.string().nullable(),
  example: z.boolean(),
})

/** A notice as programs read it. */
export const noticeJson = (
  tree: UnitTree,
  publicUrl: string,
  notice: Notice,
): z.infer<typeof noticeShape> => {
  const unit = tree.byId(notice.workUnitId)
  return {
    unit: unit ? unitParam(unit) : notice.workUnitId,
    id: notice.id,
    state: notice.state,
    address: publicUrl + noticePath(unit?.slug ?? null, notice.slug),
    title: notice.title,
    body: notice.body,
    validFrom: notice.validFrom,
    validUntil: notice.validUntil,
    source: notice.source,
    electionId: notice.electionId,
    version: notice.version,
    publishedAt: notice.publishedAt?.toISOString() ?? null,
    correctedAt: notice.correctedAt?.toISOString() ?? null,
    withdrawnAt: notice.withdrawnAt?.toISOString() ?? null,
    example: notice.example,
  }
}

const linkShape = z.object({
  code: z.string(),
  short: z.string(),
  qr: z.string(),
  unit: z.string(),
  electionId: z.string(),
  base: z.string(),
  channel: z.string(),
  publicationId: z.string().nullable(),
  volunteer: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  target: z.string(),
  example: z.boolean(),
})

async function linksJson(
  c: Pick<RequestContext, 'var'>,
  links: readonly TrackedLink[],
): Promise<z.infer<typeof linkShape>[]> {
  const tree = await unitTree(c.var.services)
  return (await spokenLinks(c.var.services, c.var.t, links)).map((link) => {
    const unit = tree.byId(link.workUnitId)
    return {
      code: link.code,
      short: link.short,
      qr: link.qr,
      unit: unit ? unitParam(unit) : link.workUnitId,
      electionId: link.electionId,
      base: link.base,
      channel: link.channel,
      publicationId: link.publicationId,
      volunteer: link.personId ? { id: link.personId, name: link.volunteer } : null,
      target: link.targetPath,
      example: link.example,
    }
  })
}

const noUnit = refuse({ kind: 'missing', key: 'ui.refusal.missing' })

/** The unit a program names, else the topmost it may read; refused where the permission does not reach. */
async function unitFor(
  c: RequestContext,
  permission: string,
  asked: string | undefined,
): Promise<Result<Unit>> {
  const tree = await unitTree(c.var.services)
  const actor = actorOf(c)
  const scopes = actor.kind === 'system' ? [tree.root.id] : scopesFor(actor, permission)
  const unit = asked === undefined ? tree.byId(scopes[0] ?? '') : unitOfParam(tree, asked)
  if (!unit) return noUnit
  const reaches = scopes.some((scope) => unit.id === scope || unit.id.startsWith(`${scope}.`))
  return reaches ? ok(unit) : refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
}

const changed = async (
  c: RequestContext,
  result: Result<Notice>,
): Promise<Result<z.infer<typeof noticeShape>>> =>
  result.ok
    ? ok(noticeJson(await unitTree(c.var.services), c.var.services.config.publicUrl, result.value))
    : result

const oneNotice = z.object({ unit: z.string(), id: z.string().refine(isId) })

export const publicationsApi: readonly Route[] = [
  api({
    method: 'get',
    path: '/api/v1/publications',
    access: { permission: 'publications.read', scope: 'anywhere' },
    summary: 'Notices of a unit and those under it, the latest change first',
    query: z.object({
      unit: z.string().optional(),
      state: z.enum(states).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    response: z.object({ publications: z.array(noticeShape) }),
    handler: async (c, { query }) => {
      const unit = await unitFor(c, 'publications.read', query.unit)
      if (!unit.ok) return unit
      const { db, config } = c.var.services
      const tree = await unitTree(c.var.services)
      const notices = await noticesIn(db, { scope: unit.value.id, state: query.state, limit: query.limit })
      return ok({ publications: notices.map((notice) => noticeJson(tree, config.publicUrl, notice)) })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/publications',
    access: { permission: 'publications.write', scope: 'anywhere' },
    summary: 'Write a notice as a draft',
    body: z.intersection(z.object({ unit: z.string() }), noticeInput),
    response: noticeShape,
    handler: async (c, { body: { unit: asked, ...input } }) => {
      const unit = await unitFor(c, 'publications.write', asked)
      if (!unit.ok) return unit
      const draft = { workUnitId: unit.value.id, input, imageHash: null }
      return changed(c, await createNotice(c.var.services, actorOf(c), draft))
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/publications/{unit}/{id}/publish',
    access: { permission: 'publications.publish', scope: 'anywhere' },
    summary: 'Publish a draft, at the version that was read',
    params: oneNotice,
    body: z.object({ version: z.number().int() }),
    response: noticeShape,
    handler: async (c, { params, body }) => {
      const unit = await unitFor(c, 'publications.publish', params.unit)
      if (!unit.ok) return unit
      const key = { workUnitId: unit.value.id, id: params.id, version: body.version }
      return changed(c, await publishNotice(c.var.services, actorOf(c), key))
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/publications/{unit}/{id}/withdraw',
    access: { permission: 'publications.publish', scope: 'anywhere' },
    summary: 'Withdraw a published notice, with the reason',
    params: oneNotice,
    body: z.object({ version: z.number().int(), reason: z.string() }),
    response: noticeShape,
    handler: async (c, { params, body }) => {
      const unit = await unitFor(c, 'publications.publish', params.unit)
      if (!unit.ok) return unit
      const key = { workUnitId: unit.value.id, id: params.id, ...body }
      return changed(c, await withdrawNotice(c.var.services, actorOf(c), key))
    },
  }),
  api({
    method: 'get',
    path: '/api/v1/links',
    access: { permission: 'links.read', scope: 'anywhere' },
    summary: 'Living tracked links of a unit and those under it, by code; a volunteer sees own links',
    query: z.object({
      unit: z.string().optional(),
      election: z.string().optional(),
      base: z.string().optional(),
      channel: z.string().optional(),
      after: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(200),
    }),
    response: z.object({ links: z.array(linkShape), next: z.string().nullable() }),
    handler: async (c, { query }) => {
      const unit = await unitFor(c, 'links.read', query.unit)
      if (!unit.ok) return unit
      const links = await linksOf(c.var.services.db, {
        scope: unit.value.id,
        electionId: query.election,
        base: query.base,
        channel: query.channel,
        personId: ownerFor(c, unit.value.id),
        after: query.after,
        limit: query.limit + 1,
      })
      const shown = links.slice(0, query.limit)
      const next = links.length > query.limit ? (shown.at(-1)?.code ?? null) : null
      return ok({ links: await linksJson(c, shown), next })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/links',
    access: { permission: 'links.mint', scope: 'anywhere' },
    summary: 'Mint a link for each base, channel and volunteer; asking again gives the same links',
    body: z.object({
      unit: z.string(),
      election: z.string(),
      bases: z.array(z.string()),
      channels: z.array(z.string()),
      publication: z.string().refine(isId).nullable().default(null),
      perVolunteer: z.boolean().default(true),
    }),
    response: z.object({ minted: z.number().int(), known: z.number().int(), links: z.array(linkShape) }),
    handler: async (c, { body }) => {
      const unit = await unitFor(c, 'links.mint', body.unit)
      if (!unit.ok) return unit
      const result = await mintLinks(c.var.services, actorOf(c), {
        workUnitId: unit.value.id,
        electionId: body.election,
        bases: body.bases,
        channels: body.channels,
        publicationId: body.publication,
        perVolunteer: body.perVolunteer,
      })
      if (!result.ok) return result
      const { minted, known } = result.value
      const now = c.var.services.clock.now()
      const all = [...minted, ...known].map((link) => ({
        ...link,
        createdAt: now,
        revokedAt: null,
        example: false,
      }))
      return ok({ minted: minted.length, known: known.length, links: await linksJson(c, all) })
    },
  }),
]
