import fc from 'fast-check'
import { expect, test } from 'vitest'
import { presetTable } from '../../platform/preset.ts'
import { confidences, denominatorKinds, turnoutAreas, turnoutMethods } from './tables.ts'
import { checkRate, decimalsOf, percentOf, recomputedPercent } from './turnout-arithmetic.ts'
import { checksOf, toneOf, worstTone } from './turnout-checks.ts'
import { compare } from './turnout-comparison.ts'
import type { Turnout } from './turnout-read-model.ts'

const number = (text: string | undefined) => (text ? Number(text) : null)
const member = <T extends string>(values: readonly T[], text: string | undefined): T => {
  const found = values.find((value) => value === text)
  if (found === undefined) throw new Error(`${text} is none of ${values}`)
  return found
}

/** The facts as the preset gives them, read by other means than the module's own loader. */
const facts: Turnout[] = presetTable('turnout.csv').map((row, at) => ({
  scope: row.scope ?? '',
  id: String(at),
  electionId: row.election ?? '',
  contest: row.contest ?? '',
  area: member(turnoutAreas, row.area),
  method: member(turnoutMethods, row.method),
  areas: number(row.areas),
  voted: number(row.voted),
  dpt: number(row.dpt),
  dptb: number(row.dptb),
  dpk: number(row.dpk),
  denominator: number(row.denominator),
  denominatorKind: member(denominatorKinds, row.denominator_kind),
  statedPercent: number(row.stated_percent),
  isApproximate: row.approximate === 'yes',
  targetPercent: number(row.target_percent),
  asOn: null,
  note: null,
  source: row.source ?? '',
  conf: member(confidences, row.conf),
  example: false,
}))
const fact = (scope: string, contest: string, election = 'general-2019'): Turnout => {
  const found = facts.find(
    (one) => one.scope === scope && one.contest === contest && one.electionId === election,
  )
  if (!found) throw new Error(`no fact ${scope} ${contest}`)
  return found
}
const kinds = (record: Turnout) => checksOf(record).map(({ kind }) => kind)
const of2019 = facts.filter(({ electionId }) => electionId === 'general-2019')

test('East Java: 82.53 % is 25,511,194 of 30,912,994 on the final list, within rounding', () => {
  expect(checksOf(fact('id.35', 'president'))).toEqual([
    {
      kind: 'rate-agrees',
      params: {
        stated: 82.53,
        voted: 25511194,
        denominator: 30912994,
        list: 'DPT',
        computed: expect.closeTo(82.5258, 4),
      },
    },
  ])
})

test('East Java: two contests over the same voters have two counts of votes', () => {
  const [found] = compare(of2019, []).filter(({ kind }) => kind === 'same-voters-other-votes')
  expect(found?.records.map(({ contest }) => contest)).toEqual(['president', 'dpr'])
  expect(found?.params).toEqual({
    voters: 30912994,
    moreVoted: 25511194,
    fewerVoted: 25430673,
    difference: 80521,
  })
})

test('Bali: the three lists add up, the rate was cut off and not rounded, and the final list alone gives more', () => {
  const record = fact('id.51', 'president')
  expect(kinds(record)).toEqual(['rate-cut-off', 'lists-add-up', 'against-dpt'])
  expect(recomputedPercent(record)).toBeCloseTo(81.2553, 4)
  expect(checksOf(record)[2]?.params).toMatchObject({ percent: expect.closeTo(83.596, 3), dpt: 3130288 })
})

test('West Papua: 81.4 % of all lists would be 87.2 % of the final list', () => {
  const record = fact('id.92', 'president')
  expect(kinds(record)).toEqual(['rate-agrees', 'lists-not-split', 'against-dpt'])
  expect(checksOf(record)[1]?.params).toEqual({ denominator: 795417, dpt: 742291, difference: 53126 })
  expect(checksOf(record)[2]?.params).toMatchObject({ percent: expect.closeTo(87.2, 1) })
})

test('2020: 76.09 % is a mean of 269 areas and stands apart from the other figures', () => {
  const of2020 = facts.filter(({ electionId }) => electionId === 'regional-2020')
  expect(checksOf(fact('id', 'all', 'regional-2020'))).toEqual([
    { kind: 'mean-of-areas', params: { stated: 76.09, areas: 269 } },
  ])
  expect(compare(of2020, []).map(({ kind, params }) => ({ kind, params }))).toEqual([
    { kind: 'mean-beside-others', params: { stated: 76.09, areas: 269 } },
  ])
})

test('records of one election divided by different lists are said not to be comparable', () => {
  const found = compare(of2019, []).find(({ kind }) => kind === 'denominators-mixed')
  expect(found?.params).toEqual({ kinds: 'DPT / DPT+DPTb+DPK' })
})

test('a rate without its numbers is said to be beyond checking, an "about" as such', () => {
  expect(kinds(fact('id', 'president'))).toEqual(['cannot-be-checked'])
  expect(kinds(fact('id.33', 'president'))).toEqual(['cannot-be-checked', 'approximate'])
})

test('the provisional list beside the final one is another list, a second count of the final one a difference', () => {
  const row = { scope: 'id.35', asOn: '2018-06-23', source: 's', conf: 'M', example: false } as const
  const one = compare(of2019, [{ ...row, list: 'DPS', voters: 30643550 }])
  expect(one.filter(({ kind }) => kind.startsWith('list-'))).toMatchObject([
    { kind: 'list-is-another', params: { difference: 269444 } },
  ])
  const two = compare(of2019, [{ ...row, list: 'DPT', voters: 30912993 }])
  expect(two.filter(({ kind }) => kind.startsWith('list-'))).toMatchObject([
    { kind: 'list-count-differs', params: { difference: 1 } },
  ])
  expect(compare(of2019, [{ ...row, list: 'DPT', voters: 30912994 }]).map(({ kind }) => kind)).not.toContain(
    'list-count-differs',
  )
})

test('lists that do not add up, and more votes than voters, are found', () => {
  const record = { ...fact('id.51', 'president'), dpk: 67036 }
  expect(kinds(record)).toContain('lists-differ')
  expect(kinds({ ...record, voted: 4_000_000 })).toEqual([
    'rate-differs',
    'more-votes-than-voters',
    'lists-differ',
    'against-dpt',
  ])
  expect(worstTone(checksOf(record))).toBe('bad')
})

const voters = fc.integer({ min: 1, max: 250_000_000 })

test('any true rate, rounded to any decimals, agrees; cut off, it agrees or is said to be cut off', () => {
  fc.assert(
    fc.property(voters, fc.nat(), fc.integer({ min: 0, max: 3 }), (denominator, seed, decimals) => {
      const computed = percentOf(seed % (denominator + 1), denominator)
      const scale = 10 ** decimals
      const rounded = Math.round(computed * scale) / scale
      // A rate such as 81.40 is stated as 81.4: with fewer decimals it claims less, and still agrees or is cut off.
      if (decimalsOf(rounded) === decimals) expect(checkRate(rounded, computed)).toBe('agrees')
      const cut = Math.floor(computed * scale) / scale
      if (decimalsOf(cut) === decimals) expect(checkRate(cut, computed)).not.toBe('differs')
    }),
  )
})

test('a rate that is off by more than one unit of its last decimal always differs', () => {
  fc.assert(
    fc.property(voters, fc.nat(), fc.integer({ min: 2, max: 500 }), (denominator, seed, off) => {
      const computed = percentOf(seed % (denominator + 1), denominator)
      const stated = Math.round(computed * 100 + off) / 100
      if (decimalsOf(stated) === 2) expect(checkRate(stated, computed)).toBe('differs')
    }),
  )
})

test('lists that make up the denominator always add up, and one vote more or less never does', () => {
  fc.assert(
    fc.property(voters, fc.nat(1e6), fc.nat(1e6), fc.integer({ min: -5, max: 5 }), (dpt, dptb, dpk, off) => {
      const record: Turnout = {
        ...fact('id.51', 'president'),
        dpt: dpt + 10,
        dptb,
        dpk,
        denominator: dpt + 10 + dptb + dpk + off,
      }
      expect(kinds(record).includes('lists-add-up')).toBe(off === 0)
      expect(checksOf(record).some((check) => toneOf(check) === 'bad' && check.kind === 'lists-differ')).toBe(
        off !== 0,
      )
    }),
  )
})
