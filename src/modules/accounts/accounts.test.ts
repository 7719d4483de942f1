import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appWithUnits, at, browser, enter, invite, sessionOf } from '../../../test/support/accounts.ts'
import type { TestApp, TestClient } from '../../../test/support/app.ts'

const start = '2019-03-01T03:00:00Z'
let app: TestApp
let administrator: TestClient

beforeAll(async () => {
  app = await appWithUnits({ now: start })
  administrator = app.as('administrator', 'id')
})
beforeEach(async () => {
  at(app, start)
  await app.services.db.deleteFrom('account_attempt').execute()
})
afterAll(() => app?.close())

const entry = async (accountId: string, action: string) =>
  app.services.db
    .selectFrom('audit_entry')
    .select(['scope', 'actor_id', 'actor_name', 'at', 'before', 'after'])
    .where('subject', '=', `account ${accountId}`)
    .where('action', '=', action)
    .executeTakeFirst()

const count = async () => (await app.services.db.selectFrom('account').select('id').execute()).length

const grantOf = async (accountId: string, role: string) =>
  (
    await app.services.db
      .selectFrom('account_grant')
      .select('id')
      .where('account_id', '=', accountId)
      .where('role', '=', role)
      .executeTakeFirstOrThrow()
  ).id

test('the form for inviting offers the roles one may give and the units one may give them in', async () => {
  const page = await (await app.as('province', 'id.33').get('/desk/accounts/new')).text()
  expect(
    [...page.matchAll(/<option value="(\w+)"/g)]
      .map(([, role]) => role)
      .filter((role) => /^[a-z]/.test(role ?? '')),
  ).toEqual(['province', 'district', 'volunteer', 'steward'])
  const units = [...page.matchAll(/<option value="(33[.\d]*)"/g)].map(([, unit]) => unit)
  expect(units).toHaveLength(36)
  expect(page).not.toContain('value="34"')
})

test('inviting refuses an empty list, a role that is none, a unit that is none, days in the wrong order', async () => {
  const before = await count()
  const wrong: [Record<string, string>, string][] = [
    [{ people: '' }, 'Tulis paling tidak satu nama'],
    [{ people: 'A' }, 'Baris 1: nama harus'],
    [{ people: 'Siti Contoh = Bukan Nama' }, 'Baris 1: nama masuk terdiri'],
    [{ role: 'raja' }, 'Pilih peran dari daftar'],
    [{ unit: '99' }, 'Pilih satker dari daftar'],
    [{ fromOn: '2019-04-01', untilOn: '2019-03-31' }, 'Tanggal akhir lebih dahulu'],
    [{ fromOn: 'besok' }, 'Tulis tanggal seperti'],
  ]
  for (const [fields, sentence] of wrong) {
    const answer = await administrator.post('/desk/accounts/new', {
      people: 'Siti Contoh',
      role: 'district',
      unit: '33.73',
      ...fields,
    })
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(sentence)
    expect(page).toContain('role="alert"')
  }
  expect(await count()).toBe(before)
})

test('inviting several people of a unit makes all or none, each with a link of its own', async () => {
  const taken = await administrator.post('/desk/accounts/new', {
    people: 'Contoh Sama = contoh.sama',
    role: 'volunteer',
    unit: '33.73',
  })
  expect(taken.status).toBe(303)
  const before = await count()
  const refused = await administrator.post('/desk/accounts/new', {
    people: 'Contoh Satu\nContoh Dua = contoh.sama\nContoh Tiga',
    role: 'volunteer',
    unit: '33.73',
  })
  expect(refused.status).toBe(422)
  const page = await refused.text()
  expect(page).toContain('Baris 2: nama masuk contoh.sama sudah dipakai')
  expect(page).toContain('Contoh Satu\nContoh Dua = contoh.sama\nContoh Tiga')
  expect(await count()).toBe(before)

  const made = await administrator.post('/desk/accounts/new', {
    people: 'Contoh Kembar\r\n\r\nContoh Kembar\r\nContoh Kembar, S.Sos.',
    role: 'volunteer',
    unit: '33.72',
  })
  expect(made.headers.get('location')).toBe('/desk/accounts/sheet?unit=33.72&role=volunteer')
  const sheet = await (await administrator.get(made.headers.get('location') ?? '')).text()
  const links = new Set(sheet.match(/\/in\/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g))
  expect(links.size).toBe(3)
  expect(sheet.match(/data:image\/svg\+xml;base64,/g)).toHaveLength(3)
  const names = await app.services.db
    .selectFrom('account')
    .select('sign_in_name')
    .where('scope', '=', 'id.33.72')
    .execute()
  expect(names.map((row) => row.sign_in_name).sort()).toEqual([
    'contoh.kembar',
    'contoh.kembar-2',
    'contoh.kembar-3',
  ])
  for (const link of links) expect((await app.post(link)).status).toBe(303)
})

test('of two who want the same sign-in name at once one gets it, and nobody meets an error', async () => {
  const fields = { people: 'Contoh Rebutan = contoh.rebutan', role: 'volunteer', unit: '33.73' }
  const answers = await Promise.all([1, 2, 3].map(() => administrator.post('/desk/accounts/new', fields)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422, 422])
})

test('nobody gives a role above the own or outside the own units', async () => {
  const before = await count()
  const tries: [string, string, Record<string, string>][] = [
    ['district', 'id.33.73', { role: 'province', unit: '33.73' }],
    ['district', 'id.33.73', { role: 'volunteer', unit: '33.74' }],
    ['district', 'id.33.73', { role: 'volunteer', unit: '33' }],
    ['province', 'id.33', { role: 'administrator', unit: '33' }],
    ['province', 'id.33', { role: 'district', unit: '34.71' }],
    ['national', 'id', { role: 'auditor', unit: '00' }],
    ['committee', 'id', { role: 'national', unit: '00' }],
  ]
  for (const [role, scope, fields] of tries) {
    const answer = await app.as(role, scope).post('/desk/accounts/new', { people: 'Contoh Naik', ...fields })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('tidak boleh memberikan peran itu')
  }
  expect(await count()).toBe(before)
})

test('a sheet shows only what its reader issued', async () => {
  const { accountId } = await invite(app, 'district', '33.73')
  const other = await app.as('national', 'id').get(`/desk/accounts/sheet?account=${accountId}`)
  expect(await other.text()).toContain('Tidak ada undangan yang belum dipakai')
  const own = await administrator.get(`/desk/accounts/sheet?account=${accountId}`)
  expect(own.headers.get('cache-control')).toBe('no-store')
})

test('the list shows accounts of the own units, by name, role and page', async () => {
  await invite(app, 'district', '33.73', { people: 'Contoh Tampak 100%' })
  await invite(app, 'district', '34.71', { people: 'Contoh Tersembunyi' })
  const province = app.as('province', 'id.33')
  const all = await (await province.get('/desk/accounts?q=contoh')).text()
  expect(all).toContain('Contoh Tampak 100%')
  expect(all).not.toContain('Contoh Tersembunyi')
  expect(await (await province.get('/desk/accounts?q=100%25')).text()).toContain('Contoh Tampak 100%')
  expect(await (await province.get('/desk/accounts?q=200%25')).text()).toContain('Tidak ada akun yang cocok')
  const stewards = await (await province.get('/desk/accounts?role=steward&q=Tampak')).text()
  expect(stewards).toContain('Tidak ada akun yang cocok')
  expect((await province.get('/desk/accounts?unit=98')).status).toBe(404)
  expect(await (await province.get('/desk/accounts?unit=34.71')).text()).not.toContain('Contoh Tersembunyi')
})

test('paging goes through all accounts once', async () => {
  const people = Array.from({ length: 120 }, (_, at) => `Contoh Halaman ${at % 7}`).join('\n')
  await administrator.post('/desk/accounts/new', { people, role: 'volunteer', unit: '35.78' })
  const seen: string[] = []
  let next: string | undefined = '/desk/accounts?q=Halaman&unit=35.78'
  let pages = 0
  while (next) {
    const page: string = await (await administrator.get(next)).text()
    seen.push(
      ...[...page.matchAll(/href="\/desk\/accounts\/([0-9a-f-]{36})"/g)].map(([, id]) => id as string),
    )
    next = /rel="next" href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
    pages += 1
  }
  expect(pages).toBe(3)
  expect(seen).toHaveLength(120)
  expect(new Set(seen).size).toBe(120)
})

test('an account of another province is not found out about', async () => {
  const { accountId } = await invite(app, 'district', '34.71')
  expect((await app.as('province', 'id.33').get(`/desk/accounts/${accountId}`)).status).toBe(403)
  expect((await administrator.get('/desk/accounts/tiada')).status).toBe(404)
})

test('a role holds from its first to its last day and then no more', async () => {
  const somebody = await enter(app, 'district', '33.73', { fromOn: '2019-03-10', untilOn: '2019-03-12' })
  const list = () => somebody.client.get('/desk/accounts').then(({ status }) => status)
  expect(await list()).toBe(403)
  at(app, '2019-03-09T16:59:00Z')
  expect(await list()).toBe(403)
  at(app, '2019-03-09T17:00:00Z')
  await somebody.client.post('/desk/account/sessions/end', { others: 'yes' })
  expect(await list()).toBe(200)
  at(app, '2019-03-12T16:59:00Z')
  await somebody.client.post('/desk/account/sessions/end', { others: 'yes' })
  expect(await list()).toBe(200)
  at(app, '2019-03-12T17:00:00Z')
  await somebody.client.post('/desk/account/sessions/end', { others: 'yes' })
  expect(await list()).toBe(403)
})

test('giving a role shows at once in the session of who got it; taking it too; both leave before and after', async () => {
  const somebody = await enter(app, 'volunteer', '33.73')
  const path = `/desk/accounts/${somebody.accountId}`
  expect((await somebody.client.get('/desk/accounts')).status).toBe(403)
  const refused = await administrator.post(`${path}/grants`, { role: '', unit: '33.73' })
  expect(refused.status).toBe(422)
  expect(await refused.text()).toContain('Pilih peran dari daftar')
  const given = await administrator.post(`${path}/grants`, {
    role: 'district',
    unit: '33.73',
    untilOn: '2019-12-31',
  })
  expect(given.headers.get('location')).toBe(`${path}?done=granted`)
  expect((await somebody.client.get('/desk/accounts')).status).toBe(200)
  expect(await entry(somebody.accountId, 'accounts.grant')).toMatchObject({
    scope: 'id.33.73',
    actor_id: 'administrator@id',
    actor_name: 'Contoh administrator',
    at: new Date(start),
    before: null,
    after: { role: 'district', scope: 'id.33.73', fromOn: '2019-03-01', untilOn: '2019-12-31' },
  })
  const again = await administrator.post(`${path}/grants`, { role: 'district', unit: '33.73' })
  expect(again.status).toBe(422)
  expect(await again.text()).toContain('sudah memegang peran itu')

  const grant = await grantOf(somebody.accountId, 'district')
  expect(await (await administrator.get(path)).text()).toContain(`name="grant" value="${grant}"`)
  const taken = await administrator.post(`${path}/grants/revoke`, { grant })
  expect(taken.status).toBe(303)
  expect((await somebody.client.get('/desk/accounts')).status).toBe(403)
  expect(await entry(somebody.accountId, 'accounts.revoke-grant')).toMatchObject({
    before: { role: 'district', scope: 'id.33.73' },
    after: null,
  })
})

test('a district does not touch an account that also holds a role of the province', async () => {
  const somebody = await enter(app, 'volunteer', '33.73')
  const path = `/desk/accounts/${somebody.accountId}`
  const district = app.as('district', 'id.33.73')
  expect(await (await district.get(path)).text()).toContain('Buat tautan baru')
  await administrator.post(`${path}/grants`, { role: 'province', unit: '33' })
  const page = await (await district.get(path)).text()
  expect(page).toContain('bukan Anda yang mengelolanya')
  expect(page).not.toContain('Buat tautan baru')
  for (const what of ['link', 'close', 'open', 'end-sessions', 'erase']) {
    expect((await district.post(`${path}/${what}`)).status).toBe(403)
  }
  expect((await district.post(`${path}/grants`, { role: 'volunteer', unit: '33.73' })).status).toBe(403)
  expect((await somebody.client.get('/desk/account')).status).toBe(200)
})

test('a closed account is out at once and comes in no way, until it is opened again', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const path = `/desk/accounts/${somebody.accountId}`
  await administrator.post(`${path}/link`)
  const sheet = await (await administrator.get(`/desk/accounts/sheet?account=${somebody.accountId}`)).text()
  const link = /\/in\/[0-9A-Z-]{14}/.exec(sheet)?.[0] ?? ''
  expect((await administrator.post(`${path}/close`)).headers.get('location')).toBe(`${path}?done=closed`)
  expect((await somebody.client.get('/desk/account')).status).toBe(303)
  expect((await app.post(link)).status).toBe(404)
  expect((await administrator.post(`${path}/link`)).status).toBe(409)
  expect(await entry(somebody.accountId, 'accounts.close')).toMatchObject({
    before: { closed: false },
    after: { closed: true, endedSessions: 1 },
  })
  await administrator.post(`${path}/open`)
  expect((await somebody.client.get('/desk/account')).status).toBe(303)
  expect((await administrator.post(`${path}/link`)).status).toBe(303)
  expect(await entry(somebody.accountId, 'accounts.open')).toMatchObject({ after: { closed: false } })
})

test('ending all sessions of somebody signs out every device', async () => {
  const somebody = await enter(app, 'district', '33.73')
  await administrator.post(`/desk/accounts/${somebody.accountId}/end-sessions`)
  expect((await somebody.client.get('/desk/account')).status).toBe(303)
  expect(await entry(somebody.accountId, 'accounts.end-sessions')).toMatchObject({ after: { ended: 1 } })
})

test('erasing asks once more, then leaves no row of the person but the trail', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const path = `/desk/accounts/${somebody.accountId}`
  const asked = await (await administrator.get(`${path}/erase`)).text()
  expect(asked).toContain('Hapus untuk selamanya')
  const erased = await administrator.post(`${path}/erase`)
  expect(erased.headers.get('location')).toBe('/desk/accounts?done=erased')
  expect((await administrator.get(path)).status).toBe(404)
  expect((await somebody.client.get('/desk/account')).status).toBe(303)
  for (const table of ['account_session', 'account_grant', 'account_invitation'] as const) {
    const rows = await app.services.db
      .selectFrom(table)
      .select('id')
      .where('account_id', '=', somebody.accountId)
      .execute()
    expect(rows).toEqual([])
  }
  expect(await entry(somebody.accountId, 'accounts.erase')).toMatchObject({
    before: { grants: ['district id.33.73'] },
  })
})

test('nobody closes, erases or raises the own account', async () => {
  const somebody = await enter(app, 'administrator', '00')
  const path = `/desk/accounts/${somebody.accountId}`
  for (const what of ['close', 'end-sessions', 'erase']) {
    expect((await somebody.client.post(`${path}/${what}`)).status).toBe(409)
  }
  expect((await somebody.client.post(`${path}/grants`, { role: 'national', unit: '00' })).status).toBe(409)
  expect(await (await somebody.client.get(path)).text()).toContain('Ini akun Anda sendiri')
})

test('the last administrator stays, even when two take each other out at once', async () => {
  const rows = await app.services.db
    .selectFrom('account_grant')
    .select('account_id')
    .where('role', '=', 'administrator')
    .where('scope', '=', 'id')
    .execute()
  for (const { account_id } of rows)
    await app.services.db.deleteFrom('account').where('id', '=', account_id).execute()
  const one = await enter(app, 'administrator', '00')
  const refused = await administrator.post(`/desk/accounts/${one.accountId}/close`)
  expect(refused.status).toBe(409)
  expect(await refused.text()).toContain('administrator terakhir')
  expect((await administrator.post(`/desk/accounts/${one.accountId}/erase`)).status).toBe(409)
  const two = await enter(app, 'administrator', '00')
  const both = await Promise.all([
    one.client.post(`/desk/accounts/${two.accountId}/close`),
    two.client.post(`/desk/accounts/${one.accountId}/close`),
  ])
  expect(both.filter(({ status }) => status === 303)).toHaveLength(1)
  const left = await app.services.db
    .selectFrom('account')
    .select('id')
    .where('id', 'in', [one.accountId, two.accountId])
    .where('disabled_at', 'is', null)
    .execute()
  expect(left).toHaveLength(1)
})

test('accounts and invitations stand in the API as they stand on the pages', async () => {
  const made = await administrator.json('POST', '/api/v1/accounts/invitations', {
    people: [{ name: 'Contoh Lewat API' }],
    role: 'district',
    unit: '33.73',
  })
  expect(made.status).toBe(200)
  const { invitations } = (await made.json()) as {
    invitations: { account: string; url: string; signInName: string }[]
  }
  expect(invitations[0]?.signInName).toBe('contoh.lewat.api')
  const cookie = sessionOf(await app.post(new URL(invitations[0]?.url ?? '').pathname)) ?? ''
  const me = (await (await browser(app, cookie).get('/api/v1/me')).json()) as {
    kind: string
    grants: unknown[]
  }
  expect(me).toMatchObject({ kind: 'person', grants: [{ role: 'district', unit: '33.73' }] })
  const list = await (await app.as('province', 'id.33').get('/api/v1/accounts?q=Lewat')).json()
  expect(list).toMatchObject({
    accounts: [{ signInName: 'contoh.lewat.api', unit: '33.73', state: 'active' }],
    next: null,
  })
  const refused = await app.as('district', 'id.33.73').json('POST', '/api/v1/accounts/invitations', {
    people: [{ name: 'Contoh Naik' }],
    role: 'national',
    unit: '00',
  })
  expect(refused.status).toBe(403)
  const empty = await administrator.json('POST', '/api/v1/accounts/invitations', {
    people: [],
    role: 'x',
    unit: 'y',
  })
  expect(empty.status).toBe(422)
  expect((await app.get('/api/v1/accounts')).status).toBe(401)
})
