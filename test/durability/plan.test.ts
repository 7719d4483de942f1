import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { type RunningServer, startServer } from '../journeys/server.ts'
import { said } from '../support/meeting-with-venues.ts'
import { Visitor } from '../support/visitor.ts'

let server: RunningServer
let desk: Visitor
afterAll(() => server?.stop())

/** A whole meeting in all its divisions, with women and men and all rules: some seconds of work for HiGHS. */
const hard = { wishes: 'strong', province: 'strong', gender: 'strong', side: 'off', seconds: '60' }

const running = 'Rencana sedang dicari'

/** Asks for a plan of the first round; its page. */
async function ask(seating: string, goals: Record<string, string> = hard): Promise<string> {
  const asked = await desk.submit(`${seating}/ask?round=1`, '/ask', goals)
  expect(asked.status).toBe(303)
  return asked.headers.get('location') ?? ''
}

/** The page of a plan once it says what is waited for, or the last thing it said. */
async function waitFor(page: string, isThere: (text: string) => boolean, tries = 1200): Promise<string> {
  let text = ''
  for (let at = 0; at < tries; at += 1) {
    text = await said(await desk.get(page))
    if (isThere(text)) return text
    await sleep(100)
  }
  return text
}

/** A plan that a thread is at: it tells of parts. */
const isReckoned = (text: string) => /Menghitung arus|Bagian \d+ dari \d+ selesai/.test(text)

/** A plan that is being reckoned at this moment; one that was quicker than the look at it is asked for again. */
async function askedAndRunning(seating: string): Promise<string> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const page = await ask(seating)
    if (isReckoned(await waitFor(page, (text) => isReckoned(text) || !text.includes(running)))) return page
  }
  throw new Error('Every plan was found before anybody could look at it.')
}

test('a plan whose process is killed is reckoned again after the start, whole; one that is stopped stays stopped', async () => {
  server = await startServer()
  const link = /\bnational\s+(http\S+)/.exec(server.said())?.[1] ?? ''
  desk = await Visitor.signIn(server.url, link)
  const meetings = await (await desk.get('/desk/meetings')).text()
  const meeting = /href="(\/desk\/meetings\/00\/[0-9a-f-]{36})"/.exec(meetings)?.[1] ?? ''
  const seating = `${meeting}/seating`

  const stopped = await askedAndRunning(seating)
  expect((await desk.submit(stopped, '/stop')).status).toBe(303)
  expect(await said(await desk.get(stopped))).toContain('dihentikan')

  const killed = await askedAndRunning(seating)
  await server.kill()
  server = await startServer({}, server.folder)
  desk = desk.at(server.url)
  const found = await waitFor(killed, (text) => !text.includes(running))
  expect(found).toMatch(/terbukti terbaik|terbaik menurut HiGHS|di atas terbaik/i)
  expect(await said(await desk.get(stopped))).toContain('dihentikan')
  expect(await said(await desk.get(`${killed}/apply`))).toContain('Ubah tempat 3.806 orang?')
  await server.end()

  const database = await openEmbedded(join(server.folder, 'db'))
  const { rows } = await database.query(
    'select id, state, tries, answer is null as "isEmpty" from placement_plan',
  )
  const placed = await database.query('select count(*)::int as count from class_place')
  await database.close()
  const plans = rows as { id: string }[]
  const row = (page: string) => plans.find(({ id }) => page.endsWith(id))
  expect(row(killed)).toMatchObject({ state: 'found', tries: 2, isEmpty: false })
  expect(row(stopped)).toMatchObject({ state: 'stopped', tries: 1, isEmpty: true })
  // A plan changes nobody's place before it is applied.
  expect(placed.rows).toEqual([{ count: 0 }])
})
