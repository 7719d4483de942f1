import { page } from '../../platform/http/route.ts'
import { assetAt } from './assets.ts'

/** An asset in the smallest form the browser takes, by its address. It changes with its content: kept for ever. */
export function assetAnswer(href: string, accepts: string): Response | null {
  const asset = assetAt(href)
  if (!asset) return null
  const encoding =
    asset.brotli && /\bbr\b/.test(accepts)
      ? 'br'
      : asset.gzip && /\bgzip\b/.test(accepts)
        ? 'gzip'
        : undefined
  const bytes =
    (encoding === 'br' ? asset.brotli : encoding === 'gzip' ? asset.gzip : asset.plain) ?? asset.plain
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    },
  })
}

/** Serves the assets. */
export const assetRoute = page('get', '/assets/:name', 'public', (c) => {
  const answer = assetAnswer(c.req.path, c.req.header('accept-encoding') ?? '')
  return answer ?? c.text('', 404)
})
