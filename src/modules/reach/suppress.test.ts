import { expect, test } from 'vitest'
import { suppress } from './suppress.ts'

const cell = (delivered: number, engaged: number) => {
  const figure = (people: number) => ({ people: people || null, suppressed: false, relativeError: 0 })
  return {
    row: 'r',
    column: null,
    delivered: figure(delivered),
    engaged: figure(engaged),
    allHits: { hits: delivered * 2 + engaged, suppressed: false },
    hits: { view: delivered * 2, click: engaged, scan: 0, share: 0 },
    asOf: null,
  }
}
const nothing = { delivered: false, engaged: false, hits: false, kinds: false }
const noKinds = { view: null, click: null, scan: null, share: null }

test('fewer than the threshold is held back together with the hits by kind that bound it', () => {
  const shown = suppress(cell(100, 19), nothing, 20)
  expect(shown.delivered.people).toBe(100)
  expect(shown.engaged).toEqual({ people: null, suppressed: true, relativeError: 0 })
  expect(shown.allHits).toEqual({ hits: 219, suppressed: false })
  expect(shown.hits).toEqual(noKinds)
})

test('what was judged to give another away is held back too, and who engaged with whom it was delivered to', () => {
  const shown = suppress(cell(100, 50), { ...nothing, delivered: true }, 20)
  expect([shown.delivered.suppressed, shown.engaged.suppressed]).toEqual([true, true])
  expect(shown.allHits).toEqual({ hits: null, suppressed: true })
  expect(shown.hits).toEqual(noKinds)
})

test('hits are held back where only they would tell too much', () => {
  const shown = suppress(cell(100, 50), { ...nothing, hits: true }, 20)
  expect([shown.delivered.people, shown.engaged.people]).toEqual([100, 50])
  expect(shown.allHits).toEqual({ hits: null, suppressed: true })
  expect(shown.hits).toEqual(noKinds)
  expect(suppress(cell(100, 50), { ...nothing, kinds: true }, 20)).toEqual({
    ...cell(100, 50),
    hits: noKinds,
  })
})

test('enough people are shown, and nobody is nobody', () => {
  expect(suppress(cell(40, 30), nothing, 20)).toEqual(cell(40, 30))
  expect(suppress(cell(0, 0), { ...nothing, delivered: true, engaged: true }, 20)).toEqual(cell(0, 0))
})
