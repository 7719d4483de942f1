import { expect, test } from 'vitest'
import { isLate } from './late.ts'

const zones = ['Asia/Jakarta', 'Asia/Jayapura']
const at = (iso: string) => ({ row: '2019-04-17', asOf: new Date(iso) })

test('a day is over when it is over on the westernmost clock, and a minute of committing is no delay', () => {
  // Midnight in Jakarta is 17.00 in UTC; in Jayapura the day has ended two hours before.
  expect(isLate(at('2019-04-17T16:59:00Z'), 'day', zones)).toBe(false)
  expect(isLate(at('2019-04-17T17:05:00Z'), 'day', zones)).toBe(false)
  expect(isLate(at('2019-04-17T17:11:00Z'), 'day', zones)).toBe(true)
  expect(isLate(at('2019-04-17T15:30:00Z'), 'day', ['Asia/Jayapura'])).toBe(true)
  expect(isLate({ row: '2019-04-17', asOf: null }, 'day', zones)).toBe(false)
})

test('a week is over after its Sunday', () => {
  const week = { row: '2019-04-15', asOf: new Date('2019-04-21T16:00:00Z') }
  expect(isLate(week, 'week', zones)).toBe(false)
  expect(isLate({ ...week, asOf: new Date('2019-04-21T18:00:00Z') }, 'week', zones)).toBe(true)
})
