import type { ServerResponse } from 'node:http'
import { translator } from '../../platform/i18n/catalogue.ts'

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

/** There is no such link, or not any more. */
export function noLink(response: ServerResponse, why: 'unknown' | 'revoked'): void {
  if (why === 'revoked') text(response, 410, both('reach.answer.revoked'))
  else text(response, 404, both('reach.answer.unknown'))
}

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

type AnswerKey = 'reach.answer.busy' | 'reach.answer.revoked' | 'reach.answer.unknown' | 'reach.answer.method'

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
