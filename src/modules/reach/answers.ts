import type { ServerResponse } from 'node:http'
import { translator } from '../../platform/i18n/catalogue.ts'
import { assetHref } from '../../ui/index.ts'

/** A transparent picture of one pixel (GIF89a). */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

/** Every answer here is about one visit: no cache may keep it, and no other site learns of it. */
const common = ['Cache-Control', 'no-store', 'Referrer-Policy', 'same-origin']

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, [...common, 'Location', location, 'Content-Length', '0'])
  response.end()
}

export function picture(response: ServerResponse): void {
  response.writeHead(200, [...common, 'Content-Type', 'image/gif', 'Content-Length', String(pixel.length)])
  response.end(pixel)
}

export function nothing(response: ServerResponse): void {
  response.writeHead(204, common)
  response.end()
}

/** Too much at once: come back in two seconds. */
export function busy(response: ServerResponse): void {
  text(response, 503, both('reach.answer.busy'), ['Retry-After', '2'])
}

/** A link is not followed ahead of time: a browser that gets no success asks again when somebody does. */
export function notAhead(response: ServerResponse): void {
  response.writeHead(503, [...common, 'Retry-After', '0', 'Content-Length', '0'])
  response.end()
}

/** There is no such link, or not any more: a page for whoever followed it, with the way to the front page. */
export function noLink(response: ServerResponse, why: 'unknown' | 'revoked'): void {
  const body = noLinkPage(why)
  response.writeHead(why === 'revoked' ? 410 : 404, [
    ...common,
    'Content-Type',
    'text/html; charset=utf-8',
    'Content-Security-Policy',
    "default-src 'none';img-src 'self';style-src 'self';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    'X-Content-Type-Options',
    'nosniff',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ])
  response.end(body)
}

/** Both languages on one page, in the style of the public site; without a picture that counts a view. */
function noLinkPage(why: 'unknown' | 'revoked'): string {
  const [id, en] = [translator('id'), translator('en')]
  const part = (t: typeof id, locale: 'id' | 'en', title: 'h1' | 'h2') =>
    `<div class="text" lang="${locale}"><${title}>${escaped(t('reach.answer.title'))}</${title}><p>${escaped(t(`reach.answer.${why}`))}</p><p><a class="button" href="/${locale === 'en' ? '?lang=en' : ''}">${escaped(t('reach.answer.front'))}</a></p></div>`
  const bar =
    '<header><div class="wide"><a class="brand" href="/"><i aria-hidden="true"></i>Jangkau</a></div></header>'
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width,initial-scale=1"/><meta name="robots" content="noindex"/><title>${escaped(id('reach.answer.title'))} · ${escaped(en('reach.answer.title'))}</title><link rel="stylesheet" href="${assetHref('site.css')}"/><link rel="icon" href="${assetHref('favicon.svg')}" type="image/svg+xml"/></head><body>${bar}<main id="main"><div class="wide content"><article class="card notice">${part(id, 'id', 'h1')}${part(en, 'en', 'h2')}</article></div></main></body></html>`
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

export function wrongMethod(response: ServerResponse, allow: string): void {
  text(response, 405, both('reach.answer.method'), ['Allow', allow])
}

/** A beacon that cannot be read; told to a program, so as JSON. */
export function refusedBeacon(response: ServerResponse, status: 413 | 422, field: string): void {
  const message = translator('en')(status === 413 ? 'reach.answer.large' : 'reach.answer.beacon')
  const kind = status === 413 ? 'tooLarge' : 'invalid'
  const body = JSON.stringify({ error: { kind, message, fields: [{ field, message }] } })
  response.writeHead(status, [
    ...common,
    'Content-Type',
    'application/json',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ])
  response.end(body)
}

type AnswerKey = 'reach.answer.busy' | 'reach.answer.method'

/** A sentence in both languages: who follows a link has chosen none yet. */
const both = (key: AnswerKey) => `${translator('id')(key)}\n${translator('en')(key)}\n`

function text(response: ServerResponse, status: number, body: string, more: string[] = []): void {
  response.writeHead(status, [
    ...common,
    ...more,
    'Content-Type',
    'text/plain; charset=utf-8',
    'Content-Length',
    String(Buffer.byteLength(body)),
  ])
  response.end(body)
}
