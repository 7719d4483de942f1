import type { RequestContext } from '../platform/http/route.ts'
import { assetAt, assetHref } from './assets/assets.ts'

/**
 * The service worker of pages that open without a network from a copy the browser kept (`client/kept-worker.ts`). It
 * reaches `scope` and nothing else; `scripts` are the assets its pages need beside those of the frame.
 */
export function keptWorker(c: RequestContext, { scope, scripts }: { scope: string; scripts: string[] }) {
  const files = ['desk.css', 'desk.js', 'jakarta.woff2', 'favicon.svg', ...scripts].map(assetHref)
  const script = Buffer.from(assetAt(assetHref('kept-worker.js'))?.plain ?? []).toString('utf8')
  return c.body(`self.keptFiles=${JSON.stringify(files)};\n${script}`, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
    'Service-Worker-Allowed': scope,
  })
}
