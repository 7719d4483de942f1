import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isActive,
  mostAtOnce,
  overlap,
  type Span,
  stateOn,
  termEnd,
  termsServed,
  vacantSeats,
} from './appointment-rules.ts'
import { addDays, addYears, isDay } from './days.ts'

/** Days of ten years, so that appointments meet often. */
const day = fc.integer({ min: 0, max: 3650 }).map((count) => addDays('2018-01-01', count))
const span: fc.Arbitrary<Span> = fc
  .tuple(day, fc.option(fc.integer({ min: 0, max: 2000 }), { nil: null }))
  .map(([from, days]) => ({ from, until: days === null ? null : addDays(from, days) }))

describe('what an appointment is on a day', () => {
  test('is exactly one of upcoming, active and expired, in this order and without a way back', () => {
    const order = ['upcoming', 'active', 'expired']
    fc.assert(
      fc.property(span, day, fc.integer({ min: 0, max: 4000 }), (one, on, later) => {
        const [now, then] = [stateOn(one, on), stateOn(one, addDays(on, later))]
        expect(order.indexOf(then)).toBeGreaterThanOrEqual(order.indexOf(now))
        expect(isActive(one, on)).toBe(one.from <= on && (one.until ?? '9999-12-31') >= on)
      }),
    )
  })

  test('is active on its first and its last day, and on neither neighbour of them', () => {
    fc.assert(
      fc.property(span, (one) => {
        expect(stateOn(one, one.from)).toBe('active')
        expect(stateOn(one, addDays(one.from, -1))).toBe('upcoming')
        if (one.until === null) return
        expect(stateOn(one, one.until)).toBe('active')
        expect(stateOn(one, addDays(one.until, 1))).toBe('expired')
      }),
    )
  })

  test('two appointments overlap exactly when both are active on some day', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        const later = [a.from, b.from].sort()[1] ?? a.from
        expect(overlap(a, b)).toBe(isActive(a, later) && isActive(b, later))
        expect(overlap(a, b)).toBe(overlap(b, a))
      }),
    )
  })
})

test('seats taken at once are what a count of every single day says', () => {
  fc.assert(
    fc.property(fc.array(span, { maxLength: 8 }), span, (spans, within) => {
      const until = within.until ?? addDays(within.from, 6000)
      let most = 0
      for (let on = within.from; on <= until; on = addDays(on, 1))
        most = Math.max(most, spans.filter((one) => isActive(one, on)).length)
      expect(mostAtOnce(spans, within)).toBe(most)
    }),
    { numRuns: 30 },
  )
})

test('vacant seats are never below none, and fill up one by one', () => {
  fc.assert(
    fc.property(fc.nat(20), fc.nat(40), (seats, active) => {
      const vacant = vacantSeats(seats, active)
      expect(vacant).toBeGreaterThanOrEqual(0)
      if (active <= seats) expect(vacant + active).toBe(seats)
    }),
  )
})

describe('terms', () => {
  test('a term ends the day before the same day of its last year', () => {
    expect(termEnd('2018-10-08', 5)).toBe('2023-10-07')
    expect(termEnd('2020-02-29', 5)).toBe('2025-02-28')
    expect(termEnd('2018-10-08', null)).toBeNull()
  })

  test('count one by one, except where somebody moved to another position the next day', () => {
    const first = { from: '2018-10-08', until: '2020-01-31', endReason: 'moved' }
    const chair = { from: '2020-02-01', until: '2023-10-07', endReason: null }
    expect(termsServed([chair, first])).toBe(1)
    expect(termsServed([first, { ...chair, from: '2020-02-02' }])).toBe(2)
    expect(termsServed([{ ...first, endReason: 'resigned' }, chair])).toBe(2)
    expect(termsServed([])).toBe(0)
  })
})

describe('days', () => {
  test('are days of the calendar only', () => {
    const cases = ['2019-04-17', '2020-02-29', '2019-02-29', '2019-13-01', '17-04-2019', '2019-4-7', '']
    expect(cases.map(isDay)).toEqual([true, true, false, false, false, false, false])
  })

  test('added and taken away again are the same day', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -4000, max: 4000 }), (on, days) => {
        expect(addDays(addDays(on, days), -days)).toBe(on)
        expect(isDay(addYears(on, 5))).toBe(true)
      }),
    )
  })
})
