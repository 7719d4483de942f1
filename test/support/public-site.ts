import { createServer, request } from 'node:http'
import { directoryModule } from '../../src/modules/directory/index.ts'
import { electionsModule } from '../../src/modules/elections/index.ts'
import { outreachModule } from '../../src/modules/outreach/index.ts'
import {
  createNotice,
  noticeInput,
  type PublicNotice,
  publicationsModule,
  publishNotice,
} from '../../src/modules/publications/index.ts'
import { siteModule } from '../../src/modules/site/index.ts'
import { systemActor } from '../../src/platform/access.ts'
import type { Module } from '../../src/platform/module.ts'
import { uiModule } from '../../src/ui/index.ts'
import { type TestServices, testServices } from './services.ts'

export interface Answer {
  status: number
  headers: NodeJS.Dict<string | string[]>
  bytes: Buffer
  text: string
}

/** The public site over a real server, as the program serves it in front of the web framework. */
export interface PublicSite {
  services: TestServices
  /** Sets what time it is. */
  setNow(iso: string): void
  ask(path: string, headers?: Record<string, string>, method?: string): Promise<Answer>
  /** Writes and publishes a notice, of Kota Salatiga unless told. */
  publish(
    fields: Record<string, string>,
    workUnitId?: string,
    imageHash?: string | null,
  ): Promise<PublicNotice>
  close(): Promise<void>
}

/** The preset on 21 January 2019, 10 in the morning in Jakarta, without examples. What no room takes answers 599. */
export async function publicSite(): Promise<PublicSite> {
  const modules: Module[] = [
    uiModule,
    directoryModule,
    electionsModule,
    outreachModule,
    publicationsModule,
    siteModule,
  ]
  const services = await testServices({ modules, preset: true })
  let now = new Date('2019-01-21T03:00:00Z')
  services.clock = { now: () => now }
  await siteModule.start?.(services)
  const handlers = [publicationsModule, siteModule].flatMap((module) => module.rawHandler?.(services) ?? [])
  const server = createServer((incoming, response) => {
    if (!handlers.some((handler) => handler(incoming, response))) response.writeHead(599).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    services,
    setNow: (iso) => {
      now = new Date(iso)
    },
    ask: (path, headers = {}, method = 'GET') => ask(port, path, headers, method),
    publish: (fields, workUnitId = 'id.33.73', imageHash = null) =>
      publish(services, fields, workUnitId, imageHash),
    close: async () => {
      server.close()
      server.closeAllConnections()
      await services.close()
    },
  }
}

function ask(port: number, path: string, headers: Record<string, string>, method: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request({ port, path, method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const status = response.statusCode ?? 0
        resolve({ status, headers: response.headers, bytes, text: bytes.toString('utf8') })
      })
    })
      .on('error', reject)
      .end()
  })
}

async function publish(
  services: TestServices,
  fields: Record<string, string>,
  workUnitId: string,
  imageHash: string | null,
): Promise<PublicNotice> {
  const system = systemActor('test')
  const input = noticeInput.parse({ bodyId: 'Bawa KTP-el ke TPS.', source: 'UU 7/2017', ...fields })
  const draft = await createNotice(services, system, { workUnitId, input, imageHash })
  if (!draft.ok) throw new Error(JSON.stringify(draft.refusal))
  const { ok, ...published } = await publishNotice(services, system, draft.value)
  if (!('value' in published)) throw new Error(JSON.stringify(published))
  const { state, publishedAt } = published.value
  if (!ok || state === 'draft' || publishedAt === null) throw new Error('The notice is not public.')
  return { ...published.value, state, publishedAt }
}
