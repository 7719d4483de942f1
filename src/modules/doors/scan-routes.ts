import type { IncomingMessage, ServerResponse } from 'node:http'
import { translator } from '../../platform/i18n/catalogue.ts'
import type { RawHandler } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { deviceOf } from './device.ts'
import { readBody, readUpload } from './read-upload.ts'
import { takeUpload } from './take-upload.ts'

/**
 * `POST /door/scans`: scans of a phone, answered per item and after their commit, on bare node:http. 503 where they
 * cannot be taken now, 410 where the phone is not (any more) let in and must throw away what it holds.
 */
export const scanRoutes =
  (services: Services): RawHandler =>
  (request, response) => {
    if (request.url !== '/door/scans') return false
    take(services, request, response).catch((error: unknown) => {
      if (request.destroyed && !request.complete) return
      services.log.error('an upload of scans failed', error)
      if (!response.headersSent) busy(response)
    })
    return true
  }

async function take(services: Services, request: IncomingMessage, response: ServerResponse) {
  if (request.method !== 'POST') return refuse(response, 405, 'method', { Allow: 'POST' })
  // A form on another site cannot send this type, and the cookie does not travel from there either.
  if (!request.headers['content-type']?.startsWith('application/json')) return refuse(response, 415, 'shape')
  const body = await readBody(request)
  const device = await deviceOf(services, request.headers.cookie)
  if (device === null) return refuse(response, 410, 'gone')
  if (body === null) return refuse(response, 413, 'large')
  const upload = readUpload(body)
  if (upload === null) return refuse(response, 422, 'shape')
  const items = await takeUpload(services, device, upload)
  if (items === 'busy') return busy(response)
  json(response, 200, { items, now: services.clock.now().getTime() })
}

const busy = (response: ServerResponse) => refuse(response, 503, 'busy', { 'Retry-After': '2' })

function refuse(
  response: ServerResponse,
  status: number,
  why: 'busy' | 'gone' | 'large' | 'method' | 'shape',
  headers: Record<string, string> = {},
) {
  const message = translator('en')(`doors.answer.${why}`)
  json(response, status, { error: { kind: why, message, fields: [] } }, headers)
}

function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  const text = JSON.stringify(body)
  response.writeHead(status, {
    ...headers,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(text)),
  })
  response.end(text)
}
