import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { directoryModule } from '../directory/index.ts'
import { electionsModule } from '../elections/index.ts'
import { outreachModule } from '../outreach/index.ts'
import { publicationsModule } from '../publications/index.ts'
import { reachModule } from './index.ts'
import { type Schedule, scheduleUnit, startOf } from './season-model.ts'
import { simulateSeason } from './simulate-season.ts'

const span = { from: '2019-04-08', until: '2019-04-17' }
const unit = { id: 'id.33.73', timeZone: 'Asia/Jakarta', people: 2_000, links: 5, network: 3 }

test('a season grows towards voting day, sleeps at night, and is the same for the same seed', () => {
  const visitsOf = (seed: string) => {
    const schedule: Schedule = new Map()
    scheduleUnit(schedule, unit, span, seed)
    return schedule
  }
  const schedule = visitsOf('a')
  expect(visitsOf('a')).toEqual(schedule)
  expect(visitsOf('b')).not.toEqual(schedule)
  const between = (from: string, until: string) =>
    [...schedule]
      .filter(([hour]) => {
        const at = startOf(span) + hour * 3_600_000
        return at >= Date.parse(from) && at < Date.parse(until)
      })
      .reduce((sum, [, visits]) => sum + visits.length, 0)
  const first = between('2019-04-08T00:00+07:00', '2019-04-09T00:00+07:00')
  const last = between('2019-04-16T00:00+07:00', '2019-04-17T00:00+07:00')
  const voting = between('2019-04-17T00:00+07:00', '2019-04-18T00:00+07:00')
  expect(first).toBeGreaterThan(0)
  expect(last).toBeGreaterThan(first)
  expect(voting).toBeGreaterThan(2 * last)
  expect(between('2019-04-16T01:00+07:00', '2019-04-16T04:00+07:00')).toBeLessThan(
    between('2019-04-16T18:00+07:00', '2019-04-16T21:00+07:00'),
  )
  const all = [...schedule.values()].flat()
  expect(between('2019-04-08T00:00+07:00', '2019-04-18T00:00+07:00')).toBe(all.length)
  expect(all.length).toBeGreaterThan(unit.people)
  expect(new Set(all.map(({ person }) => person)).size).toBe(unit.people)
})

let services: TestServices
beforeAll(async () => {
  services = await testServices({
    modules: [directoryModule, electionsModule, outreachModule, publicationsModule, reachModule],
    preset: true,
  })
  for (const [n, of] of ['id.33.73', 'id.33.74', 'id.91.71'].entries()) {
    for (const channel of ['whatsapp', 'paper']) {
      await sql`insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
        values (${of}, ${`SIM${n}${channel.toUpperCase().slice(0, 4)}`}, 'general-2019', 'netizen', ${channel}, '/x', now())`.execute(
        services.db,
      )
    }
  }
})
afterAll(() => services.close())

test('what the program counted of a season is what was recounted beside it', async () => {
  const said: string[] = []
  const report = await simulateSeason(services, {
    electionId: 'general-2019',
    span,
    people: 400_000,
    oneIn: 1_000,
    seed: 'test',
    progress: (text) => said.push(text),
  })
  expect(report.counted).toEqual(report.recounted)
  for (const outcome of ['view', 'click', 'scan', 'share', 'preview', 'prefetch', 'bot', 'repeat'] as const) {
    expect([outcome, report.counted[outcome] > 0]).toEqual([outcome, true])
  }
  expect(Object.values(report.counted).reduce((sum, count) => sum + count, 0)).toBe(report.requests)
  expect(report.people).toBeGreaterThan(390)
  expect(report.nation.visitors).toBeLessThanOrEqual(report.nation.people)
  expect(Math.abs(report.nation.estimate - report.nation.visitors)).toBeLessThan(
    report.nation.visitors * 0.03,
  )
  expect(report.errors.provinces.scopes).toBe(2)
  expect(report.errors.districts.scopes).toBe(3)
  expect(report.storage.find(({ table }) => table === 'reach_cell')?.rows).toBeGreaterThan(6)
  expect(report.full.requests).toBe(report.requests * 1_000)
  expect(said.length).toBeGreaterThan(0)
})
