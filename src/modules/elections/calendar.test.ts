import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../../test/support/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp({ preset: true, now: '2019-03-01T03:00:00Z' })
})
afterAll(() => app.close())

/** Reads a calendar as RFC 5545 says: lines unfolded, properties by event, escapes undone. */
function parsed(text: string) {
  const lines = text.replace(/\r\n[ \t]/g, '').split('\r\n')
  const events: Record<string, string>[] = []
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') events.push({})
    const [name = '', ...value] = line.split(':')
    const event = events.at(-1)
    if (event && name) event[name.split(';')[0] ?? name] ??= value.join(':').replace(/\\([,;\\])/g, '$1')
  }
  return { lines, events }
}

test('the calendar of an election is public and reads back as its stages, whole days with the day after as end', async () => {
  const response = await app.get('/calendar/general-2019.ics')
  expect(response.headers.get('content-type')).toContain('text/calendar')
  expect(response.headers.get('set-cookie')).toBeNull()
  const text = await response.text()
  const { lines, events } = parsed(text)
  expect([lines[0], lines.at(-1) || lines.at(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR'])
  expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
  const stages = await app.services.db
    .selectFrom('stage')
    .selectAll()
    .where('election_id', '=', 'general-2019')
    .orderBy('from_on')
    .orderBy('until_on')
    .execute()
  const dayAfter = (day: string) => {
    const at = new Date(`${day}T12:00:00Z`)
    at.setUTCDate(at.getUTCDate() + 1)
    return at.toISOString().slice(0, 10).replaceAll('-', '')
  }
  expect(events.map((event) => [event.DTSTART, event.DTEND]).sort()).toEqual(
    stages.map((stage) => [stage.from_on.replaceAll('-', ''), dayAfter(stage.until_on)]).sort(),
  )
  expect(new Set(events.map(({ UID }) => UID)).size).toBe(stages.length)
  expect(text).toContain('DTSTART;VALUE=DATE:20190417')
})

test('polling stations open at seven in the zone of the unit: WIB, WITA and WIT are three instants', async () => {
  for (const [unit, opens] of [
    ['33.73', '20190417T000000Z'],
    ['51', '20190416T230000Z'],
    ['81', '20190416T220000Z'],
  ]) {
    const { events } = parsed(await (await app.get(`/calendar/general-2019.ics?unit=${unit}`)).text())
    expect(events.find(({ UID }) => UID?.includes('.opens@'))?.DTSTART).toBe(opens)
  }
  const whole = parsed(await (await app.get('/calendar/general-2019.ics')).text())
  expect(whole.events.find(({ UID }) => UID?.includes('.voting@'))?.DESCRIPTION).toContain(
    'TPS buka pukul 07.00 waktu setempat (WIB, WITA, WIT).',
  )
})

test('a calendar asked for again is answered without its bytes; an unknown one does not exist', async () => {
  const first = await app.get('/calendar/general-2019.ics')
  const again = await app.get('/calendar/general-2019.ics', {
    'if-none-match': first.headers.get('etag') ?? '',
  })
  expect(again.status).toBe(304)
  for (const path of ['none.ics', 'general-2019', 'general-2019.ics?unit=99.99']) {
    expect((await app.get(`/calendar/${path}`)).status).toBe(404)
  }
})
