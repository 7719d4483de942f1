import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { type SmallMeeting, said, seatingApp, smallMeeting } from '../../../test/support/small-meeting.ts'
import { applyPlan } from './apply-plan.ts'
import { askForClasses, askForRooms } from './ask-plan.ts'
import { roomPlacesOf } from './places-read-model.ts'
import { firstQuestion } from './question.ts'
import { seatingCommands } from './seating-cli.ts'
import { solvePlan } from './solve-plan.ts'

let app: TestApp
beforeAll(async () => {
  app = await seatingApp()
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const actor = () => app.actor('committee', 'id')
const person = (small: SmallMeeting, at: number) => small.people[at] ?? ''

async function slept(small: SmallMeeting): Promise<string> {
  const answer = await committee().post(`${small.path}/rooms/ask`, { locks: 'on', seconds: '60' })
  const id = answer.headers.get('location')?.split('/').at(-1) ?? ''
  await solvePlan(app.services, small.meeting, id)
  const applied = await committee().post(`${small.path}/plans/${id}/apply`)
  expect(applied.status).toBe(303)
  return id
}

const bedsOf = async ({ meeting }: SmallMeeting) =>
  new Map((await roomPlacesOf(app.services.db, meeting)).map((one) => [one.participantId, one.roomId]))

describe('hotel rooms', () => {
  test('never mix women and men, heed needs, and put together who asked for it', async () => {
    const small = await smallMeeting(app.services)
    const set = (
      at: number,
      change: { needs_accessible?: boolean; shares_room_with?: string; gender?: null },
    ) => app.services.db.updateTable('participant').set(change).where('id', '=', person(small, at)).execute()
    await set(5, { needs_accessible: true })
    await set(1, { shares_room_with: person(small, 2) })
    // A woman and a man who ask to share: the wish is named and not granted.
    await set(3, { shares_room_with: person(small, 4) })
    await set(6, { gender: null })
    expect(await said(await committee().get(`${small.path}/rooms`))).toContain(
      'Minta sekamar, tetapi tidak dapat',
    )
    const id = await slept(small)
    const beds = await bedsOf(small)
    // Only venue A has a hotel.
    expect(beds.size).toBe(20)
    const people = await app.services.db
      .selectFrom('participant')
      .select(['id', 'gender'])
      .where('meeting_id', '=', small.meeting.id)
      .execute()
    const gender = new Map(people.map((one) => [one.id, one.gender]))
    for (const [, here] of Map.groupBy(beds, ([, room]) => room)) {
      expect(here.length).toBeLessThanOrEqual(2)
      expect(new Set(here.map(([who]) => gender.get(who))).size).toBe(1)
    }
    expect(beds.get(person(small, 5))).toBe(small.rooms[0])
    expect(beds.get(person(small, 1))).toBe(beds.get(person(small, 2)))
    expect([...beds.values()].filter((room) => room === beds.get(person(small, 6))).length).toBe(1)
    const shown = await said(await committee().get(`${small.path}/plans/${id}`))
    expect(shown).toMatch(/terbukti terbaik|terbaik menurut HiGHS/)
  })

  test('are changed by hand, not so that women and men mix, and a lock is kept', async () => {
    const small = await smallMeeting(app.services)
    await slept(small)
    const beds = await bedsOf(small)
    const woman = person(small, 0)
    const man = small.people.slice(0, 20).find((id, at) => {
      const room = beds.get(id)
      return at % 4 !== 0 && [...beds.values()].filter((one) => one === room).length === 1
    })
    const move = (room: string) =>
      committee().post(`${small.path}/people/${woman}/room`, { room, locked: 'on' })
    if (man)
      expect(await said(await move(beds.get(man) ?? ''))).toContain('Perempuan dan laki-laki tidak sekamar')
    const empty = small.rooms.find((id) => ![...beds.values()].includes(id)) ?? ''
    expect((await move(empty)).status).toBe(303)
    await slept(small)
    expect((await bedsOf(small)).get(woman)).toBe(empty)
    const hotel = await said(await committee().get(`${small.path}/rooms/${small.hotel}`))
    expect(hotel).toContain('Orang Karangan 01')
  })

  test('that are too few are said to be, venue by venue', async () => {
    const small = await smallMeeting(app.services)
    await app.services.db
      .deleteFrom('hotel_room')
      .where('meeting_id', '=', small.meeting.id)
      .where('number', '>', '103')
      .execute()
    const asked = await askForRooms(app.services, actor(), small.meeting, { keepLocks: true, seconds: 60 })
    const id = asked.ok ? asked.value.id : ''
    await solvePlan(app.services, small.meeting, id)
    const page = await said(await committee().get(`${small.path}/plans/${id}`))
    expect(page).toContain('20 tamu, 6 tempat tidur')
  })
})

async function seated(small: SmallMeeting) {
  const question = {
    ...firstQuestion,
    goals: { ...firstQuestion.goals, gender: 'off' as const },
    seconds: 60,
  }
  const asked = await askForClasses(app.services, actor(), small.meeting, { round: 1, question })
  const id = asked.ok ? asked.value.id : ''
  await solvePlan(app.services, small.meeting, id)
  await applyPlan(app.services, actor(), small.meeting, id)
}

describe('lists', () => {
  test('class and room lists are pages, files and an answer for programs', async () => {
    const small = await smallMeeting(app.services)
    await seated(small)
    await slept(small)
    const list = await said(await committee().get(`${small.path}/classes`))
    expect(list).toContain('A1')
    const one = await said(await committee().get(`${small.path}/classes?q=karangan 07`))
    expect(one).toContain('Orang Karangan 07')
    const page = await said(await committee().get(`${small.path}/classes/${small.classes.A1}`))
    expect(page).toContain('Siapa duduk di A1')
    const csv = await (await committee().get(`${small.path}/file/classes/csv`)).text()
    expect(csv.trim().split('\r\n').length).toBe(31)
    // A code opens the personal page: who may only read the meeting gets the list without them.
    const code = /[2-9A-Z]{12}/
    expect(csv).toMatch(code)
    const asReader = await (await app.as('auditor', 'id').get(`${small.path}/file/classes/csv`)).text()
    expect(asReader.trim().split('\r\n').length).toBe(31)
    expect(asReader).not.toMatch(code)
    const json = JSON.parse(await (await committee().get(`${small.path}/file/rooms/json`)).text())
    expect(json.rows.length).toBe(20)
    expect((await committee().get(`${small.path}/file/rooms/xlsx`)).status).toBe(200)
    const api = await committee().json('GET', `/api/v1/units/00/meetings/${small.meeting.id}/places`)
    const { places } = JSON.parse(await api.text())
    expect(places.length).toBe(30)
    expect(places.filter((place: { room: unknown }) => place.room !== null).length).toBe(20)
    expect(places[0].classes[0].code).toMatch(/^[AB]\d$/)
  })

  test('the command line places a round, says how well, and applies it when told so', async () => {
    const small = await smallMeeting(app.services)
    const lines: string[] = []
    const input = {
      actor: actor(),
      args: [small.meeting.slug],
      options: { apply: true, json: true },
      out: (text: string) => lines.push(text),
      err: (text: string) => lines.push(text),
      path: (typed: string) => typed,
      readFile: async () => new Uint8Array(),
      writeFile: async () => {},
    }
    expect(await seatingCommands[0]?.run(app.services, input)).toBe(0)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ applied: true, changes: 30, figures: { placed: 30 } })
    lines.length = 0
    expect(await seatingCommands[0]?.run(app.services, { ...input, options: {} })).toBe(0)
    expect(lines[0]).toBe('Made-up Meeting, round 1: 30 of 30 placed')
    expect(await seatingCommands[0]?.run(app.services, { ...input, args: ['nowhere'] })).toBe(1)
  })
})

describe('papers', () => {
  test('are drawn from who comes and where they sit; nobody on one is said', async () => {
    const small = await smallMeeting(app.services)
    await seated(small)
    await slept(small)
    await app.services.db
      .insertInto('meeting_session')
      .values({
        work_unit_id: 'id',
        meeting_id: small.meeting.id,
        id: '01999999-0000-7000-8000-000000000001',
        venue_id: null,
        class_id: small.classes.B1 ?? '',
        title_id: 'Sidang kelas',
        title_en: null,
        starts_at: new Date('2019-09-22T02:00:00Z'),
        ends_at: new Date('2019-09-22T04:00:00Z'),
      })
      .onConflict((on) => on.doNothing())
      .execute()
    const papers = `/desk/meetings/00/${small.meeting.id}/papers`
    expect(await said(await committee().get(papers))).toContain('Tanda pengenal')
    for (const kind of ['badges', 'signs', 'doors', 'signatures', 'rooms']) {
      const answer = await committee().get(`${papers}/${kind}.pdf`)
      expect(answer.headers.get('content-type')).toBe('application/pdf')
      const bytes = new Uint8Array(await answer.arrayBuffer())
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-')
    }
    const one = await committee().get(`${papers}/badge/${person(small, 6)}`)
    const pdf = await readPdf(Buffer.from(await one.arrayBuffer()))
    // A long name is broken into lines.
    expect(
      pdf.pages
        .flat()
        .map(({ text }) => text.trim())
        .join(' '),
    ).toContain('Orang Karangan 07')
    expect((await committee().get(`${papers}/badge/${small.meeting.id}`)).status).toBe(404)
    await app.services.db
      .updateTable('participant')
      .set({ state: 'not-coming' })
      .where('meeting_id', '=', small.meeting.id)
      .execute()
    const nobody = await committee().get(`${papers}/badges.pdf`)
    expect(nobody.status).toBe(422)
    expect((await committee().get(`${papers}/poems.pdf`)).status).toBe(404)
  })
})
