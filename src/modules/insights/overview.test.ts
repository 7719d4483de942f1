import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
})
afterAll(() => app.close())

test('a fresh installation says what to do first, and shows no made-up figure', async () => {
  const response = await app.as('national', 'id').get('/desk')
  expect(response.status).toBe(200)
  const html = await response.text()
  expect(html).toContain('Belum ada program di sini')
  expect(html).toContain('belum diukur')
  expect(html).not.toMatch(/NaN|undefined|null/)
})
