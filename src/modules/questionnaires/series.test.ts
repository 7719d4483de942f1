import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hasBridge } from './series.ts'
import { choice, type Questioning, questioning, scale, words } from './testing.ts'

let house: Questioning
beforeAll(async () => {
  house = await questioning()
})
afterAll(() => house?.app.close())

/** Puts a written questionnaire into all classes; the address of the series. */
async function spread(href: string): Promise<string> {
  const answer = await house.national().post(`${href}/spread`, { whom: 'all' })
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').split('?')[0] ?? ''
}

/** The questionnaires of a series by class. */
async function members(series: string): Promise<[string, string]> {
  const html = await (await house.national().get(series)).text()
  const table = html.slice(html.indexOf('<table'), html.indexOf('</table>'))
  const [first = '', second = ''] = [...table.matchAll(/href="([^"]*\/questionnaires\/[0-9a-f-]{36})"/g)].map(
    ([, href = '']) => href,
  )
  return [first, second]
}

test('one questionnaire is written once, opened and closed in all classes, and read over all and by class', async () => {
  const { add, question, national, answer, answerHref, app, seat, open, rowsIn } = house
  const href = await add({ isAnonymous: 'no', classId: '' })
  expect((await national().post(`${href}/spread`, { whom: 'all' })).status).toBe(409)
  const id = await question(href, 'scale', scale)
  expect((await national().post(`${href}/spread`, { whom: 'venue:none' })).status).toBe(422)
  const series = await spread(href)
  const [first, second] = await members(series)
  expect(second).not.toBe('')
  // What all are asked stays what it is; each class is asked in its own.
  expect((await national().post(`${first}/questions/new`, { kind: 'scale', ...scale })).status).toBe(409)
  expect((await open(second)).status).toBe(303)
  expect((await national().post(`${series}/open`, { moment: 'once' })).headers.get('location')).toContain(
    'n=1',
  )
  expect((await app.get(answerHref(seat(0), second))).status).toBe(404)
  for (const at of [0, 1, 2]) await answer(seat(at), first, { [`q-${id}`]: '5' })
  await answer(seat(0, 1), second, { [`q-${id}`]: '1' })
  const page = await words(await national().get(series))
  expect(page).toContain('4 dari 16')
  expect(page).toContain('rata-rata 5,0 dari 5')
  expect(page).toContain('rata-rata 1,0 dari 5')
  const means = (await rowsIn(`${series}/results.json`)).filter(
    ({ mean }) => mean !== undefined && mean !== null,
  )
  expect(means.map(({ class: of, mean }) => [of, mean])).toEqual([
    ['semua kelas', 4],
    [expect.stringContaining('E1'), 5],
    [expect.stringContaining('E2'), 1],
  ])
  const list = await (await national().get(`${house.meeting.href}/questionnaires`)).text()
  expect(list).toContain(`href="${series}"`)
  expect(list).not.toContain(`href="${first}"`)
  expect((await national().post(`${series}/close`)).headers.get('location')).toContain('n=2')
  expect((await national().post(`${series}/close`)).status).toBe(409)
  expect((await app.as('auditor', 'id').post(`${series}/open`, { moment: 'once' })).status).toBe(403)
  expect((await app.as('auditor', 'id').get(series)).status).toBe(200)
})

test('without names, what a class of few answered is not the difference between all and the rest', async () => {
  const { add, question, national, answer, seat, rowsIn } = house
  const href = await add({ isAnonymous: 'yes' })
  const id = await question(href, 'one', choice)
  const series = await spread(href)
  const [first, second] = await members(series)
  await national().post(`${series}/open`, { moment: 'once' })
  for (const at of [0, 1, 2, 3, 4, 5]) await answer(seat(at), first, { [`q-${id}`]: 'c' })
  for (const at of [0, 1]) await answer(seat(at, 1), second, { [`q-${id}`]: 'a' })
  const overAll = async () =>
    (await rowsIn(`${series}/results.json`)).filter((row) => row.class === 'semua kelas')
  await house.close(first)
  await house.settle(first)
  // One class is still open: its answers would come in one by one.
  expect(await overAll()).toEqual([])
  await national().post(`${series}/close`)
  await national().post(`${series}/settle`)
  expect((await overAll()).map(({ choice, count, answered }) => [choice, count, answered])).toEqual([
    ['Senin', 0, 6],
    ['Selasa', 0, 6],
    ['Rabu', 6, 6],
  ])
  expect(await words(await national().get(series))).toContain('Gabungan tanpa 1 kelas')
  expect((await house.open(second)).status).toBe(409)
})

test('a held cell that follows from the others is found, as by taking it away and asking what is joined', () => {
  expect(
    hasBridge([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
  ).toBe(false)
  expect(
    hasBridge([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 2],
      [2, 3],
      [3, 2],
      [3, 3],
    ]),
  ).toBe(true)
  const cell = fc.tuple(fc.nat(4), fc.nat(4))
  fc.assert(
    fc.property(fc.uniqueArray(cell, { selector: String, maxLength: 14 }), (edges) => {
      const joined = (without: number) => {
        const of = new Map<string, string>()
        const rootOf = (point: string): string => {
          const up = of.get(point) ?? point
          return up === point ? point : rootOf(up)
        }
        for (const [at, [row, column]] of edges.entries())
          if (at !== without) of.set(rootOf(`r${row}`), rootOf(`c${column}`))
        return rootOf
      }
      const expected = edges.some(([row, column], at) => {
        const rootOf = joined(at)
        return rootOf(`r${row}`) !== rootOf(`c${column}`)
      })
      expect(hasBridge(edges)).toBe(expected)
    }),
  )
})
