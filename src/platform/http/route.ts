import type { Context } from 'hono'
import type { z } from 'zod'
import type { Actor } from '../access.ts'
import type { Translator } from '../i18n/catalogue.ts'
import type { Formats } from '../i18n/formats.ts'
import type { Result } from '../result.ts'
import type { Services } from '../services.ts'
import type { FrameParts } from './frame.ts'

/** What handlers find in `c.var`. */
export interface RequestVariables {
  services: Services
  /** Who is signed in; null on public routes without a session. */
  actor: Actor | null
  t: Translator
  format: Formats
  /** What the frame around desk pages shows. */
  frame: FrameParts
  /** Short reference of this request, shown with a 500. */
  reference: string
}

export type RequestContext = Context<{ Variables: RequestVariables }>

/** Finds the scope a request is about; undefined answers 404. */
export type ScopeOf = (c: RequestContext) => string | undefined | Promise<string | undefined>

/**
 * Who may call a route. `anywhere` asks that the permission be held in some scope: the handler then narrows
 * what it shows to `scopesFor(actor, permission)`.
 */
export type Access = 'public' | 'signed-in' | { permission: string; scope: 'anywhere' | ScopeOf }

export interface PageRoute {
  kind: 'page'
  method: 'get' | 'post'
  path: string
  access: Access
  handler(c: RequestContext): Response | Promise<Response>
  /** The largest body taken; more is refused with 413 before it is read. 256 KiB unless told. */
  maxBytes?: number
}

export interface ApiRoute {
  kind: 'api'
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** OpenAPI notation: `/api/v1/units/{unit}`. */
  path: string
  access: Access
  summary: string
  params?: z.ZodObject
  query?: z.ZodObject
  body?: z.ZodType
  response: z.ZodType
  /** As for pages. */
  maxBytes?: number
  handler(c: RequestContext, input: ApiInput): Promise<Result<unknown>>
}

export interface ApiInput {
  params: Record<string, unknown>
  query: Record<string, unknown>
  body: unknown
}

export type Route = PageRoute | ApiRoute

/** A page or form target. */
export const page = (
  method: PageRoute['method'],
  path: string,
  access: Access,
  handler: PageRoute['handler'],
  options: { maxBytes?: number } = {},
): Route => ({ kind: 'page', method, path, access, handler, ...options })

/** A route of `/api/v1` whose input is checked and whose shape is described. */
export function api<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  R extends z.ZodType,
>(route: {
  method: ApiRoute['method']
  path: string
  access: Access
  summary: string
  params?: P
  query?: Q
  body?: B
  response: R
  maxBytes?: number
  handler(
    c: RequestContext,
    input: { params: z.output<P>; query: z.output<Q>; body: z.output<B> },
  ): Promise<Result<z.input<R>>>
}): Route {
  return { kind: 'api', ...route } as Route
}
