import { expect, test } from 'vitest'
import { noCounts } from './counters.ts'
import { seasonOfUnit } from './example-season.ts'
import { keptCuts, type RollupKey, rollUp, rollupName, Tallies } from './rollups.ts'
import type { Tally } from './tally.ts'

const links = ['whatsapp', 'instagram', 'paper'].map((channel, at) => ({
  workUnitId: 'id.33.73',
  electionId: 'general-2019',
  base: at === 2 ? 'women' : 'netizen',
  channel,
  publicationId: '-',
  linkCode: `LINK${at}`,
  personId: '-',
}))
const days = { from: '2019-01-24', until: '2019-04-17' }
const season = () => seasonOfUnit(links, days, 1_000, (day) => new Date(`${day}T13:00:00Z`))

test('a made-up season is the same every time and lies within its days', () => {
  const [one, two] = [season(), season()]
  expect(one.map(({ key, tally }) => [key, tally.counts])).toEqual(
    two.map(({ key, tally }) => [key, tally.counts]),
  )
  for (const { key, tally } of one) {
    expect(key.day >= days.from && key.day <= days.until).toBe(true)
    expect(tally.example).toBe(true)
  }
})

test('it has about as many people as asked for, some of whom come again, and requests that are nobody', () => {
  const whole = rollUp('id.33.73', season()).find(
    ({ key }) => key.period === 'season' && key.base === '*' && key.channel === '*',
  )?.tally
  expect(Math.abs((whole?.delivered.people() ?? 0) - 1_000)).toBeLessThan(40)
  expect(whole?.engaged.people()).toBeLessThan(whole?.delivered.people() ?? 0)
  expect(whole?.counts[0]).toBeGreaterThan(1_100)
  expect(whole?.counts.slice(4).every((count) => count > 0)).toBe(true)
})

test('a cell is summed in the cuts that are judged, each once, and in no other', () => {
  const [cell] = season()
  if (!cell) throw new Error('A season without cells.')
  const summed = rollUp('id.33', [cell]).map(({ key }) => [
    key.period,
    key.base,
    key.channel,
    key.publication,
  ])
  expect(summed.toSorted()).toEqual(keptCuts(cell.key).toSorted())
})

test('voting day has hours that add up to its cells, and the season is the same without them', () => {
  const hours = new Tallies<RollupKey>(rollupName)
  const until = '2019-04-17'
  const at = (day: string) => new Date(`${day}T13:00:00Z`)
  // One day alone, so that it is busy.
  const oneDay = { from: until, until }
  const cells = seasonOfUnit(links, oneDay, 1_000, at, hours)
  const plain = seasonOfUnit(links, oneDay, 1_000, at)
  expect(cells.map(({ tally }) => tally.counts)).toEqual(plain.map(({ tally }) => tally.counts))
  const sum = (all: readonly { tally: Tally }[]) =>
    all.reduce(
      (sums, { tally }) => sums.map((count, place) => count + (tally.counts[place] ?? 0)),
      noCounts(),
    )
  expect(sum(hours.values())).toEqual(sum(cells))
  const periods = hours.values().map(({ key }) => key.period)
  expect(periods.every((period) => /^hour:2019-04-17T(0[6-9]|1\d)$/.test(period))).toBe(true)
  expect(new Set(periods).size).toBeGreaterThan(10)
})

test('a unit without links has no season', () => {
  expect(seasonOfUnit([], days, 1_000, () => new Date())).toEqual([])
})
