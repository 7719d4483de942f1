import { randomBytes } from 'node:crypto'
import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import { type Actor, may, scopesFor } from '../access.ts'
import { type Locale, translateKey, translator } from '../i18n/catalogue.ts'
import { formats } from '../i18n/formats.ts'
import { type Refusal, statusOf } from '../result.ts'
import type { Services } from '../services.ts'
import type { FrameParts } from './frame.ts'
import type { ApiRoute, PageRoute, RequestContext, RequestVariables, Route } from './route.ts'

export interface HttpParts {
  services: Services
  routes: readonly Route[]
  frame: FrameParts
  /** Who a request comes from; null when nobody is signed in. */
  resolveActor(c: RequestContext): Promise<Actor | null>
  /** Where a page request goes when it needs a sign-in. */
  signInPath: string
  /** The page of a refusal: 403, 404, 409, 500 and so on. */
  refusalPage(c: RequestContext, refusal: Refusal, status: number): Response | Promise<Response>
}

type Hono = OpenAPIHono<{ Variables: RequestVariables }>

/** The language asked for: `?lang`, then the cookie of the choice, then Indonesian. */
export function localeOf(c: Context): Locale {
  const asked = c.req.query('lang') ?? getCookie(c, 'lang')
  return asked === 'en' ? 'en' : 'id'
}

/** Headers of every answer: nothing is loaded from elsewhere, framed by others, or run from within a page. */
export const ownHeaders = () =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      objectSrc: ["'none'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      formAction: ["'self'"],
    },
    referrerPolicy: 'same-origin',
  })

/** Builds the web application from declared routes. A route without access, or declared twice, stops the start. */
export function createHttp(parts: HttpParts): Hono {
  const app: Hono = new OpenAPIHono()
  app.use(async (c, next) => {
    const locale = localeOf(c)
    c.set('services', parts.services)
    c.set('t', translator(locale))
    c.set('format', formats(locale))
    c.set('frame', parts.frame)
    c.set('reference', randomBytes(4).toString('hex'))
    c.set('actor', await parts.resolveActor(c))
    await next()
  })
  app.use(ownHeaders())
  app.use(csrf())
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', { type: 'http', scheme: 'bearer' })
  const seen = new Set<string>()
  for (const route of parts.routes) {
    const name = `${route.method} ${route.path}`
    if (!route.access) throw new Error(`Route ${name} does not declare who may call it.`)
    if (seen.has(name)) throw new Error(`Route ${name} is declared twice.`)
    seen.add(name)
    if (route.method !== 'get') app.on(route.method, pathOf(route), limited(parts, route))
    if (route.kind === 'page') addPage(app, parts, route)
    else addApi(app, route)
  }
  app.get('/api/v1/openapi.json', (c) => c.json(openapiOf(app)))
  app.notFound((c) => refusalOf(parts, c, { kind: 'missing', key: 'ui.refusal.missing' }))
  app.onError((error, c) => {
    const context = c as RequestContext
    if ('getResponse' in error && typeof error.getResponse === 'function')
      return error.getResponse() as Response
    if (isUnreadable(error))
      return refusalOf(parts, context, { kind: 'invalid', key: 'ui.refusal.unreadable' })
    if (isNoForm(error)) return refusalOf(parts, context, { kind: 'invalid', key: 'ui.refusal.noForm' })
    // The declared path, not the one asked for: that may hold a code that lets somebody in.
    const path = routePath(context)
    parts.services.log.error('request failed', error, { reference: context.var.reference, path })
    return parts.refusalPage(
      context,
      { kind: 'busy', key: 'ui.refusal.bug', params: { reference: context.var.reference } },
      500,
    )
  })
  return app
}

/** Text that PostgreSQL cannot keep, such as the sign NUL (SQLSTATE 22021, in JSON 22P05): the sender's, not our fault. */
const isUnreadable = (error: Error) => 'code' in error && ['22021', '22P05'].includes(String(error.code))

/** A form that came in cut off, or with no sign between its fields: no browser of ours sent it so, or not to its end. */
const isNoForm = (error: Error) =>
  error instanceof TypeError && /body as FormData|Content-Type was not one of|boundary/i.test(error.message)

/** The description of `/api/v1` in OpenAPI 3.1. */
export const openapiOf = (app: Hono) =>
  app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Jangkau',
      version: '1',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    security: [{ bearer: [] }],
  })

const defaultMaxBytes = 256 * 1024

/** Hono's notation of a route's path: `/api/v1/units/:unit`. */
const pathOf = ({ path }: Route) => path.replace(/\{(\w+)\}/g, ':$1')

/** Refuses a body that is too large, from its announced length or while it comes in. */
const limited = (parts: HttpParts, { maxBytes = defaultMaxBytes }: Route) =>
  bodyLimit({
    maxSize: maxBytes,
    onError: (c) =>
      refusalOf(parts, c as RequestContext, {
        kind: 'tooLarge',
        key: 'ui.refusal.tooLarge',
        params: { megabytes: Math.max(1, Math.round(maxBytes / 1_048_576)) },
      }),
  })

/** Why the actor may not call the route now, or null. */
async function refusalFor(c: RequestContext, route: Route): Promise<Refusal | null> {
  const { actor } = c.var
  const { access } = route
  if (access === 'public') return null
  if (actor === null) return { kind: 'forbidden', key: 'ui.refusal.signIn' }
  if (access === 'signed-in') return null
  if (access.scope === 'anywhere') {
    const held = actor.kind === 'system' || scopesFor(actor, access.permission).length > 0
    return held ? null : { kind: 'forbidden', key: 'ui.refusal.forbidden' }
  }
  const scope = await access.scope(c)
  if (scope === undefined) return { kind: 'missing', key: 'ui.refusal.missing' }
  return may(actor, access.permission, scope) ? null : { kind: 'forbidden', key: 'ui.refusal.forbidden' }
}

async function refusalOf(parts: HttpParts, c: RequestContext, refusal: Refusal): Promise<Response> {
  if (c.req.path.startsWith('/api/')) return c.json(refusalJson(c, refusal), statusOf(refusal))
  return parts.refusalPage(c, refusal, statusOf(refusal))
}

function addPage(app: Hono, parts: HttpParts, route: PageRoute) {
  app.on(route.method, route.path, async (c) => {
    const refusal = await refusalFor(c, route)
    if (!refusal) return route.handler(c)
    if (refusal.key === 'ui.refusal.signIn' && route.method === 'get') {
      return c.redirect(`${parts.signInPath}?next=${encodeURIComponent(c.req.path)}`, 303)
    }
    return refusalOf(parts, c, refusal)
  })
}

/** A refusal as programs read it. */
export const refusalJson = (c: RequestContext, refusal: Refusal) => ({
  error: {
    kind: refusal.kind,
    message: translateKey(c.var.t.locale, refusal.key, refusal.params),
    fields: (refusal.fields ?? []).map(({ field, key, params }) => ({
      field,
      message: translateKey(c.var.t.locale, key, params),
    })),
  },
})

const refusalShape = z.object({
  error: z.object({
    kind: z.string(),
    message: z.string(),
    fields: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
})

function addApi(app: Hono, route: ApiRoute) {
  const described = createRoute({
    method: route.method,
    path: route.path,
    summary: route.summary,
    security: route.access === 'public' ? [] : [{ bearer: [] }],
    request: {
      ...(route.params ? { params: route.params } : {}),
      ...(route.query ? { query: route.query } : {}),
      ...(route.body
        ? { body: { required: true, content: { 'application/json': { schema: route.body } } } }
        : {}),
    },
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: route.response } } },
      default: { description: 'Refused', content: { 'application/json': { schema: refusalShape } } },
    },
  })
  // The registry describes the route; the checks run here, access before input.
  app.openAPIRegistry.registerPath(described)
  app.on(route.method, described.getRoutingPath(), async (c) => {
    const refusal = await refusalFor(c, route)
    if (refusal) {
      return c.json(refusalJson(c, refusal), refusal.key === 'ui.refusal.signIn' ? 401 : statusOf(refusal))
    }
    const body = route.body ? await c.req.json().catch(() => undefined) : undefined
    const input = z
      .object({
        params: route.params ?? z.object({}),
        query: route.query ?? z.object({}),
        body: route.body ?? z.undefined(),
      })
      .safeParse({ params: c.req.param(), query: c.req.query(), body })
    if (!input.success) {
      const fields = input.error.issues.map((issue) => ({
        field: issue.path.map(String).join('.'),
        message: issue.message,
      }))
      const message = translateKey(c.var.t.locale, 'ui.form.refused')
      return c.json({ error: { kind: 'invalid', message, fields } }, 422)
    }
    const result = await route.handler(
      c,
      input.data as { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown },
    )
    return result.ok
      ? c.json(result.value as object)
      : c.json(refusalJson(c, result.refusal), statusOf(result.refusal))
  })
}
