import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../../src/app.ts'
import { doorsModule } from '../../src/modules/doors/index.ts'
import type { Services } from '../../src/platform/services.ts'

/** The whole application over HTTP, as relays and phones reach it. */
export async function serve(services: Services): Promise<{ port: number; close(): Promise<void> }> {
  const raw = doorsModule.rawHandler?.(services)
  const rest = getRequestListener(createApp(services).fetch)
  const server: Server = createServer((request, response) => {
    if (!raw?.(request, response)) rest(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
