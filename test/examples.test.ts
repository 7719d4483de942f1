import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { modules } from '../src/app.ts'
import { tablesOf } from '../src/platform/backup/tables.ts'
import { loadExamples, removeExamples } from '../src/platform/first-load.ts'
import { type TestServices, testServices } from './support/services.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules, preset: true, now: '2026-11-24T02:00:00Z' })
})
afterAll(() => services.close())

/** What stays after examples are gone: the trail of what was done, and the note that they were removed. */
const kept = ['public.audit_entry', 'public.installation']

async function counts(): Promise<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const { name } of await tablesOf(services.db)) {
    if (kept.includes(name) || name.startsWith('pgboss.')) continue
    const { rows } = await sql.raw<{ n: number }>(`select count(*) as n from ${name}`).execute(services.db)
    found[name] = rows[0]?.n ?? 0
  }
  return found
}

test('examples come in believable number, marked, and go without a trace of themselves', async () => {
  const before = await counts()
  await loadExamples(services, modules, () => {})
  const with_ = await counts()
  expect(with_['public.work_unit']).toBe(549)
  // Five commissioners and a secretary in 514 districts, five or seven in 34 provinces, seven at the centre, but for vacancies.
  expect(with_['public.person']).toBeGreaterThan(3_000)
  // 28,270 volunteers in 2019, but for gaps.
  expect(with_['public.volunteer']).toBeGreaterThan(25_000)
  expect(with_['public.volunteer']).toBeLessThanOrEqual(28_270)
  // As the source counts them, on whatever day this is loaded: all of them, and those of one division in two hotels.
  const { rows: placed } = await sql<{ hotels: number; people: number; all: number; ruled: number }>`
    select count(distinct hotel.id)::int as hotels, (select count(*)::int from participant) as all,
      (select count(*)::int from participant where origin = 'rule') as ruled,
      (select count(*)::int from participant one left join venue_audience audience
        on audience.meeting_id = one.meeting_id and audience.side = one.side
          and audience.division_code = coalesce(one.division_code, '')
        where coalesce(one.venue_id, audience.venue_id) = hotel.venue_id) as people
    from hotel group by hotel.venue_id`.execute(services.db)
  expect(placed).toEqual([{ hotels: 2, people: 558, all: 3_806, ruled: 3_287 }])
  // Most of the 3,806 invited came by a door on the first morning.
  expect(with_['public.scan']).toBeGreaterThan(3_400)
  const { rows: tasks } = await sql<{ task: string; name: string; venue: string }>`
    select one.task, account.sign_in_name as name, venue.name as venue from meeting_delegate one
    join account on account.id = one.account_id::text join venue on venue.id = one.venue_id order by 1`.execute(
    services.db,
  )
  expect(tasks).toEqual([
    { task: 'committee', name: 'contoh.jateng', venue: 'Sekretaris' },
    { task: 'scribe', name: 'contoh.salatiga', venue: expect.any(String) },
    { task: 'steward', name: 'contoh.petugas', venue: expect.any(String) },
  ])
  for (const table of [
    'person',
    'appointment',
    'volunteer',
    'programme',
    'account',
    'tracked_link',
    'door',
    'scan',
  ]) {
    const { rows } = await sql
      .raw<{ n: number }>(`select count(*) as n from ${table} where not example`)
      .execute(services.db)
    expect({ table, unmarked: rows[0]?.n }).toEqual({ table, unmarked: 0 })
  }
  await removeExamples(services, modules, () => {})
  expect(await counts()).toEqual(before)
})
