import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RawHandler } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { type EncodedAnswer, formFor, headersOf304, isKnown } from './encoded-answer.ts'
import { publicPages } from './public-pages.ts'

/** Writes an answer; HEAD gets the headers alone, who has it already gets 304. */
function send(request: IncomingMessage, response: ServerResponse, answer: EncodedAnswer): void {
  const form = formFor(answer, request.headers['accept-encoding'])
  if (isKnown(form, request.headers['if-none-match']) && answer.status === 200) {
    response.writeHead(304, headersOf304(form))
    response.end()
    return
  }
  response.writeHead(answer.status, form.headers)
  if (request.method === 'HEAD') response.end()
  else response.end(form.body, 'latin1')
}

/**
 * Answers GET and HEAD of public pages in front of the web framework: one look-up and one write for a page that is
 * kept. Sets no cookie, reads none.
 */
export function rawHandler(services: Services): RawHandler {
  const pages = publicPages(services)
  return (request, response) => {
    const { method, url } = request
    if ((method !== 'GET' && method !== 'HEAD') || url === undefined) return false
    const kept = pages.kept(url)
    if (kept) {
      send(request, response, kept)
      return true
    }
    const address = pages.addressOf(url)
    if (!address) return false
    pages.answer(address).then(
      (answer) => send(request, response, answer),
      (error: unknown) => {
        services.log.error('public page failed', error, { path: url.split('?')[0] })
        response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
        response.end('500\n')
      },
    )
    return true
  }
}
