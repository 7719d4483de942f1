import type { Actor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import { type Unit, unitInPath, unitParam } from '../directory/index.ts'
import type { Notice } from './notice.ts'
import { noticeById } from './publications-read-model.ts'

/** Who asks, on routes that ask for a permission. */
export function actorOf(c: RequestContext): Actor {
  if (!c.var.actor) throw new Error('A route that uses actorOf declares a permission.')
  return c.var.actor
}

/** An address with those parameters that say something. */
export function hrefWith(path: string, parameters: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  return query.size > 0 ? `${path}?${query}` : path
}

/** The page of a notice on the desk. */
export const noticeHref = (unit: Unit, id: string) => `/desk/publications/${unitParam(unit)}/${id}`

/** The unit and notice in the path (`:unit`, `:notice`); undefined answers 404. */
export async function noticeInPath(c: RequestContext): Promise<{ unit: Unit; notice: Notice } | undefined> {
  const unit = await unitInPath(c)
  const id = c.req.param('notice') ?? ''
  const notice = unit && isId(id) ? await noticeById(c.var.services.db, unit.id, id) : undefined
  return unit && notice ? { unit, notice } : undefined
}

export const missing = { kind: 'missing', key: 'publications.refusal.missing' } as const
