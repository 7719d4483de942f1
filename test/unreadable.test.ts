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

test('a form that did not arrive whole is refused in words, and nothing is changed', async () => {
  const send = (type: string) =>
    app
      .as('district', 'id.33.73')
      .json('POST', '/desk/publications/new?unit=33.73', { titleId: 'Contoh' }, { 'content-type': type })
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x']) {
    const answer = await send(type)
    expect([type, answer.status]).toEqual([type, 422])
    expect(await answer.text()).toContain('tidak sampai utuh')
  }
  expect(await app.services.db.selectFrom('publication').select('id').execute()).toEqual([])
})
