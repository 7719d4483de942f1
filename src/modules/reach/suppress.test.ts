import { expect, test } from 'vitest'
import { suppress } from './suppress.ts'

const cell = (delivered: number, engaged: number) => {
  const figure = (people: number) => ({ people: people || null, suppressed: false, relativeError: 0 })
  return {
    row: 'r',
    column: null,
    delivered: figure(delivered),
    engaged: figure(engaged),
    hits: { view: delivered * 2, click: engaged, scan: 0, share: 0 },
    asOf: null,
  }
}
const nothing = { delivered: false, engaged: false }

test('fewer than the threshold is held back together with the hits that bound it', () => {
  const shown = suppress(cell(100, 19), nothing, 20)
  expect(shown.delivered.people).toBe(100)
  expect(shown.engaged).toEqual({ people: null, suppressed: true, relativeError: 0 })
  expect(shown.hits).toEqual({ view: 200, click: null, scan: null, share: null })
})

test('what was judged to give another away is held back too, and who engaged with whom it was delivered to', () => {
  const shown = suppress(cell(100, 50), { delivered: true, engaged: false }, 20)
  expect([shown.delivered.suppressed, shown.engaged.suppressed]).toEqual([true, true])
  expect(shown.hits).toEqual({ view: null, click: null, scan: null, share: null })
})

test('enough people are shown, and nobody is nobody', () => {
  expect(suppress(cell(40, 30), nothing, 20)).toEqual(cell(40, 30))
  expect(suppress(cell(0, 0), { delivered: true, engaged: true }, 20)).toEqual(cell(0, 0))
})
