import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { type EncodedAnswer, formFor, isKnown } from './encoded-answer.ts'
import { publicPages } from './public-pages.ts'

/** The same answers through the web framework: for tests, and until the units are known to the bare handler. */
async function answer(c: RequestContext): Promise<Response> {
  const pages = publicPages(c.var.services)
  const { pathname, search } = new URL(c.req.url)
  const target = pathname + search
  await pages.ready()
  const address = pages.addressOf(target)
  return responseOf(c, address ? await pages.answer(address) : await pages.missing(target))
}

function responseOf(c: RequestContext, encoded: EncodedAnswer): Response {
  const form = formFor(encoded, c.req.header('accept-encoding'))
  const headers = new Headers()
  for (let at = 0; at < form.headers.length; at += 2)
    headers.set(form.headers[at] ?? '', form.headers[at + 1] ?? '')
  if (encoded.status === 200 && isKnown(form, c.req.header('if-none-match'))) {
    headers.delete('content-length')
    return new Response(null, { status: 304, headers })
  }
  return new Response(Buffer.from(form.body, 'latin1'), { status: encoded.status, headers })
}

/** `/UNIT` stands for any first word that no other room has taken, so these come last. */
export const routes: readonly Route[] = [
  '/',
  '/rss.xml',
  '/robots.txt',
  '/sitemap.xml',
  '/share.jpg',
  '/p/:notice',
  '/p/:notice/share.jpg',
  '/:unit',
  '/:unit/rss.xml',
  '/:unit/share.jpg',
  '/:unit/p/:notice',
  '/:unit/p/:notice/share.jpg',
].map((path) => page('get', path, 'public', answer))
