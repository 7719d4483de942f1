import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badgeText } from '../seating/index.ts'
import { attendanceOf } from './attendance.ts'
import type { KnownScan, OwnRow, ScanKind } from './door-shapes.ts'
import { evaluateScan, type ScanQuestion } from './evaluate-scan.ts'
import { readText } from './qr-text.ts'

const own: OwnRow = {
  hash: 'aa',
  name: 'Awan Contoh',
  office: 'Kota Salatiga',
  side: 'commissioner',
  classes: [
    { code: 'A1', round: 1 },
    { code: 'A7', round: 2 },
  ],
}
const before = (kind: ScanKind, at: number, more: Partial<KnownScan> = {}): KnownScan => ({
  id: `${kind}-${at}`,
  hash: 'aa',
  kind,
  sessionId: kind === 'entry' || kind === 'exit' ? 's1' : null,
  doorId: 'd1',
  door: 'Pintu utama',
  at,
  ...more,
})
const a1 = { id: 's1', class: { code: 'A1', round: 1 } }
const ask = (more: Partial<ScanQuestion> = {}) =>
  evaluateScan({
    read: { as: 'badge', mark: 'M2345', code: 'ABCD2345' },
    mark: 'M2345',
    kind: 'arrival',
    doorId: 'd1',
    session: null,
    row: own,
    earlier: [],
    ...more,
  })

test.each<[string, Partial<ScanQuestion>, object]>([
  ['a first arrival', {}, { picture: 'green', words: 'green.arrival' }],
  ['a typed code', { read: { as: 'code', code: 'ABCD2345' } }, { picture: 'green' }],
  ['somebody picked by name', { read: { as: 'hash', hash: 'aa' } }, { picture: 'green' }],
  [
    'a second arrival, since the first and at its door',
    { earlier: [before('arrival', 900, { door: 'Pintu timur' }), before('arrival', 700)] },
    { picture: 'already', words: 'already.arrival', since: 700, door: 'Pintu utama' },
  ],
  ['an arrival after an entry', { earlier: [before('entry', 1)] }, { picture: 'green' }],
  [
    'the badge of another meeting, whoever it belongs to',
    { read: { as: 'badge', mark: 'OTHER', code: 'ABCD2345' } },
    { picture: 'unknown', words: 'unknown.otherMeeting' },
  ],
  ['a code that nobody has', { row: undefined }, { picture: 'unknown', words: 'unknown.noSuchCode' }],
  ['what is no code', { read: { as: 'nothing' } }, { picture: 'unknown', words: 'unknown.unreadable' }],
  [
    'somebody of another venue, also when seen before',
    { row: { hash: 'aa', letter: 'C' }, earlier: [before('arrival', 1)] },
    { picture: 'elsewhere', words: 'elsewhere.venue', letter: 'C' },
  ],
  ['entry to the own class', { kind: 'entry', session: a1 }, { picture: 'green', words: 'green.entry' }],
  [
    'entry to another class of the round',
    { kind: 'entry', session: { id: 's2', class: { code: 'B3', round: 2 } } },
    { picture: 'elsewhere', words: 'elsewhere.class', class: 'A7' },
  ],
  [
    'entry to a class of a round without a class',
    { kind: 'entry', session: { id: 's3', class: { code: 'C1', round: 3 } } },
    { picture: 'elsewhere', words: 'elsewhere.noClass', class: null },
  ],
  [
    'exit from another class, for who is in must be let out',
    { kind: 'exit', session: { id: 's2', class: { code: 'B3', round: 2 } } },
    { picture: 'green', words: 'green.exit' },
  ],
  [
    'a second entry',
    { kind: 'entry', session: a1, earlier: [before('entry', 5)] },
    { picture: 'already', words: 'already.entry', since: 5 },
  ],
  [
    'in again after coming out',
    { kind: 'entry', session: a1, earlier: [before('exit', 9), before('entry', 5)] },
    { picture: 'green' },
  ],
  [
    'entry to another session',
    { kind: 'entry', session: { id: 's9', class: null }, earlier: [before('entry', 5)] },
    { picture: 'green' },
  ],
  [
    'a move to another room',
    { kind: 'move', doorId: 'd2', earlier: [before('move', 5)] },
    { picture: 'green' },
  ],
  [
    'a move to the same room',
    { kind: 'move', earlier: [before('move', 5)] },
    { picture: 'already', words: 'already.move', since: 5 },
  ],
])('%s', (_, question, verdict) => {
  expect(ask(question)).toMatchObject(verdict)
})

test('a badge reads as what was put into it, however it is typed', () => {
  const text = badgeText('M2345', 'abcd-2345')
  expect(text).toBe('JK1:M2345:ABCD2345')
  expect(readText(text)).toEqual({ as: 'badge', mark: 'M2345', code: 'ABCD2345' })
  expect(readText(` ${text.toLowerCase()} `)).toEqual(readText(text))
  expect(readText('abcd 2345')).toEqual({ as: 'code', code: 'ABCD2345' })
  expect(readText('https://jangkau.example/h/abcd2345?lang=en')).toEqual({ as: 'code', code: 'ABCD2345' })
  expect(readText(`#${'0'.repeat(24)}`)).toEqual({ as: 'hash', hash: '0'.repeat(24) })
  for (const text of ['', 'JK2:M2345:ABCD2345', 'JK1:M2345', 'WIFI:T:WPA;S:hall;;', '12']) {
    expect([text, readText(text).as]).toEqual([text, 'nothing'])
  }
})

const anyScan = fc
  .record({
    id: fc.integer({ min: 0, max: 30 }).map(String),
    kind: fc.constantFrom<ScanKind>('arrival', 'entry', 'exit', 'move'),
    session: fc.constantFrom('s1', 's2'),
    doorId: fc.constantFrom('d1', 'd2', 'd3'),
    at: fc.integer({ min: 0, max: 9 }),
  })
  .map(({ id, kind, session, doorId, at }) =>
    before(kind, at, { id, doorId, sessionId: kind === 'entry' || kind === 'exit' ? session : null }),
  )

test('attendance does not depend on the order of scans nor on how often each is told', () => {
  fc.assert(
    fc.property(
      fc
        .uniqueArray(anyScan, { selector: ({ id }) => id })
        .chain((scans) =>
          fc.tuple(
            fc.constant(scans),
            fc.shuffledSubarray([...scans, ...scans], { minLength: scans.length * 2 }),
          ),
        ),
      ([scans, shuffled]) => {
        expect(attendanceOf(shuffled)).toEqual(attendanceOf(scans))
      },
    ),
  )
})

test('every scan but the first of a run is a double, and none is lost', () => {
  const scans = [before('arrival', 3), before('arrival', 1), before('arrival', 2), before('entry', 4)]
  expect(attendanceOf(scans)).toEqual({
    arrivedAt: 1,
    inside: ['s1'],
    room: null,
    doubles: [
      { id: 'arrival-2', of: 'arrival-1' },
      { id: 'arrival-3', of: 'arrival-2' },
    ],
  })
})
