import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isDay } from '../../platform/clock.ts'
import type { UnitTree } from '../directory/index.ts'
import { type CoverageQuery, coveragePage, coverageRows, coverageSorts } from './coverage-list.ts'
import type { UnitCoverage } from './coverage-read-model.ts'
import { type BaseTerms, effectiveTerms, type LocalTerms, withAncestors } from './effective-base.ts'
import { dayProblems, proposedDays } from './programme-days.ts'
import { quotaRefusal, volunteerCeiling } from './quota.ts'
import { lineProblems, volunteerLines } from './volunteer-lines.ts'

const small = fc.nat(70)

test('whatever is added batch by batch, a base never exceeds its quota, and the ceiling only with a reason', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ base: fc.nat(10), adding: fc.integer({ min: 1, max: 9 }) }), { maxLength: 40 }),
      fc.nat(9),
      fc.boolean(),
      (batches, quota, hasReason) => {
        const active = Array.from({ length: 11 }, () => 0)
        const all = () => active.reduce((sum, count) => sum + count, 0)
        for (const { base, adding } of batches) {
          const inBase = active[base] ?? 0
          const refusal = quotaRefusal({ adding, inBase, quota, inAll: all(), ceiling: 55, hasReason })
          if (refusal) expect(refusal.room).toBeLessThan(adding)
          else active[base] = inBase + adding
        }
        expect(Math.max(...active)).toBeLessThanOrEqual(quota)
        if (!hasReason) expect(all()).toBeLessThanOrEqual(55)
      },
    ),
  )
})

test('a refusal says how much room there is, and that much is accepted', () => {
  fc.assert(
    fc.property(small, small, small, small, fc.boolean(), (adding, inBase, quota, inAll, hasReason) => {
      const strength = { inBase, quota, inAll, ceiling: 55, hasReason }
      const refusal = quotaRefusal({ ...strength, adding })
      if (refusal && refusal.room > 0) {
        expect(quotaRefusal({ ...strength, adding: refusal.room })).toBeNull()
      }
    }),
  )
})

test('the ceiling of the preset is eleven bases of five', () => {
  expect(volunteerCeiling()).toBe(55)
})

const terms = fc.record({
  isUsed: fc.boolean(),
  quota: fc.nat(20),
  ageFrom: fc.constant(null),
  ageUntil: fc.constant(null),
  volunteerAgeUntil: fc.constant(null),
})

test('the nearest unit that set terms decides, a neighbour never, and the national value stays', () => {
  const preset: BaseTerms = { isUsed: true, quota: 5, ageFrom: 17, ageUntil: 21, volunteerAgeUntil: 25 }
  const units = ['id', 'id.33', 'id.33.73', 'id.33.7', 'id.34', 'id.34.71']
  const settings = fc
    .uniqueArray(fc.record({ workUnitId: fc.constantFrom(...units), terms }), {
      selector: ({ workUnitId }) => workUnitId,
    })
    .map((rows) => rows.map(({ workUnitId, terms: own }): LocalTerms => ({ workUnitId, ...own })))
  fc.assert(
    fc.property(settings, fc.constantFrom(...units), (rows, unit) => {
      const own = (id: string) => rows.find(({ workUnitId }) => workUnitId === id)
      const found = effectiveTerms(preset, rows, unit)
      // Recounted from the unit upward.
      let at: string | null = unit
      while (at !== null && !own(at)) at = at.includes('.') ? at.slice(0, at.lastIndexOf('.')) : null
      expect(found.changedIn).toBe(at)
      expect(found.terms.quota).toBe((at === null ? undefined : own(at))?.quota ?? 5)
      expect(found.national.quota).toBe(own('id')?.quota ?? 5)
    }),
  )
  expect(withAncestors('id.33.73')).toEqual(['id', 'id.33', 'id.33.73'])
})

const day = fc
  .integer({ min: Date.UTC(2018, 0, 1) / 86_400_000, max: Date.UTC(2030, 0, 1) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))

test('the days proposed for a programme are always days that are accepted', () => {
  fc.assert(
    fc.property(day, fc.option(day), fc.option(fc.tuple(day, day)), (today, votingOn, season) => {
      const [from = '', until = ''] = season?.toSorted() ?? []
      const stage = {
        electionId: 'e',
        id: 'volunteers',
        nameId: '',
        nameEn: '',
        from,
        until,
        scope: 'id',
        kind: 'volunteers',
        source: '',
        conf: 'M',
      } as const
      const usable = season && (votingOn === null || from <= votingOn)
      const days = proposedDays(usable ? [stage] : [], votingOn, today)
      expect(dayProblems(days, votingOn)).toEqual([])
      if (usable) expect(days).toEqual({ startsOn: from, endsOn: until })
    }),
  )
})

test('days that are none, the wrong way round or after the vote are refused at their field', () => {
  const fields = (startsOn: string, endsOn: string) =>
    dayProblems({ startsOn, endsOn }, '2019-04-17').map(({ field, key }) => `${field} ${key}`)
  expect(fields('2019-02-30', '2019-04-17')).toEqual(['startsOn outreach.refusal.day'])
  expect(fields('2019-03-02', '2019-03-01')).toEqual(['endsOn outreach.refusal.endsBeforeStart'])
  expect(fields('2019-04-18', '2019-04-19')).toEqual(['startsOn outreach.refusal.startsAfterVote'])
  expect(fields('2019-02-01', '9999-12-31')).toEqual(['endsOn outreach.refusal.tooManyYears'])
  expect(['2020-02-29', '2019-02-29', '2019-13-01', '19-1-1'].map(isDay)).toEqual([true, false, false, false])
})

test('names are read one a line with their line number, whatever ends the lines', () => {
  expect(volunteerLines('  Melati   Biru \r\n\nAwan; 0812 3456\rHujan\tsurel@contoh')).toEqual([
    { line: 1, name: 'Melati Biru', contact: null },
    { line: 3, name: 'Awan', contact: '0812 3456' },
    { line: 4, name: 'Hujan', contact: 'surel@contoh' },
  ])
})

test('every wrong line is named: nobody, twice, already there; two of one name are told apart by contact', () => {
  const keys = (text: string) =>
    lineProblems('names', volunteerLines(text), [{ name: 'Melati', contact: null }]).map(
      ({ key, params }) => `${params?.line} ${key.split('.').at(-1)}`,
    )
  expect(keys('melati\nAwan\nawan\n12\nAwan;0812')).toEqual(['1 linePresent', '3 lineTwice', '4 lineNoName'])
  expect(keys('A'.repeat(101))).toEqual(['1 lineTooLong'])
  expect(lineProblems('names', [], [])).toEqual([{ field: 'names', key: 'outreach.refusal.noNames' }])
})

const tree = { byId: (id: string) => ({ level: 'district', name: id, shortName: id, code: id }) } as Pick<
  UnitTree,
  'byId'
> as UnitTree
const rows = fc.uniqueArray(
  fc.record({
    workUnitId: fc.integer({ min: 100, max: 999 }).map((code) => `id.${code}`),
    bases: fc.constant<string[]>([]),
    volunteers: fc.nat(6),
    quota: fc.nat(3).map((count) => count * 5),
    programmeId: fc.constant(null),
    state: fc.constantFrom('none' as const, 'open' as const, 'closed' as const),
    example: fc.constant(false),
    perBase: fc.constant<UnitCoverage['perBase']>([]),
  }),
  { selector: ({ workUnitId }) => workUnitId, minLength: 120, maxLength: 260 },
)

test('paging by the last unit seen shows every row once, in order, and back again', () => {
  fc.assert(
    fc.property(rows, fc.constantFrom(...coverageSorts), fc.constantFrom('asc', 'desc'), (all, sort, dir) => {
      const query: CoverageQuery = {
        state: 'all',
        level: 'all',
        base: '',
        words: '',
        sort,
        dir: dir === 'asc' ? 'asc' : 'desc',
        after: '',
        before: '',
      }
      const ids = (some: readonly UnitCoverage[]) => some.map(({ workUnitId }) => workUnitId)
      const seen: string[] = []
      let page = coveragePage(all, tree, query)
      const firsts = [ids(page.rows)]
      seen.push(...ids(page.rows))
      while (page.next !== null) {
        page = coveragePage(all, tree, { ...query, after: page.next })
        firsts.push(ids(page.rows))
        seen.push(...ids(page.rows))
      }
      expect(seen).toEqual(ids(coverageRows(all, tree, query)))
      expect(new Set(seen).size).toBe(all.length)
      for (let at = firsts.length - 2; at >= 0; at -= 1) {
        page = coveragePage(all, tree, { ...query, before: page.previous ?? '' })
        expect(ids(page.rows)).toEqual(firsts[at])
      }
      expect(page.previous).toBeNull()
    }),
    { numRuns: 40 },
  )
})
