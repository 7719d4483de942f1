import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true })
})
afterAll(() => app?.close())

test('a sign that the database cannot keep is refused where it is asked for, and dropped where it was typed', async () => {
  const asked = await app.as('auditor', 'id').get('/desk/audit?who=a%00b')
  expect(asked.status).toBe(422)
  expect(await asked.text()).toContain('tanda yang tidak dapat disimpan')
  const typed = await app
    .as('national', 'id')
    .post('/desk/meetings/new?unit=00', { nameId: 'Rakor\0 Contoh' })
  expect(typed.status).toBe(422)
  expect(await typed.text()).toContain('value="Rakor Contoh"')
})
