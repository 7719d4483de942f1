import type { ServerResponse } from 'node:http'
import type { RawHandler } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { imageBytes } from './images-read-model.ts'
import { isImagePublic } from './publications-read-model.ts'
import type { ImageVariant } from './tables.ts'

const address = /^\/p\/image\/([0-9a-f]{64})\/(page|share)(?:\?|$)/

/**
 * Answers `/p/image/HASH/VARIANT` in front of the web framework, without cookies. The hash names the bytes, so that
 * they may be kept for ever; only pictures of notices that everybody may read are there.
 */
export function imageHandler(services: Services): RawHandler {
  return (request, response) => {
    const { method, url } = request
    if ((method !== 'GET' && method !== 'HEAD') || !url?.startsWith('/p/image/')) return false
    const [, hash, variant] = address.exec(url) ?? []
    if (!hash || !variant) return false
    answer(
      services,
      response,
      hash,
      variant as ImageVariant,
      request.headers['if-none-match'],
      method === 'HEAD',
    ).catch((error: unknown) => {
      services.log.error('picture failed', error, { hash })
      response.writeHead(500, { 'cache-control': 'no-store' }).end()
    })
    return true
  }
}

async function answer(
  { db }: Services,
  response: ServerResponse,
  hash: string,
  variant: ImageVariant,
  noneMatch: string | undefined,
  isHead: boolean,
): Promise<void> {
  const etag = `"${hash.slice(0, 20)}-${variant}"`
  const image = (await isImagePublic(db, hash)) ? await imageBytes(db, hash, variant) : undefined
  if (!image) {
    response
      .writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
      .end('404\n')
    return
  }
  const headers = { 'cache-control': 'public, max-age=31536000, immutable', etag }
  if (noneMatch?.includes(etag)) {
    response.writeHead(304, headers).end()
    return
  }
  response.writeHead(200, {
    ...headers,
    'content-type': image.contentType,
    'content-length': image.bytes.byteLength,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'",
  })
  response.end(isHead ? undefined : image.bytes)
}
