import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestApp } from '../../../test/support/app.ts'
import {
  person,
  planIds,
  said,
  seatingApp,
  setState,
  smallMeeting,
} from '../../../test/support/small-meeting.ts'
import { applyPlan } from './apply-plan.ts'
import { askForClasses } from './ask-plan.ts'
import { gatherRound } from './gather.ts'
import { classListOf, placesOf } from './index.ts'
import { type ClassesAnswer, pack, unpack } from './packed.ts'
import { planById, storedClasses } from './plans-read-model.ts'
import { firstQuestion } from './question.ts'
import { leaveUnfinished, resumePlans, solvePlan } from './solve-plan.ts'
import { answers, applied, found, quick, seatsOf } from './testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await seatingApp()
})
afterAll(() => app.close())

const committee = () => app.as('committee', 'id')
const actor = () => app.actor('committee', 'id')

describe('the question', () => {
  test('takes invited and coming people, each for the classes of the own venue', async () => {
    const small = await smallMeeting(app.services)
    await setState(app, small, 3, 'not-coming')
    await setState(app, small, 4, 'waiting')
    const { instance, outside } = await gatherRound(app.services.db, small.meeting, 1, firstQuestion.rules)
    expect(instance.people.length).toBe(28)
    expect(outside).toEqual([])
    expect(new Set(instance.people.slice(0, 18).map(({ division }) => division))).toEqual(
      new Set([small.venues.A]),
    )
    expect(instance.classes.map(({ division }) => division)).toEqual(
      ['A', 'A', 'A', 'B', 'B'].map((letter) => small.venues[letter as 'A' | 'B']),
    )
    const wishing = instance.people.find(({ id }) => id === person(small, 1))
    expect(wishing?.preferences).toEqual({ [small.classes.A2 ?? '']: 3 })
  })

  test('leaves out and names those whom no class is for, and counts guests as nobody’s', async () => {
    const small = await smallMeeting(app.services, {
      change: (one, at) => (at === 0 || at === 10 ? { ...one, side: 'guest' } : one),
    })
    const before = await gatherRound(app.services.db, small.meeting, 1, firstQuestion.rules)
    expect(before.outside.map(({ id }) => id).toSorted()).toEqual(
      [person(small, 0), person(small, 10)].toSorted(),
    )
    await app.services.db
      .updateTable('participant')
      .set({ venue_id: small.venues.A })
      .where('meeting_id', '=', small.meeting.id)
      .where('side', '=', 'guest')
      .execute()
    const { instance } = await gatherRound(app.services.db, small.meeting, 1, firstQuestion.rules)
    const guests = instance.people.filter(({ side }) => side === 'other')
    expect(new Set(guests.map(({ unitId }) => unitId)).size).toBe(2)
  })
})

describe('a plan of classes', () => {
  test('is asked for on a page, reckoned by the job, shown with its proof, applied and audited', async () => {
    const small = await smallMeeting(app.services)
    const form = await said(await committee().get(`${small.path}/ask?round=1`))
    expect(form).toContain('Agak penting dihitung 1, sangat penting 4')
    const answer = await committee().post(`${small.path}/ask`, answers)
    expect(answer.status).toBe(303)
    const [plan] = await planIds(app.services, small)
    const at = `${small.path}/plans/${plan?.id}`
    expect(answer.headers.get('location')).toBe(at)
    const running = await (await committee().get(at)).text()
    expect(running).toContain('http-equiv="refresh"')
    await app.services.jobs.work(app.services)
    await expect
      .poll(async () => (await planById(app.services.db, small.meeting, plan?.id ?? ''))?.state)
      .toBe('found')
    const shown = await said(await committee().get(at))
    expect(shown).toContain('terbukti terbaik')
    expect(shown).not.toContain('http-equiv')
    const ask = await said(await committee().get(`${at}/apply`))
    expect(ask).toContain('Ubah tempat 30 orang?')
    const file = await (await committee().get(`${at}/changes/csv`)).text()
    expect(file.trim().split('\r\n').length).toBe(31)
    const done = await committee().post(`${at}/apply`)
    expect(done.status).toBe(303)
    const seats = await seatsOf(app, small)
    expect(seats.size).toBe(30)
    const units = new Map<string, Set<string>>()
    const { instance } = await gatherRound(app.services.db, small.meeting, 1, firstQuestion.rules)
    for (const one of instance.people) {
      const key = `${one.unitId} ${one.side}`
      const rooms = units.get(key) ?? new Set()
      expect(rooms.has(seats.get(one.id) ?? '')).toBe(false)
      units.set(key, rooms.add(seats.get(one.id) ?? ''))
    }
    const trail = await app.services.db
      .selectFrom('audit_entry')
      .select('action')
      .where('subject', '=', `placement ${plan?.id}`)
      .orderBy('id')
      .execute()
    expect(trail.map(({ action }) => action).toSorted()).toEqual(['seating.apply', 'seating.ask'])
    const places = await placesOf(app.services.db, small.meeting)
    const inA1 = [...seats].filter(([, seat]) => seat === small.classes.A1).map(([who]) => who)
    expect(await classListOf(app.services.db, small.meeting, small.classes.A1 ?? '')).toEqual(inA1.toSorted())
    expect(places.get(person(small, 0))?.classes).toEqual([
      { round: 1, classId: seats.get(person(small, 0)) },
    ])
  })

  test('refuses a goal that is none, keeping what was chosen, and a round without classes', async () => {
    const small = await smallMeeting(app.services)
    const refused = await committee().post(`${small.path}/ask`, { ...answers, wishes: 'much' })
    expect(refused.status).toBe(422)
    expect(await said(refused)).toContain('Pilih satu jawaban.')
    const none = await committee().post(`${small.path}/ask`, { ...answers, round: '7' })
    expect(none.status).toBe(409)
  })

  test('stands beside others with wishes and balance as a recount has them', async () => {
    const small = await smallMeeting(app.services)
    const id = await found(app, small)
    const { answer, sheet } = await storedClasses(app.services.db, small.meeting, id)
    if (answer?.status !== 'placed') throw new Error('no plan')
    const seat = new Map(answer.plan.seats.map((one) => [one.person, one.class]))
    const wishing = sheet.instance.people.filter(({ preferences }) => Object.keys(preferences).length > 0)
    const fulfilled = wishing.filter(({ id: of, preferences }) => preferences[seat.get(of) ?? '']).length
    await found(app, small, { ...quick, goals: { ...quick.goals, wishes: 'off' } })
    const shown = await said(await committee().get(small.path))
    expect(shown).toContain(`${fulfilled} dari ${wishing.length}`)
    expect(shown).toContain('keinginan sangat, provinsi agak')
    expect(shown.match(/terbukti terbaik/g)?.length).toBe(2)
  })

  test('is stopped from the page, and the process that reckons gives it up', async () => {
    const small = await smallMeeting(app.services)
    const asked = await askForClasses(app.services, actor(), small.meeting, { round: 1, question: quick })
    const id = asked.ok ? asked.value.id : ''
    const stopped = await committee().post(`${small.path}/plans/${id}/stop`)
    expect(stopped.status).toBe(303)
    await solvePlan(app.services, small.meeting, id)
    expect((await planById(app.services.db, small.meeting, id))?.state).toBe('stopped')
    expect(await said(await committee().get(`${small.path}/plans/${id}`))).toContain('dihentikan')
    expect((await committee().post(`${small.path}/plans/${id}/stop`)).status).toBe(409)
    expect((await committee().post(`${small.path}/plans/${id}/apply`)).status).toBe(409)
  })

  test('that a process left is taken up again; one that ended the program three times is given up', async () => {
    const small = await smallMeeting(app.services)
    const asked = await askForClasses(app.services, actor(), small.meeting, { round: 1, question: quick })
    const id = asked.ok ? asked.value.id : ''
    const reckoning = solvePlan(app.services, small.meeting, id)
    await expect
      .poll(async () => {
        leaveUnfinished()
        const row = await app.services.db
          .selectFrom('placement_plan')
          .select(['state', 'seen_at', 'tries'])
          .where('id', '=', id)
          .executeTakeFirst()
        return row && row.tries > 0 && (row.seen_at === null || row.state === 'found')
      })
      .toBe(true)
    await reckoning
    await app.services.db
      .updateTable('placement_plan')
      .set({ state: 'running', seen_at: new Date('2019-09-10T02:00:00Z'), answer: null })
      .where('id', '=', id)
      .execute()
    expect(await resumePlans(app.services)).toBe(1)
    await solvePlan(app.services, small.meeting, id)
    expect((await planById(app.services.db, small.meeting, id))?.state).toBe('found')
    await app.services.db
      .updateTable('placement_plan')
      .set({ state: 'running', seen_at: new Date('2019-09-10T02:00:00Z'), tries: 3 })
      .where('id', '=', id)
      .execute()
    await solvePlan(app.services, small.meeting, id)
    expect((await planById(app.services.db, small.meeting, id))?.state).toBe('failed')
    expect(await said(await committee().get(`${small.path}/plans/${id}`))).toContain('berhenti tiga kali')
  })

  test('that cannot be says which rules are in conflict and what loosening each takes, by name', async () => {
    const small = await smallMeeting(app.services)
    // Two of one unit who must sit together, while no two of a unit may.
    const pair = await committee().post(`${small.path}/pairs`, {
      kind: 'together',
      one: person(small, 0),
      other: person(small, 10),
      reason: 'Satu menerjemahkan untuk yang lain',
    })
    expect(pair.status).toBe(303)
    const id = await found(app, small)
    expect((await planById(app.services.db, small.meeting, id))?.state).toBe('impossible')
    const page = await (await committee().get(`${small.path}/plans/${id}`)).text()
    expect(page).toMatch(/Orang Karangan (01 – Orang Karangan 11|11 – Orang Karangan 01)/)
    expect(page).toContain('tanpa aturan ini')
    expect(page).toContain(`${small.path}/pairs`)
    expect(page).toContain('2 aturan ini tidak dapat berlaku bersama')
    const loosened = await found(app, small, { ...quick, rules: { ...quick.rules, onePerUnit: false } })
    expect((await planById(app.services.db, small.meeting, loosened))?.state).toBe('found')
  })

  test('that somebody changed in the database fails its check, says so and is not applied', async () => {
    const small = await smallMeeting(app.services)
    const id = await found(app, small)
    const row = await app.services.db
      .selectFrom('placement_plan')
      .select('answer')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    const answer = unpack<ClassesAnswer>(row.answer ?? new Uint8Array())
    if (answer.status !== 'placed') throw new Error('no plan')
    const seats = answer.plan.seats.map((seat) =>
      seat.person === person(small, 0) ? { ...seat, class: small.classes.B1 ?? null } : seat,
    )
    const tampered = pack({ ...answer, plan: { ...answer.plan, seats } })
    await app.services.db
      .updateTable('placement_plan')
      .set({ answer: tampered })
      .where('id', '=', id)
      .execute()
    const page = await said(await committee().get(`${small.path}/plans/${id}`))
    expect(page).toContain('gagal diperiksa')
    expect(page).toContain('Orang Karangan 01 duduk di B1, yang tidak memenuhi syarat.')
    expect((await committee().post(`${small.path}/plans/${id}/apply`)).status).toBe(409)
    expect((await seatsOf(app, small)).size).toBe(0)
    // One that claims more than it can show, every seat as it was.
    const boast = pack({ ...answer, plan: { ...answer.plan, objective: answer.plan.objective - 50 } })
    await app.services.db.updateTable('placement_plan').set({ answer: boast }).where('id', '=', id).execute()
    expect((await applyPlan(app.services, actor(), small.meeting, id)).ok).toBe(false)
    await app.services.db
      .updateTable('placement_plan')
      .set({ answer: new Uint8Array([1, 2, 3]) })
      .where('id', '=', id)
      .execute()
    expect(await said(await committee().get(`${small.path}/plans/${id}`))).toContain('tidak dapat dibaca')
  })

  test('steps back behind the next and can be applied again, seat for seat', async () => {
    const small = await smallMeeting(app.services)
    const first = await applied(app, small)
    const seats = await seatsOf(app, small)
    const second = await applied(app, small, {
      ...quick,
      goals: { ...quick.goals, wishes: 'off', province: 'strong' },
    })
    expect((await planById(app.services.db, small.meeting, first))?.state).toBe('replaced')
    const again = await committee().post(`${small.path}/plans/${first}/apply`)
    expect(again.status).toBe(303)
    expect(await seatsOf(app, small)).toEqual(seats)
    expect((await planById(app.services.db, small.meeting, second))?.state).toBe('replaced')
  })

  test('is refused when the meeting has changed so that it would break a rule', async () => {
    const small = await smallMeeting(app.services)
    const id = await found(app, small)
    await app.services.db
      .updateTable('meeting_class')
      .set({ capacity: 2 })
      .where('id', '=', small.classes.A1 ?? '')
      .execute()
    const refused = await committee().post(`${small.path}/plans/${id}/apply`)
    expect(refused.status).toBe(409)
    expect(await said(refused)).toContain('rapat berubah')
  })
})
