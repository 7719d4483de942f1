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

test('the personal page says the class once there is one, and leads to what is asked', async () => {
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
  // Who does not come is told of no place, though it is kept until the next plan.
  await app.post(path, { answer: 'not-coming', reason: 'Sakit' })
  expect((await participantById(app.services.db, small.meeting, first))?.state).toBe('not-coming')
  expect(await (await app.get(path)).text()).not.toContain('<dd>A1 · ')
})
