import type { Actor } from '../../src/platform/access.ts'
import { createHttp } from '../../src/platform/http/create-http.ts'
import type { FrameParts } from '../../src/platform/http/frame.ts'
import type { Route } from '../../src/platform/http/route.ts'
import { addMessages } from '../../src/platform/i18n/catalogue.ts'
import { refusalPage, uiModule } from '../../src/ui/index.ts'
import { testServices } from './services.ts'

addMessages(uiModule.messages)

const bareFrame: FrameParts = { nav: [], unitChoices: async () => [], hasExamples: async () => false }

/** The design system alone, with whichever routes a test adds, asked by `actor` where a request says `x-signed-in`. */
export async function uiApp({
  actor,
  frame = {},
  routes = [],
}: {
  actor?: Actor
  frame?: Partial<FrameParts>
  routes?: readonly Route[]
} = {}) {
  const services = await testServices()
  const http = createHttp({
    services,
    routes: [...(uiModule.routes?.(services) ?? []), ...routes],
    frame: { ...bareFrame, ...frame },
    resolveActor: async (c) => (c.req.header('x-signed-in') ? (actor ?? null) : null),
    signInPath: '/in',
    refusalPage,
  })
  const form = (path: string, fields: Record<string, string>) =>
    http.request(path, {
      method: 'POST',
      headers: { origin: 'http://localhost' },
      body: new URLSearchParams(fields),
    })
  return {
    http,
    get: async (path: string, headers: Record<string, string> = {}) => http.request(path, { headers }),
    post: async (path: string, fields: Record<string, string>) => form(path, fields),
    close: () => services.close(),
  }
}
