import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RawHandler } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { busy, noLink, notAhead, nothing, picture, redirect, refusedBeacon, wrongMethod } from './answers.ts'
import { type BeaconPlace, parseBeacon, placeOfReferer, placeOfTarget, readBody } from './beacon.ts'
import type { HitKind } from './figures.ts'
import type { Intake } from './intake.ts'
import type { KnownLink, LinkIndex } from './link-index.ts'
import type { Origin } from './origin.ts'
import type { PageIndex } from './page-index.ts'

export interface HitParts {
  links: LinkIndex
  pages: PageIndex
  intake: Intake
}

/**
 * `/s/CODE` (a click), `/q/CODE` (a scan of its QR) and `/e` (views of public pages, beacons of programs), answered
 * on bare node:http. Nothing is answered before the hit is committed; where the hit cannot be taken the answer is 503.
 */
export const hitRoutes =
  (parts: HitParts, { config, log }: Pick<Services, 'config' | 'log'>): RawHandler =>
  (request, response) => {
    const url = request.url ?? ''
    if (url.startsWith('/s/')) follow(parts, request, response, 'click', log)
    else if (url.startsWith('/q/')) follow(parts, request, response, 'scan', log)
    else if (url === '/e' || url.startsWith('/e?')) {
      beacon(parts, request, response, config.publicUrl).catch((error: unknown) => {
        log.error('beacon failed', error)
        if (!response.headersSent) busy(response)
      })
    } else return false
    return true
  }

function follow(
  parts: HitParts,
  request: IncomingMessage,
  response: ServerResponse,
  kind: HitKind,
  log: Services['log'],
): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    wrongMethod(response, 'GET, HEAD')
    return
  }
  const code = codeOf(request.url as string)
  const known = parts.links.get(code)
  if (known) {
    followKnown(parts, request, response, kind, known)
    return
  }
  parts.links.find(bare(code)).then(
    (found) =>
      typeof found !== 'string'
        ? followKnown(parts, request, response, kind, found)
        : found === 'busy'
          ? busy(response)
          : noLink(response, found),
    (error: unknown) => {
      log.error('link not found out', error)
      busy(response)
    },
  )
}

/** A code as links have it, without what a message puts behind an address: `/s/k7mp2qx/`, `/s/K7MP2QX).` */
const bare = (code: string) => code.replace(/[^0-9A-Za-z]{1,3}$/, '').toUpperCase()

/** `/s/CODE?utm=x` */
function codeOf(url: string): string {
  const query = url.indexOf('?', 3)
  return query === -1 ? url.slice(3) : url.slice(3, query)
}

function followKnown(
  { intake }: HitParts,
  request: IncomingMessage,
  response: ServerResponse,
  kind: HitKind,
  { origin, location }: KnownLink,
): void {
  intake.take(request, { origin, kind, key: null }, (taken) => {
    if (taken === 'busy') busy(response)
    // A browser would use what it has for the real visit and not ask again: whoever then follows would not be counted.
    else if (taken === 'ahead') notAhead(response)
    else redirect(response, location)
  })
}

async function beacon(
  parts: HitParts,
  request: IncomingMessage,
  response: ServerResponse,
  publicUrl: string,
): Promise<void> {
  if (request.method === 'POST') return postedBeacon(parts, request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return wrongMethod(response, 'GET, HEAD, POST')
  }
  const place = placeOfReferer(request, publicUrl)
  const origin = place && (await originOf(parts, place))
  if (!origin) return nothing(response)
  if (origin === 'busy') return busy(response)
  parts.intake.take(request, { origin, kind: 'view', key: null }, (taken) => {
    if (taken === 'busy') busy(response)
    else picture(response)
  })
}

async function postedBeacon(
  parts: HitParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request)
  if (body === null) return refusedBeacon(response, 413, 'body')
  const sent = parseBeacon(body)
  if ('wrong' in sent) return refusedBeacon(response, 422, sent.wrong)
  const place = sent.path === undefined ? { path: null, code: null } : placeOfTarget(sent.path)
  const origin = await originOf(parts, { ...place, code: sent.code ?? place.code })
  if (!origin) return nothing(response)
  if (origin === 'busy') return busy(response)
  parts.intake.take(request, { origin, kind: sent.kind, key: sent.key ?? null }, (taken) => {
    if (taken === 'busy') busy(response)
    else nothing(response)
  })
}

/**
 * The link's origin when a living link is named, else the page's; null when the place is none of ours, `busy` when that
 * cannot be found out now: who is told that a hit is taken must be able to rely on it.
 */
async function originOf(
  { links, pages }: HitParts,
  { path, code }: BeaconPlace,
): Promise<Origin | 'busy' | null> {
  if (code !== null) {
    const link = links.get(code) ?? (await links.find(code.toUpperCase()))
    if (link === 'busy') return 'busy'
    if (typeof link === 'object') return link.origin
  }
  if (path === null) return null
  const known = pages.get(path)
  return known === undefined ? pages.find(path) : known
}
