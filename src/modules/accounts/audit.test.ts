import { afterAll, beforeAll, expect, test } from 'vitest'
import { appWithUnits } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { type Actor, systemActor } from '../../platform/access.ts'
import { type AuditAction, audit } from '../../platform/audit.ts'

let app: TestApp

const somebody = (name: string): Actor => ({
  kind: 'person',
  id: `id of ${name}`,
  name,
  personId: null,
  grants: [],
})

beforeAll(async () => {
  app = await appWithUnits({ now: '2019-03-01T03:00:00Z' })
  const { db } = app.services
  const put = (
    who: Actor,
    action: AuditAction,
    scope: string,
    at: string,
    before?: unknown,
    after?: unknown,
  ) => audit(db, who, { action, subject: `thing of ${scope}`, scope, before, after }, new Date(at))
  await put(
    somebody('Contoh Siti'),
    'directory.correct-person',
    'id.33.73',
    '2019-02-01T16:59:59Z',
    { name: 'Siti' },
    { name: 'Siti Contoh' },
  )
  await put(somebody('Contoh Budi'), 'directory.appoint', 'id.33.74', '2019-02-01T17:00:00Z', undefined, {
    position: 'ketua',
  })
  await put(
    somebody('Contoh Siti'),
    'elections.save',
    'id.34.71',
    '2019-02-02T16:59:59Z',
    { note: '=cmd|calc' },
    undefined,
  )
  await put(systemActor('weekly report'), 'accounts.invite', 'id', '2019-02-02T17:00:00Z')
  for (let at = 0; at < 120; at += 1) {
    await put(
      somebody('Contoh Rajin'),
      'outreach.change-base',
      'id.35.78',
      new Date(Date.UTC(2019, 0, 1, 0, at)).toISOString(),
      { at },
      { at: at + 1 },
    )
  }
})
afterAll(() => app?.close())

const pageOf = async (role: string, scope: string, query = '') =>
  (await app.as(role, scope).get(`/desk/audit${query}`)).text()

test('the auditor reads who, what, where, when, before and after', async () => {
  const page = await pageOf('auditor', 'id', '?unit=33.73')
  for (const piece of [
    'Contoh Siti',
    'Memperbaiki data orang',
    'thing of id.33.73',
    'KPU Kota Salatiga',
    '1 Feb 2019, 23.59 WIB',
  ]) {
    expect(page).toContain(piece)
  }
  expect(page.replace(/<[^>]+>/g, '')).toMatch(/name: Siti → .*menjadi.*Siti Contoh/)
  expect(page).toContain('<del>Siti</del>')
  expect(page).toContain('<ins>Siti Contoh</ins>')
})

test('an auditor of a province sees its entries and those of its districts only', async () => {
  const page = await pageOf('auditor', 'id.33', '?from=2019-02-01')
  expect(page).toContain('thing of id.33.73')
  expect(page).toContain('thing of id.33.74')
  expect(page).not.toContain('thing of id.34.71')
  expect(page).not.toContain('weekly report')
  expect(await pageOf('auditor', 'id.33', '?unit=34.71')).toContain('Tidak ada entri yang cocok')
})

test('those without the permission do not read it', async () => {
  for (const role of ['national', 'province', 'district', 'volunteer', 'committee', 'steward']) {
    expect((await app.as(role, 'id').get('/desk/audit')).status).toBe(403)
    expect((await app.as(role, 'id').get('/desk/audit/export/csv')).status).toBe(403)
    expect((await app.as(role, 'id').get('/api/v1/audit')).status).toBe(403)
  }
})

const subjects = async (query: string) => {
  const answer = await app.as('auditor', 'id').get(`/api/v1/audit?${query}`)
  return ((await answer.json()) as { entries: { subject: string }[] }).entries.map(({ subject }) =>
    subject.replace('thing of ', ''),
  )
}

test('filters by who, by module and action, by day of the capital', async () => {
  expect(await subjects('who=siti')).toEqual(['id.34.71', 'id.33.73'])
  expect(await subjects('what=directory')).toEqual(['id.33.74', 'id.33.73'])
  expect(await subjects('what=directory.appoint')).toEqual(['id.33.74'])
  expect(await subjects('what=mengangkat')).toEqual(['id.33.74'])
  expect(await subjects('from=2019-02-01&until=2019-02-01')).toEqual(['id.33.73'])
  expect(await subjects('from=2019-02-02&until=2019-02-02')).toEqual(['id.34.71', 'id.33.74'])
  expect(await subjects('what=100%25')).toEqual([])
  expect((await app.as('auditor', 'id').get('/desk/audit?unit=98')).status).toBe(404)
})

test('paging goes through every entry once, newest first', async () => {
  const seen: number[] = []
  let next: string | undefined = '/desk/audit?unit=35.78'
  let pages = 0
  while (next) {
    const page: string = await (await app.as('auditor', 'id').get(next)).text()
    seen.push(...[...page.matchAll(/<del>(\d+)<\/del>/g)].map(([, at]) => Number(at)))
    next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    pages += 1
  }
  expect(pages).toBe(3)
  expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => 119 - at))
})

test('the trail comes as csv without formulas, as xlsx and as JSON', async () => {
  const auditor = app.as('auditor', 'id')
  const csv = await (await auditor.get('/desk/audit/export/csv?who=siti')).text()
  const lines = csv.trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[0]).toBe('at,unit,actor,actorKind,actorId,action,subject,before,after')
  expect(lines[2]).toContain('"{""name"":""Siti""}"')
  const xlsx = await auditor.get('/desk/audit/export/xlsx')
  expect(
    Buffer.from(await xlsx.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK')
  const json = (await (await auditor.get('/desk/audit/export/json?unit=35.78')).json()) as { rows: unknown[] }
  expect(json.rows).toHaveLength(120)
  expect((await auditor.get('/desk/audit/export/exe')).status).toBe(404)
})
