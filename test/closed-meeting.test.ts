import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../src/platform/ids.ts'
import { enter } from './support/accounts.ts'
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

test('pages of a closed meeting offer nothing that would be refused, and what comes afterwards still', async () => {
  const { db } = app.services
  const set = (state: 'open' | 'closed') =>
    db.updateTable('meeting').set({ state }).where('id', '=', made.key.id).execute()
  const [[, one]] = made.seated
  const pages = ['people', 'people/rules', `people/${one?.id}`, 'doors', 'questionnaires']
  const offered = async () => {
    const found = new Set<string>()
    for (const path of pages) {
      const html = await (await committee().get(`${made.href}/${path}`)).text()
      for (const [, under] of html.matchAll(
        /(?:href|action)="[^"]*\/((?:people|doors|questionnaires)\/[^"?]*)/g,
      ))
        found.add((under ?? '').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID'))
    }
    return found
  }
  const refused = [
    ...['people/add', 'people/import', 'people/quotas', 'people/ID/cancel', 'people/ID/change'],
    ...['doors/new', 'doors/phones/new', 'doors/relays/new', 'doors/self', 'questionnaires/new'],
  ]
  await set('open')
  const open = await offered()
  expect(refused.filter((under) => !open.has(under))).toEqual([])
  await set('closed')
  const closed = await offered()
  expect(refused.filter((under) => closed.has(under))).toEqual([])
  expect([...closed]).toEqual(expect.arrayContaining(['people/letters', 'people/keeping', 'doors/flags']))
  await set('open')
})

test('who runs the doors of one venue is offered those, not the others of the meeting', async () => {
  const { db } = app.services
  const [one, other] = made.venues
  for (const venue of made.venues)
    await committee().post(`${made.href}/doors/new`, { venue, name: `Pintu ${venue}`, purpose: 'arrival' })
  const steward = await enter(app, 'volunteer', '33.73')
  const mine = { work_unit_id: made.key.workUnitId, meeting_id: made.key.id, venue_id: other }
  await db
    .insertInto('meeting_delegate')
    .values({ ...mine, id: newId(), account_id: steward.accountId, task: 'steward', given_at: new Date() })
    .execute()
  const page = async (under: string) => (await steward.client.get(`${made.href}/doors${under}`)).text()
  const doors = await db.selectFrom('door').selectAll().where('meeting_id', '=', made.key.id).execute()
  const idAt = (venue: string) => doors.find(({ name }) => name === `Pintu ${venue}`)?.id ?? '-'
  const list = await page('')
  expect(list).toContain(`Pintu ${one}`)
  expect(list).toContain(`phones/new?door=${idAt(other)}`)
  expect(list).toContain(`name="door" value="${idAt(other)}"`)
  expect(list).not.toContain(idAt(one))
  for (const [under, offered, not] of [
    ['/new', other, one],
    ['/relays/new', other, one],
    ['/phones/new', idAt(other), idAt(one)],
  ] as const) {
    const form = await page(under)
    expect([under, form.includes(`value="${offered}"`), form.includes(`value="${not}"`)]).toEqual([
      under,
      true,
      false,
    ])
  }
})

test('a draft goes with all that was prepared, unless somebody else has had to do with it', async () => {
  const { db } = app.services
  const mine = { work_unit_id: made.key.workUnitId, meeting_id: made.key.id }
  const [[one]] = made.seated
  const people = db.updateTable('participant').where('meeting_id', '=', made.key.id)
  const move = (state: 'draft' | 'open') =>
    db.updateTable('meeting').set({ state }).where('id', '=', made.key.id).execute()
  const remove = async () => {
    const answer = await committee().post(`${made.href}/remove`, {})
    return [answer.status, (await answer.text()).replace(/<[^>]+>/g, ' ')] as const
  }
  await move('open')
  expect(await (await committee().get(made.href)).text()).not.toContain('Hapus rapat')
  expect(await remove()).toEqual([409, expect.stringContaining('Hanya draf')])
  await move('draft')
  await people.set({ letter_at: null, answered_at: null }).execute()
  await db.deleteFrom('finding').where('meeting_id', '=', made.key.id).execute()
  await db.deleteFrom('scan').where('meeting_id', '=', made.key.id).execute()

  await people
    .set({ letter_at: new Date() })
    .where('id', '=', one?.id ?? '')
    .execute()
  expect(await remove()).toEqual([409, expect.stringContaining('disurati 1, pindaian')])
  await people.set({ letter_at: null }).execute()
  const correction = { participant_id: one?.id ?? '', session_id: made.session, is_present: true }
  await db
    .insertInto('attendance_correction')
    .values({ ...mine, ...correction, reason: 'Terlihat', corrected_at: new Date() })
    .execute()
  expect(await remove()).toEqual([409, expect.stringContaining('sertifikat 1')])
  await db.deleteFrom('attendance_correction').where('meeting_id', '=', made.key.id).execute()

  expect(await (await committee().get(`${made.href}/remove`)).text()).toContain('untuk selamanya')
  expect((await app.as('auditor', 'id').post(`${made.href}/remove`, {})).status).toBe(403)
  const [status] = await remove()
  expect(status).toBe(303)
  for (const table of [
    'meeting_class',
    'venue',
    'participant',
    'class_place',
    'door',
    'questionnaire',
  ] as const)
    expect([table, await db.selectFrom(table).where('meeting_id', '=', made.key.id).execute()]).toEqual([
      table,
      [],
    ])
  expect((await committee().get(made.href)).status).toBe(404)
  expect(await (await committee().get('/desk/meetings?done=removed')).text()).toContain('Sudah dihapus.')
})
