import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { type SmallMeeting, seatingApp, smallMeeting } from '../../../test/support/small-meeting.ts'
import { systemActor } from '../../platform/access.ts'
import { participantById, personalPath } from '../participants/index.ts'
import { placeByHand } from './place-by-hand.ts'

let app: TestApp
let small: SmallMeeting
beforeAll(async () => {
  app = await seatingApp()
  small = await smallMeeting(app.services)
})
afterAll(() => app?.close())

test('the personal page says the class once there is one, and leads to what is asked and to its materials', async () => {
  const [first = ''] = small.people
  const one = await participantById(app.services.db, small.meeting, first)
  const path = personalPath(one?.code ?? '')
  const before = await (await app.get(path)).text()
  expect(before).not.toContain('<dd>A1 · ')
  expect(before).toContain(`href="${path}/q"`)
  const placed = await placeByHand(app.services, systemActor('test'), small.meeting, {
    participantId: first,
    round: 1,
    classId: small.classes.A1 ?? '',
    isLocked: false,
  })
  expect(placed.ok).toBe(true)
  expect(await (await app.get(path)).text()).toContain('<dd>A1 · ')
  const desk = app.as('committee', 'id')
  const under = (code: string) =>
    `${small.path.replace(/\/seating$/, '')}/classes/${small.classes[code]}/materials`
  const pdf = new TextEncoder().encode('%PDF-1.7\nisi')
  const whole = small.path.replace(/seating$/, 'materials')
  const link = { title: 'Tata tertib', url: 'https://contoh.id/tertib' }
  expect((await desk.post(whole, link)).status).toBe(303)
  expect(await (await desk.get(whole)).text()).toContain('Tata tertib')
  for (const code of ['A1', 'A2']) {
    const file = new File([pdf], 'paparan.pdf')
    const added = await desk.post(under(code), { title: `Paparan ${code}`, url: '', file })
    expect(added.status).toBe(303)
  }
  const [, own = ''] = /href="([^"]*\/materials\?[^"]*)">Materi \(2\)/.exec(
    await (await app.get(path)).text(),
  ) ?? ['', '']
  const list = await (await app.get(own)).text()
  expect(list).toContain('Paparan A1')
  expect(list).toContain('href="https://contoh.id/tertib"')
  expect(list).not.toContain('Paparan A2')
  const [, href = ''] = /href="([^"]*\/materials\/[0-9a-f-]{36})"/.exec(list) ?? []
  const back = await app.get(href)
  expect([back.status, back.headers.get('cache-control'), back.headers.get('content-disposition')]).toEqual([
    200,
    'private, no-store',
    'attachment; filename="paparan-a1.pdf"',
  ])
  expect(new Uint8Array(await back.arrayBuffer())).toEqual(pdf)
  const [, other = ''] = /materials\/([0-9a-f-]{36})"/.exec(await (await desk.get(under('A2'))).text()) ?? []
  expect((await app.get(`${path}/materials/${other}`)).status).toBe(404)
  // Who does not come is told of no place, though it is kept until the next plan.
  await app.post(path, { answer: 'not-coming', reason: 'Sakit' })
  expect((await participantById(app.services.db, small.meeting, first))?.state).toBe('not-coming')
  expect(await (await app.get(path)).text()).not.toContain('<dd>A1 · ')
  expect((await app.get(href)).status).toBe(404)
})
