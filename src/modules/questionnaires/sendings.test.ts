import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { at } from '../../../test/support/accounts.ts'
import type { SeatedPerson } from '../../../test/support/class-meeting.ts'
import { newId } from '../../platform/ids.ts'
import { grace } from './late.ts'
import type { SendingRefused, SendingTaken } from './phone-shapes.ts'
import { choice, idIn, type Questioning, questioning, scale } from './testing.ts'

let house: Questioning
beforeAll(async () => {
  house = await questioning()
})
afterAll(() => house?.app.close())

const start = Date.parse('2019-09-03T01:00:00Z')
const minute = 60_000
const later = (milliseconds: number) => at(house.app, new Date(start + milliseconds).toISOString())
beforeEach(() => later(0))

interface Given {
  id?: string
  /** How long ago it was answered when it was sent. */
  age?: number
  /** How far the phone's clock runs ahead. */
  ahead?: number
  moment?: string
}

/** Sends what a phone kept. */
async function send(
  person: SeatedPerson,
  href: string,
  fields: Record<string, string>,
  { id = newId(), age = 0, ahead = 0, moment = 'once' }: Given = {},
): Promise<{ status: number; answer: SendingTaken | SendingRefused }> {
  const sentAt = house.app.services.clock.now().getTime() + ahead
  const { version } = await house.one(href)
  const response = await house.app.json('POST', `${house.answerHref(person, href)}/sending`, {
    id,
    sentAt,
    givenAt: sentAt - age,
    fields: { version: `${version} ${moment}`, ...fields },
  })
  return { status: response.status, answer: (await response.json()) as SendingTaken | SendingRefused }
}

/** One question on a scale, open to be answered. */
async function asking(fields: Record<string, string> = {}) {
  const href = await house.add(fields)
  const id = await house.question(href, 'scale', scale)
  await house.open(href)
  return { href, name: `q-${id}`, id }
}

const counted = async (href: string) =>
  (
    await house.app.services.db
      .selectFrom('anonymous_count')
      .select(['choice', 'count'])
      .where('questionnaire_id', '=', idIn(href))
      .orderBy('choice')
      .execute()
  ).map(({ choice: step, count }) => `${step}:${count}`)

describe('sent from a phone without a name', () => {
  test('however often one sending comes, also at the same time, it counts once; another one is refused', async () => {
    const { href, name } = await asking()
    const person = house.seat(0)
    const id = newId()
    const both = await Promise.all([1, 2, 3].map(() => send(person, href, { [name]: '4' }, { id })))
    expect(both.map(({ answer }) => answer.taken)).toEqual([true, true, true])
    expect((await send(person, href, { [name]: '4' }, { id: id.toUpperCase() })).answer.taken).toBe(true)
    const other = await send(person, href, { [name]: '1' })
    expect(other.status).toBe(409)
    expect(other.answer).toMatchObject({ taken: false, message: expect.stringContaining('Jawaban pertama') })
    // Nor does the id of another person's phone open anything.
    expect((await send(house.seat(1), href, { [name]: '5' }, { id })).answer.taken).toBe(true)
    expect(await counted(href)).toEqual([':2', '4:1', '5:1'])
    // Received is received, long after the questionnaire was closed.
    await house.close(href)
    later(3 * grace)
    expect((await send(person, href, { [name]: '4' }, { id })).answer.taken).toBe(true)
    expect(await counted(href)).toEqual([':2', '4:1', '5:1'])
  })

  test('given before the closing it counts for half an hour, whatever the clock of the phone says', async () => {
    const { href, name } = await asking()
    later(10 * minute)
    await house.close(href)
    later(25 * minute)
    const hour = 60 * minute
    for (const [place, ahead] of [-hour, 0, hour].entries()) {
      const { answer } = await send(house.seat(place), href, { [name]: '3' }, { age: 16 * minute, ahead })
      expect(answer).toMatchObject({ taken: true, isLate: true })
      const after = await send(house.seat(5), href, { [name]: '3' }, { age: 14 * minute, ahead })
      expect(after.status).toBe(409)
      expect(after.answer).toMatchObject({ message: expect.stringContaining('sudah ditutup sebelum') })
    }
    const waiting = await house.results(href)
    expect(waiting).toMatchObject({ isWaiting: true, questions: [], respondents: [{ count: 3, late: 3 }] })
    later(10 * minute + grace)
    expect((await send(house.seat(3), href, { [name]: '3' }, { age: 40 * minute })).status).toBe(409)
    later(11 * minute + grace)
    const shown = await house.results(href)
    expect(shown).toMatchObject({ isWaiting: false, waitsUntil: null })
    expect(shown.questions[0]?.answered).toBe(3)
    const page = await (await house.national().get(`${href}/results`)).text()
    expect(page).toContain('3 diterima sesudah ditutup, diisi sebelumnya')
  })

  test('answers and the closing at the same time: what was said to be taken is counted, the rest is not', async () => {
    const { href, name } = await asking()
    const sendings = Array.from({ length: 8 }, (_, place) =>
      send(house.seat(place), href, { [name]: '2' }, { age: minute }),
    )
    const ended = (async () => {
      await house.close(href)
      return house.settle(href)
    })()
    const heard = await Promise.all(sendings)
    expect((await ended).status).toBe(303)
    const taken = heard.filter(({ answer }) => answer.taken).length
    expect(heard.map(({ status, answer }) => (answer.taken ? 200 : 409) === status)).not.toContain(false)
    expect(await counted(href)).toEqual(taken === 0 ? [] : [`:${taken}`, `2:${taken}`])
    const { questions } = await house.results(href)
    expect(questions[0]?.answered).toBe(taken)
    // Whoever comes now would be seen as the difference.
    for (let place = 0; place < 8; place += 1) {
      expect((await send(house.seat(place), href, { [name]: '5' }, { age: minute })).status).toBe(409)
    }
    expect((await house.results(href)).questions[0]?.answered).toBe(taken)
  })

  test('nothing that is kept says which phone or when, and the sending cannot be found without the secret', async () => {
    const { href, name } = await asking()
    const id = newId()
    later(7 * minute)
    await house.close(href)
    later(12 * minute)
    await send(house.seat(0), href, { [name]: '4' }, { id, age: 8 * minute })
    const { db } = house.app.services
    for (const table of ['anonymous_token', 'anonymous_count', 'questionnaire_moment']) {
      const { rows } = await sql<{ row: string }>`
        select t::text as row from ${sql.table(table)} t
        where questionnaire_id = ${idIn(href)}`.execute(db)
      expect(rows.length, table).toBeGreaterThan(0)
      for (const { row } of rows) {
        for (const mark of [id, house.seat(0).id, house.seat(0).code, '01:12:00', '01:04:00']) {
          expect(row, table).not.toContain(mark)
        }
      }
    }
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from audit_entry where after::text like ${`%${id}%`}`.execute(db)
    expect(rows[0]?.n).toBe(0)
  })

  test('what is lacking, of other questions or nothing that can be read is refused in words', async () => {
    const { href, name } = await asking()
    const empty = await send(house.seat(0), href, {})
    expect(empty.status).toBe(422)
    expect(empty.answer).toMatchObject({
      fields: [{ field: name, message: 'Pertanyaan 1 harus dijawab.' }],
    })
    const stale = await send(house.seat(0), href, { [name]: '4', version: '1 once' })
    expect(stale.answer).toMatchObject({
      fields: [{ message: expect.stringContaining('Pertanyaan diubah panitia') }],
    })
    for (const body of [null, {}, { id: 'x', sentAt: 1, givenAt: 1, fields: {} }, { fields: { a: 1 } }]) {
      const path = `${house.answerHref(house.seat(0), href)}/sending`
      expect((await house.app.json('POST', path, body)).status).toBe(422)
    }
    expect(await counted(href)).toEqual([])
  })
})

describe('sent from a phone with a name', () => {
  const kept = async (href: string) =>
    house.app.services.db
      .selectFrom('named_answer')
      .select(['moment', 'choices', 'is_late', 'answered_at'])
      .where('questionnaire_id', '=', idIn(href))
      .orderBy('moment')
      .execute()

  test('it carries when it was given, is marked when it came late, and known when it comes again', async () => {
    const { href, name } = await asking({ isAnonymous: 'no' })
    later(10 * minute)
    await house.close(href)
    later(20 * minute)
    const first = await send(house.seat(0), href, { [name]: '4' }, { age: 15 * minute })
    expect(first.answer).toMatchObject({ taken: true, isLate: true, lacking: 0 })
    expect(await kept(href)).toEqual([
      { moment: 'once', choices: ['4'], is_late: true, answered_at: new Date(start + 5 * minute) },
    ])
    expect(await house.results(href)).toMatchObject({ respondents: [{ count: 1, late: 1 }] })
    later(3 * grace)
    expect((await send(house.seat(0), href, { [name]: '4' }, { age: 85 * minute })).answer.taken).toBe(true)
    expect((await send(house.seat(0), href, { [name]: '5' }, { age: 85 * minute })).status).toBe(409)
    expect((await kept(href))[0]?.choices).toEqual(['4'])
  })

  test('what waited on one phone does not replace what came from another since', async () => {
    const { href, name } = await asking({ isAnonymous: 'no' })
    later(10 * minute)
    expect((await send(house.seat(0), href, { [name]: '5' })).answer).toMatchObject({ isOlder: false })
    later(20 * minute)
    const old = await send(house.seat(0), href, { [name]: '1' }, { age: 15 * minute })
    expect(old.answer).toMatchObject({ taken: true, isOlder: true })
    expect((await kept(href))[0]?.choices).toEqual(['5'])
    await send(house.seat(0), href, { [name]: '2' }, { age: 5 * minute })
    expect((await kept(href))[0]?.choices).toEqual(['2'])
  })

  test('one of before the class still counts as such while that of after it is open', async () => {
    const href = await house.add({ isAnonymous: 'no', isPaired: 'yes' })
    const id = await house.question(href, 'one', choice)
    await house.open(href, 'before')
    later(5 * minute)
    await house.close(href)
    await house.open(href, 'after')
    later(10 * minute)
    const fields = { [`q-${id}`]: 'a' }
    const before = await send(house.seat(0), href, fields, { age: 6 * minute, moment: 'before' })
    expect(before.answer).toMatchObject({ taken: true, isLate: true })
    expect((await send(house.seat(1), href, fields, { age: minute, moment: 'before' })).status).toBe(409)
    await send(house.seat(0), href, { [`q-${id}`]: 'c' }, { moment: 'after' })
    expect((await kept(href)).map((row) => [row.moment, row.choices, row.is_late])).toEqual([
      ['after', ['c'], false],
      ['before', ['a'], true],
    ])
  })
})

test('the worker reaches the questionnaires of one person and nothing else', async () => {
  const { code } = house.seat(0)
  const worker = await house.app.get(`/m/${code}/q/worker.js`)
  expect(worker.headers.get('service-worker-allowed')).toBe(`/m/${code}/q`)
  expect(worker.headers.get('content-type')).toContain('text/javascript')
  const files = JSON.parse(/self\.keptFiles=(\[.*?\]);/.exec(await worker.text())?.[1] ?? '[]') as string[]
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) expect((await house.app.get(file)).status).toBe(200)
})
