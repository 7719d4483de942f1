import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { routesOf } from '../src/app.ts'
import { type Role, rolePermissions, roles } from '../src/modules/accounts/index.ts'
import type { Route } from '../src/platform/http/route.ts'
import { type TestApp, type TestClient, testApp } from './support/app.ts'

/**
 * Walks every declared route as every role, whose grant is for one province, and asks about that province, the
 * national office above it, a district under it, the province beside it and a district there. What must be answered
 * is worked out here from the declaration and the table of roles alone.
 */
const own = 'id.33'
const targets = {
  own: 'id.33',
  parent: 'id',
  child: 'id.33.73',
  sibling: 'id.34',
  'child of the sibling': 'id.34.71',
}
const parameterOf = (scope: string) => (scope === 'id' ? '00' : scope.replace('id.', ''))

/** Ids of nothing: one of no known form, one of the right form. */
const nonsense = ['tiada', '019a0000-0000-7000-8000-000000000000']

let app: TestApp
let routes: readonly Route[]
let walked = 0

vi.setConfig({ testTimeout: 240_000 })

beforeAll(async () => {
  app = await testApp({ preset: true })
  routes = routesOf(app.services)
})
afterAll(() => app?.close())

/**
 * `sign-in`: who asks must sign in first; `no`: refused; `missing`: there is nothing; `invalid`: what was sent is no
 * answer to what was asked; `yes`: anything else.
 */
type Kind = 'sign-in' | 'no' | 'missing' | 'invalid' | 'yes' | 'fault'

function kindOf({ status, headers }: Response): Kind {
  if (status >= 500) return 'fault'
  if (status === 401 || (status === 303 && headers.get('location')?.startsWith('/in?next='))) return 'sign-in'
  return ({ 403: 'no', 404: 'missing', 422: 'invalid' } as const)[status] ?? 'yes'
}

const isUnit = /:unit\b|\{unit\}/
const isOther = /:(?!unit\b)\w+|\{(?!unit\})\w+\}/g

const addressOf = (route: Route, scope: string, id: string) =>
  `${route.path.replace(isUnit, parameterOf(scope)).replace(isOther, id)}${isUnit.test(route.path) ? '' : `?unit=${parameterOf(scope)}`}`

async function ask(client: TestClient, route: Route, address: string): Promise<Kind> {
  walked += 1
  const answer =
    route.kind === 'api'
      ? await client.json(route.method.toUpperCase(), address, route.method === 'get' ? undefined : {})
      : route.method === 'get'
        ? await client.get(address)
        : await client.post(address)
  await answer.arrayBuffer()
  return kindOf(answer)
}

const covers = (outer: string, inner: string) => inner === outer || inner.startsWith(`${outer}.`)
const holds = (role: Role, permission: string) =>
  (rolePermissions[role] as readonly string[]).includes(permission)

/** The answers that may be given to a role about a scope. */
function allowed(route: Route, role: Role, scope: string): readonly Kind[] {
  const { access } = route
  // Within what all may call, and within what is narrowed by its handler, the handler may still say no.
  if (access === 'public' || access === 'signed-in') return ['yes', 'no', 'missing', 'invalid']
  const reaches = holds(role, access.permission) && covers(own, scope)
  if (access.scope === 'anywhere') {
    if (!holds(role, access.permission)) return ['no']
    if (isUnit.test(route.path) && !reaches) return ['no', 'missing', 'invalid']
  } else if (!reaches) return ['no', 'missing']
  return route.method === 'get' ? ['yes', 'missing', 'invalid'] : ['yes', 'missing', 'invalid', 'no']
}

/** Routes that are asked about every scope; others once. */
const isAboutScope = ({ access, path }: Route) =>
  isUnit.test(path) || (typeof access === 'object' && access.scope !== 'anywhere')

const isPublic = ({ access }: Route) => access === 'public'

test.each(roles)(
  '%s gets what the table of roles says, on every route, for every unit around',
  async (role) => {
    const client = app.as(role, own)
    const wrong: string[] = []
    for (const route of routes.filter((one) => !isPublic(one))) {
      const asked = isAboutScope(route) ? Object.entries(targets) : [['own', own] as const]
      for (const [name, scope] of asked) {
        for (const id of route.path.match(isOther) ? nonsense : nonsense.slice(0, 1)) {
          const kind = await ask(client, route, addressOf(route, scope, id))
          if (!allowed(route, role, scope).includes(kind))
            wrong.push(`${route.method} ${route.path} ${name} (${id}): ${kind}`)
        }
      }
    }
    expect(wrong).toEqual([])
  },
)

test('nobody gets anything but the public pages', async () => {
  const wrong: string[] = []
  for (const route of routes) {
    for (const id of nonsense) {
      const kind = await ask(app, route, addressOf(route, own, id))
      const right: readonly Kind[] = isPublic(route)
        ? ['yes', 'missing', 'invalid']
        : route.kind === 'page' && route.method === 'post'
          ? ['no']
          : ['sign-in']
      if (!right.includes(kind)) wrong.push(`${route.method} ${route.path} (${id}): ${kind}`)
    }
  }
  expect(wrong).toEqual([])
})

test('some role is let in where it may, on every route about a unit that needs no other id', async () => {
  const wrong: string[] = []
  for (const route of routes.filter(
    (one) => isAboutScope(one) && !one.path.match(isOther) && one.method === 'get',
  )) {
    const { access } = route
    if (typeof access !== 'object') continue
    const role = roles.find((one) => holds(one, access.permission))
    if (!role) wrong.push(`${route.path}: no role holds ${access.permission}`)
    else if ((await ask(app.as(role, own), route, addressOf(route, own, ''))) !== 'yes')
      wrong.push(route.path)
  }
  expect(wrong).toEqual([])
})

test('the walk was long enough to mean something', () => {
  const guarded = routes.filter((route) => !isPublic(route))
  expect(guarded.length).toBeGreaterThan(60)
  expect(walked).toBeGreaterThan(guarded.length * roles.length)
  expect(walked).toBeGreaterThan(2_000)
})
