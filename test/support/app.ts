import { createApp, modules } from '../../src/app.ts'
import { permissionsOf, resolveActor } from '../../src/modules/accounts/index.ts'
import type { Actor } from '../../src/platform/access.ts'
import type { RequestContext } from '../../src/platform/http/route.ts'
import type { Services } from '../../src/platform/services.ts'
import { type TestServices, testServices } from './services.ts'

type Fields = Record<string, string | readonly string[] | File>

/** Requests as somebody: signed in with one role for one scope, or nobody. */
export interface TestClient {
  get(path: string, headers?: Record<string, string>): Promise<Response>
  /** A form, as a browser sends it from our own pages. */
  post(path: string, fields?: Fields, headers?: Record<string, string>): Promise<Response>
  json(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
}

export interface TestApp extends TestClient {
  services: TestServices
  as(role: string, scope: string): TestClient
  actor(role: string, scope: string): Actor
  close(): Promise<void>
}

/**
 * The whole application over a database of its own. `as('district', 'id.33.73')` asks as somebody who holds that
 * role there; requests without it go through the real sign-in.
 */
export async function testApp(options: Parameters<typeof testServices>[0] = {}): Promise<TestApp> {
  const services = await testServices({ modules, ...options })
  return { ...appOver(services), services, close: () => services.close() }
}

const header = 'x-test-actor'

/** The whole application over services that are there already. */
export function appOver(services: Services) {
  const actors = new Map<string, Actor>()
  const whoIs = async (c: RequestContext) => {
    const name = c.req.header(header)
    return name === undefined ? resolveActor(c) : (actors.get(name) ?? null)
  }
  const app = createApp(services, whoIs)
  const actor = (role: string, scope: string): Actor => ({
    kind: 'person',
    id: `${role}@${scope}`,
    name: `Contoh ${role}`,
    personId: null,
    grants: [{ role, scope, permissions: permissionsOf(role) }],
  })
  const client = (own: Record<string, string>): TestClient => ({
    get: async (path, headers = {}) => app.request(path, { headers: { ...own, ...headers } }),
    post: async (path, fields = {}, headers = {}) =>
      app.request(path, {
        method: 'POST',
        headers: { ...own, origin: 'http://localhost', ...headers },
        body: formOf(fields),
      }),
    json: async (method, path, body, headers = {}) =>
      app.request(path, {
        method,
        headers: { ...own, 'content-type': 'application/json', origin: 'http://localhost', ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  })
  return {
    ...client({}),
    actor,
    as: (role: string, scope: string) => {
      const who = actor(role, scope)
      actors.set(who.id, who)
      return client({ [header]: who.id })
    },
  }
}

function formOf(fields: Fields): URLSearchParams | FormData {
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => [name, one] as [string, string | File]),
  )
  if (!entries.some(([, value]) => value instanceof File)) {
    return new URLSearchParams(entries as [string, string][])
  }
  const form = new FormData()
  for (const [name, value] of entries) form.append(name, value)
  return form
}
