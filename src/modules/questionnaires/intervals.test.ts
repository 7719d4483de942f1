import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { differenceOfPairs, differenceOfShares, meanOf, shareOf } from './intervals.ts'
import { t975 } from './student-t.ts'

describe('intervals against published values', () => {
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('share %i of %i: Newcombe 1998, Stat Med 17:857, table I, method 3', (count, n, lower, upper) => {
    const share = shareOf(count, n)
    expect(share.lower).toBeCloseTo(lower, 4)
    expect(share.upper).toBeCloseTo(upper, 4)
  })

  test('mean of the heat flow meter: NIST/SEMATECH e-Handbook 1.3.5.2 (ZARR13.DAT)', () => {
    const mean = meanOf({ n: 195, mean: 9.26146, deviation: 0.022789 })
    expect(mean?.lower).toBeCloseTo(9.258242, 5)
    expect(mean?.upper).toBeCloseTo(9.264679, 5)
    expect(meanOf({ n: 1, mean: 3, deviation: Number.NaN })).toBeNull()
  })

  test.each([
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [10, 2.228],
    [29, 2.045],
    [30, 2.042],
    [120, 1.98],
  ])("Student's t for %i degrees of freedom: NIST/SEMATECH e-Handbook 1.3.6.7.2", (df, value) => {
    expect(t975(df)).toBeCloseTo(value, 3)
  })

  test('two independent shares, 56 of 70 and 48 of 80: Newcombe 1998, Stat Med 17:873, table II, method 10', () => {
    const difference = differenceOfShares({ right: 48, n: 80 }, { right: 56, n: 70 })
    expect(difference.value).toBeCloseTo(0.2, 10)
    expect(difference.lower).toBeCloseTo(0.0524, 4)
    expect(difference.upper).toBeCloseTo(0.3339, 4)
  })

  test('paired shares, approval ratings 944 and then 880 of 1,600: Agresti, Categorical Data Analysis, 10.1', () => {
    const difference = differenceOfPairs({ n: 1600, gained: 86, lost: 150 })
    expect(difference.value).toBeCloseTo(-0.04, 10)
    expect(difference.lower).toBeCloseTo(-0.06, 2)
    expect(difference.upper).toBeCloseTo(-0.02, 2)
  })

  test('an interval of shares holds the share and stays between none and all', () => {
    const some = fc
      .integer({ min: 1, max: 4000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(some, ([count, n]) => {
        const { value, lower, upper } = shareOf(count, n)
        expect(lower).toBeGreaterThanOrEqual(0)
        expect(upper).toBeLessThanOrEqual(1)
        expect(lower - 1e-12).toBeLessThanOrEqual(value)
        expect(upper + 1e-12).toBeGreaterThanOrEqual(value)
      }),
    )
  })
})
