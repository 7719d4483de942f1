import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hitIdentity, RecentHits } from './repeats.ts'

test('the same within an hour is a repeat, after an hour it is a new hit', () => {
  const recent = new RecentHits(64)
  expect(recent.isRepeat(1, 2, 10_000)).toBe(false)
  expect(recent.isRepeat(1, 2, 10_001)).toBe(true)
  expect(recent.isRepeat(1, 2, 13_599)).toBe(true)
  expect(recent.isRepeat(1, 2, 13_600)).toBe(false)
  expect(recent.isRepeat(1, 2, 13_601)).toBe(true)
})

test('a hit that was not committed is forgotten and counts when it comes again', () => {
  const recent = new RecentHits(64)
  recent.isRepeat(7, 8, 10_000)
  recent.forget(7, 8)
  expect(recent.isRepeat(7, 8, 10_001)).toBe(false)
})

test('while there is room it remembers exactly what a set would', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(500), { maxLength: 400 }), (visitors) => {
      const recent = new RecentHits(1 << 14)
      const seen = new Set<number>()
      for (const visitor of visitors) {
        const [high, low] = hitIdentity(visitor, visitor * 31, 5, 1)
        expect(recent.isRepeat(high, low, 10_000)).toBe(seen.has(visitor))
        seen.add(visitor)
      }
    }),
    { numRuns: 50 },
  )
})

test('a view and a click, and two links, are told apart', () => {
  const identities = [0, 1, 2, 3].flatMap((kind) =>
    [1, 2, 3].map((link) => hitIdentity(99, 77, link, kind).join()),
  )
  expect(new Set(identities).size).toBe(12)
})
