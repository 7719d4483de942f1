import { readFileSync } from 'node:fs'
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Config } from '../config.ts'
import type { RawHandler } from '../module.ts'

/** A server that listens before it can serve, so that a taken port is said at once and /healthz can say "not yet". */
export interface DoorServer {
  server: Server
  /** The port it got. */
  port: number
  /** From now on requests reach the application. */
  open(app: { raw: readonly RawHandler[]; rest: RequestListener; isHealthy(): Promise<boolean> }): void
  /** Takes no new request and waits for those under way, at most ten seconds. */
  close(): Promise<void>
}

function say(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}) {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  })
  response.end(text)
}

/** Listens on `host`:`port`, with https where there is a certificate. Throws what the system says when it cannot (EADDRINUSE). */
export async function listen(port: number, host: string, tls: Config['tls'] = null): Promise<DoorServer> {
  let answer: RequestListener = (_, response) => say(response, 503, 'starting\n', { 'retry-after': '2' })
  const options = { keepAliveTimeout: 65_000 }
  let isClosing = false
  const take: RequestListener = (request, response) => {
    // Or who keeps asking over one connection would hold the end up until it is cut in the middle of an answer.
    if (isClosing) response.setHeader('connection', 'close')
    answer(request, response)
  }
  const server = tls
    ? createSecureServer(
        { ...options, cert: readFileSync(tls.certFile), key: readFileSync(tls.keyFile) },
        take,
      )
    : createServer(options, take)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve()
    })
  })
  const address = server.address()
  return {
    server,
    port: typeof address === 'object' && address ? address.port : port,
    open: ({ raw, rest, isHealthy }) => {
      answer = (request: IncomingMessage, response: ServerResponse) => {
        for (const handler of raw) if (handler(request, response)) return
        if (request.url === '/healthz') {
          void isHealthy().then((healthy) =>
            say(response, healthy ? 200 : 503, healthy ? 'ok\n' : 'not ready\n'),
          )
        } else rest(request, response)
      }
    },
    close: () =>
      new Promise((resolve) => {
        isClosing = true
        const late = setTimeout(() => server.closeAllConnections(), 10_000)
        // Connections that were busy just now are idle once they were answered.
        const idle = setInterval(() => server.closeIdleConnections(), 50)
        server.close(() => {
          clearTimeout(late)
          clearInterval(idle)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}
