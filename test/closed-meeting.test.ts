import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from './support/app.ts'
import { type ClassMeeting, classMeeting } from './support/class-meeting.ts'

let app: TestApp
let made: ClassMeeting
beforeAll(async () => {
  app = await testApp({ preset: true })
  made = await classMeeting(app)
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')

/** What every room takes of a meeting that is open: the form, and what is typed into it. */
const changes = (): [string, Record<string, string>][] => {
  const [venue] = made.venues
  const [[one]] = made.seated
  const title = { titleId: 'Setelah', isAnonymous: 'no', isPaired: 'no' }
  const walkIn = { name: 'Orang Karangan', unit: '33.73', side: 'commissioner', isWalkIn: 'on' }
  return [
    ['people/quotas', { commissioner: '2', secretariat: '2' }],
    [`people/${one?.id}/cancel`, { reason: 'salah orang' }],
    ['people/add', walkIn],
    ['doors/new', { venue, name: 'Pintu belakang', purpose: 'arrival' }],
    ['questionnaires/new', { ...title, classId: made.classes[0] }],
    [`classes/${made.classes[0]}/findings/new`, { kind: 'idea', words: 'Gagasan', unit: '' }],
  ]
}

const sayClosed = async (answer: Response) =>
  [answer.status, (await answer.text()).includes('Rapat ini sudah ditutup')] as const

test('nothing that belongs to a closed meeting is changed, in whatever room; reopened it is again', async () => {
  const { db } = app.services
  const set = (state: 'open' | 'closed') =>
    db.updateTable('meeting').set({ state }).where('id', '=', made.key.id).execute()
  await set('closed')
  for (const [path, fields] of changes()) {
    const answer = await committee().post(`${made.href}/${path}`, fields)
    expect([path, ...(await sayClosed(answer))]).toEqual([path, 409, true])
  }
  await set('open')
  for (const [path, fields] of changes()) {
    const answer = await committee().post(`${made.href}/${path}`, fields)
    expect([path, ...((await sayClosed(answer))[1] ? ['closed'] : [])]).toEqual([path])
    expect([path, answer.status]).not.toEqual([path, 404])
  }
})
