import { page } from '../../platform/http/route.ts'
import { assetAt } from './assets.ts'

/** Serves an asset in the smallest form the browser takes. Its address changes with its content: kept for ever. */
export const assetRoute = page('get', '/assets/:name', 'public', (c) => {
  const asset = assetAt(c.req.path)
  if (!asset) return c.text('', 404)
  const accepts = c.req.header('accept-encoding') ?? ''
  const encoding =
    asset.brotli && /\bbr\b/.test(accepts)
      ? 'br'
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? 'gzip'
        : undefined
  const bytes =
    (encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain) ?? asset.plain
  return c.body(new Uint8Array(bytes), 200, {
    'Content-Type': asset.type,
    'Cache-Control': 'public, max-age=31536000, immutable',
    Vary: 'Accept-Encoding',
    ...(encoding ? { 'Content-Encoding': encoding } : {}),
  })
})
