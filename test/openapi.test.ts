import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { routesOf } from '../src/app.ts'
import { type TestApp, testApp } from './support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

interface Description {
  paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>
}

const served = async () => (await (await app.get('/api/v1/openapi.json')).json()) as Description

test('every route of /api/v1 is described, with a summary, and nothing else is', async () => {
  const { paths } = await served()
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, { summary }]) => `${method} ${path} ${summary ? 'says what' : 'mute'}`,
    ),
  )
  const declared = routesOf(app.services)
    .filter((route) => route.kind === 'api')
    .map((route) => `${route.method} ${route.path} says what`)
  expect(declared.length).toBeGreaterThan(5)
  expect(described.sort()).toEqual(declared.sort())
})

test('openapi.json beside the sources is what is served (npx jangkau openapi > openapi.json)', async () => {
  const kept = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'openapi.json'), 'utf8'))
  expect(kept).toEqual(await served())
})

test('a program without a token is told so in JSON', async () => {
  const answer = await app.get('/api/v1/units')
  expect(answer.status).toBe(401)
  expect(await answer.json()).toMatchObject({ error: { kind: 'forbidden', message: expect.any(String) } })
})
