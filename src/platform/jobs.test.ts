import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../test/support/services.ts'
import type { Module } from './module.ts'

const done: unknown[] = []
const probe: Module = {
  name: 'probe',
  messages: { id: {}, en: {} },
  jobs: [
    {
      name: 'probe.note',
      handler: async (_, data) => {
        done.push(data)
      },
    },
  ],
}
let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [probe] })
})
afterAll(() => services.close())

test('a job asked for in a transaction is done after the commit, and never when it rolls back', async () => {
  const { db, jobs } = services
  await jobs.work(services)
  await expect(
    db.transaction().execute(async (tx) => {
      await jobs.enqueue(tx, 'probe.note', { word: 'never' })
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await db.transaction().execute((tx) => jobs.enqueue(tx, 'probe.note', { word: 'done' }))
  await expect.poll(() => done).toEqual([{ word: 'done' }])
})
