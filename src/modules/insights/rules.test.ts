import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RegisteredVoters } from '../elections/index.ts'
import { problemOf, type RegionState, rankAttention, type UnitState } from './attention.ts'
import { daysFrom, drawnPeriod, mondayOf, weeksBetween } from './calendar.ts'
import { comparableList, shareOf, statedVoters, votersOf } from './denominators.ts'
import { strengths } from './scales.ts'
import { sortRows } from './sort-rows.ts'

const rule = { day: '2019-04-17', silentDays: 14 }
const well: UnitState = {
  unitId: 'id.1.1',
  hasProgramme: true,
  volunteers: 5,
  quota: 5,
  unstaffed: [],
  lastHitOn: '2019-04-16',
}

describe('what needs attention', () => {
  test('a unit counts once, for the worst that applies', () => {
    expect(problemOf(well, rule)).toBeNull()
    expect(problemOf({ ...well, hasProgramme: false, unstaffed: ['netizen'], lastHitOn: null }, rule)).toBe(
      'noProgramme',
    )
    expect(problemOf({ ...well, volunteers: 0, unstaffed: ['netizen'], lastHitOn: null }, rule)).toBe(
      'noVolunteers',
    )
    expect(problemOf({ ...well, volunteers: 3, lastHitOn: '2019-04-03' }, rule)).toBe('silent')
    expect(problemOf({ ...well, volunteers: 3, lastHitOn: '2019-04-04' }, rule)).toBe('quotaGap')
    expect(problemOf({ ...well, volunteers: 0, quota: 0, lastHitOn: null }, rule)).toBeNull()
  })

  test('half the units of three million voters weigh more than all units of one million', () => {
    const region = (unitId: string, voters: number | null, lacking: number): RegionState => ({
      unitId,
      voters,
      people: 0,
      units: [0, 1, 2, 3].map((at) => ({
        ...well,
        unitId: `${unitId}.${at}`,
        hasProgramme: at >= lacking,
      })),
    })
    const ranked = rankAttention(
      [region('a', 1_000_000, 4), region('b', 3_000_000, 2), region('c', null, 4), region('d', 9_000_000, 0)],
      rule,
    )
    expect(ranked.map(({ unitId, votersAtStake }) => [unitId, votersAtStake])).toEqual([
      ['b', 1_500_000],
      ['a', 1_000_000],
      ['c', null],
    ])
  })

  const unit = fc.record({
    unitId: fc.uuid(),
    hasProgramme: fc.boolean(),
    volunteers: fc.nat(6),
    quota: fc.nat(6),
    unstaffed: fc.subarray(['family', 'netizen']),
    lastHitOn: fc.option(fc.constantFrom('2019-02-01', '2019-04-01', '2019-04-10', '2019-04-17')),
  })
  const region = fc.record({
    unitId: fc.uuid(),
    units: fc.array(unit, { minLength: 1, maxLength: 12 }),
    voters: fc.option(fc.nat(40_000_000)),
    people: fc.option(fc.nat(50_000_000)),
  })
  const regions = fc.uniqueArray(region, { selector: ({ unitId }) => unitId, maxLength: 12 })

  test('the order does not depend on how the regions came in', () => {
    fc.assert(
      fc.property(regions, (all) => {
        expect(rankAttention(all.toReversed(), rule)).toEqual(rankAttention(all, rule))
      }),
    )
  })

  test('nobody with a problem is missing, nobody without one is named, no unit counts twice', () => {
    fc.assert(
      fc.property(regions, (all) => {
        const ranked = new Map(rankAttention(all, rule).map((attention) => [attention.unitId, attention]))
        for (const { unitId, units, voters } of all) {
          const lacking = units.filter((one) => problemOf(one, rule) !== null).length
          const counted = ranked.get(unitId)?.found.reduce((sum, { units: many }) => sum + many, 0) ?? 0
          expect(counted).toBe(lacking)
          const stake = ranked.get(unitId)?.votersAtStake ?? 0
          expect(stake).toBeGreaterThanOrEqual(0)
          expect(stake).toBeLessThanOrEqual(voters ?? 0)
        }
      }),
    )
  })

  test('reaching more people never moves a region up', () => {
    fc.assert(
      fc.property(region, regions, fc.nat(1_000_000), (first, all, more) => {
        const rest = all.filter(({ unitId }) => unitId !== first.unitId)
        const place = (people: number | null) =>
          rankAttention([{ ...first, people }, ...rest], rule).findIndex(
            ({ unitId }) => unitId === first.unitId,
          )
        expect(place((first.people ?? 0) + more)).toBeGreaterThanOrEqual(place(first.people))
      }),
    )
  })
})

const record = (
  scope: string,
  voters: number,
  list: RegisteredVoters['list'] = 'DPS',
  asOn = '2018-06-23',
): RegisteredVoters => ({
  scope,
  list,
  asOn,
  voters,
  source: `list of ${scope}`,
  conf: 'M',
  example: false,
})

describe('denominators', () => {
  test('areas add up only when every one of them is known on the same list and day', () => {
    const known = [record('id.1', 10), record('id.2', 20)]
    expect(votersOf('id', ['id.1', 'id.2'], 'DPS', known)).toMatchObject({
      voters: 30,
      areas: 2,
      asOn: '2018-06-23',
    })
    expect(votersOf('id', ['id.1', 'id.2', 'id.3'], 'DPS', known)).toBeNull()
    expect(
      votersOf('id', ['id.1', 'id.2'], 'DPS', [record('id.1', 10), record('id.2', 20, 'DPS', '2018-09-16')]),
    ).toBeNull()
    expect(votersOf('id.1', [], 'DPS', known)).toMatchObject({ voters: 10, areas: 1 })
    expect(votersOf('id.3', [], 'DPS', known)).toBeNull()
  })

  test('what the source states for the unit itself stands before any sum', () => {
    const known = [record('id', 31), record('id.1', 10), record('id.2', 20)]
    expect(votersOf('id', ['id.1', 'id.2'], 'DPS', known)).toMatchObject({ voters: 31, areas: 1 })
  })

  test('areas are compared on the list most of them have, of equals on the final one', () => {
    const scopes = ['id.1', 'id.2']
    expect(comparableList(scopes, [record('id.1', 1), record('id.2', 1), record('id.1', 1, 'DPT')])).toBe(
      'DPS',
    )
    expect(comparableList(scopes, [record('id.1', 1), record('id.2', 1, 'DPT')])).toBe('DPT')
    expect(comparableList(scopes, [record('id.3', 1), record('id.1', 1, 'DPK')])).toBeUndefined()
  })

  test('a share times its denominator is the people again, and unknown stays unknown', () => {
    fc.assert(
      fc.property(fc.option(fc.nat()), fc.option(fc.integer({ min: 1, max: 2 ** 31 })), (people, voters) => {
        const share = shareOf(
          people,
          voters === null ? null : statedVoters('id.1', 'DPS', [record('id.1', voters)]),
        )
        if (people === null || voters === null) expect(share).toBeNull()
        else expect(Math.round((share ?? -1) * voters)).toBe(people)
      }),
    )
  })
})

describe('scales, weeks and order', () => {
  test('the strongest of a row is 1, held back stays held back', () => {
    expect(strengths([5, null, 10, 0])).toEqual([0.5, null, 1, 0])
    expect(strengths([0, null])).toEqual([0, null])
  })

  test('weeks begin on Monday and miss no day', () => {
    expect(mondayOf('2019-04-17')).toBe('2019-04-15')
    expect(mondayOf('2019-04-15')).toBe('2019-04-15')
    expect(mondayOf('2019-04-14')).toBe('2019-04-08')
    const weeks = weeksBetween('2019-01-24', '2019-04-17')
    expect([weeks.length, weeks[0], weeks.at(-1)]).toEqual([13, '2019-01-21', '2019-04-15'])
    expect(new Set(daysFrom('2019-01-24', '2019-04-17').map(mondayOf))).toEqual(new Set(weeks))
  })

  test('a link opened years later does not stretch the drawing: the weeks of the election stay in it', () => {
    expect(drawnPeriod('2019-01-24', '2019-04-17', '2019-04-17')).toEqual({
      from: '2019-01-24',
      until: '2019-04-17',
    })
    expect(drawnPeriod('2019-01-24', '2026-11-24', '2019-04-17')).toEqual({
      from: '2019-01-24',
      until: '2019-04-17',
    })
    fc.assert(
      fc.property(fc.nat(4000), fc.nat(4000), fc.option(fc.nat(4000)), (a, b, c) => {
        const day = (n: number) => new Date(Date.UTC(2018, 0, 1 + n)).toISOString().slice(0, 10)
        const [from, until] = [day(Math.min(a, b)), day(Math.max(a, b))]
        const drawn = drawnPeriod(from, until, c === null ? null : day(c))
        expect(drawn.from >= from && drawn.from <= drawn.until && drawn.until <= until).toBe(true)
        expect(weeksBetween(drawn.from, drawn.until).length).toBeLessThanOrEqual(26)
      }),
    )
  })

  test('what is unknown comes last in both directions', () => {
    const rows = [{ n: 2 }, { n: null }, { n: 3 }, { n: 1 }]
    expect(sortRows(rows, ({ n }) => n, 'asc', 'id').map(({ n }) => n)).toEqual([1, 2, 3, null])
    expect(sortRows(rows, ({ n }) => n, 'desc', 'id').map(({ n }) => n)).toEqual([3, 2, 1, null])
  })
})
