import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appWithUnits, at, enter } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'

const start = '2019-03-01T03:00:00Z'
let app: TestApp

beforeAll(async () => {
  app = await appWithUnits({ now: start })
})
beforeEach(() => at(app, start))
afterAll(() => app?.close())

type Somebody = Awaited<ReturnType<typeof enter>>

const form = (fields: Record<string, string> = {}) => ({
  name: 'Laporan mingguan',
  unit: '33.73',
  days: '30',
  'permission.accounts.read': 'on',
  ...fields,
})

async function make(somebody: Somebody, fields: Record<string, string> = {}): Promise<string> {
  const answer = await somebody.client.post('/desk/account/tokens/new', form(fields))
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  return /jangkau_[\w-]{43}/.exec(await answer.text())?.[0] ?? ''
}

const withToken = (token: string, path: string) => app.get(path, { authorization: `Bearer ${token}` })

test('the form shows what one holds oneself and nothing else', async () => {
  const somebody = await enter(app, 'volunteer', '33.73')
  const page = await (await somebody.client.get('/desk/account/tokens/new')).text()
  expect(
    [...page.matchAll(/name="permission\.([\w.]+)"/g)].map(([, permission]) => permission).sort(),
  ).toEqual(['links.read', 'publications.read'])
})

test('a token without a name, without a permission, or with one its maker lacks is refused', async () => {
  const somebody = await enter(app, 'volunteer', '33.73')
  const wrong: [Record<string, string>, string][] = [
    [{ name: '', 'permission.links.read': 'on' }, 'Tulis untuk apa token ini'],
    [{ 'permission.accounts.read': '' }, 'Pilih paling tidak satu'],
    [{}, 'Anda sendiri tidak boleh'],
    [
      { 'permission.accounts.read': '', 'permission.links.read': 'on', unit: '33' },
      'Anda sendiri tidak boleh',
    ],
    [{ 'permission.accounts.read': '', 'permission.links.read': 'on', unit: '98' }, 'Pilih satker'],
  ]
  for (const [fields, sentence] of wrong) {
    const answer = await somebody.client.post('/desk/account/tokens/new', form(fields))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(sentence)
  }
  expect(await app.services.db.selectFrom('account_token').select('id').execute()).toEqual([])
})

test('a token is shown once, kept as a hash, and lets a program do what it was made for and no more', async () => {
  const somebody = await enter(app, 'province', '33')
  const token = await make(somebody)
  expect(token).not.toBe('')
  const kept = await app.services.db.selectFrom('account_token').selectAll().execute()
  expect(JSON.stringify(kept)).not.toContain(token)
  const page = await (await somebody.client.get('/desk/account')).text()
  expect(page).toContain('Laporan mingguan')
  expect(page).not.toContain(token)

  const me = await (await withToken(token, '/api/v1/me')).json()
  expect(me).toMatchObject({
    kind: 'program',
    grants: [{ role: 'province', unit: '33.73', permissions: ['accounts.read'] }],
  })
  expect((await withToken(token, '/api/v1/accounts')).status).toBe(200)
  const elsewhere = (await (await withToken(token, '/api/v1/accounts?unit=33.74')).json()) as {
    accounts: unknown[]
  }
  expect(elsewhere.accounts).toEqual([])
  expect((await withToken(token, '/api/v1/units')).status).toBe(403)
})

test('a wrong token is nobody, even beside a good cookie', async () => {
  const somebody = await enter(app, 'province', '33')
  for (const authorization of ['Bearer jangkau_falsch', 'Bearer x', 'Basic abc', '']) {
    const answer = await somebody.client.get('/api/v1/me', { authorization })
    expect(answer.status).toBe(401)
  }
})

test('a token ends when it is revoked, when its days are over, when its owner loses the role or the account', async () => {
  const somebody = await enter(app, 'province', '33')
  const [revoked, expiring, losing] = [
    await make(somebody),
    await make(somebody),
    await make(somebody, { days: '365' }),
  ]
  const page = await (await somebody.client.get('/desk/account')).text()
  const ids = [...page.matchAll(/name="token" value="([^"]+)"/g)].map(([, id]) => id as string)
  expect(ids).toHaveLength(3)
  const rows = await app.services.db
    .selectFrom('account_token')
    .select(['id', 'expires_at'])
    .where('account_id', '=', somebody.accountId)
    .orderBy('expires_at')
    .execute()
  await somebody.client.post('/desk/account/tokens/revoke', { token: rows[0]?.id ?? '' })
  const statuses = await Promise.all(
    [revoked, expiring].map(async (token) => (await withToken(token, '/api/v1/me')).status),
  )
  expect(statuses.sort()).toEqual([200, 401])
  at(app, '2019-03-31T03:00:01Z')
  expect((await withToken(expiring, '/api/v1/me')).status).toBe(401)
  expect((await withToken(losing, '/api/v1/accounts')).status).toBe(200)
  await app.services.db
    .updateTable('account_grant')
    .set({ revoked_at: new Date(start) })
    .where('account_id', '=', somebody.accountId)
    .execute()
  expect((await withToken(losing, '/api/v1/accounts')).status).toBe(403)
  await app.as('administrator', 'id').post(`/desk/accounts/${somebody.accountId}/close`)
  expect((await withToken(losing, '/api/v1/me')).status).toBe(401)
})

test('a program changes nothing about the account it acts for', async () => {
  const somebody = await enter(app, 'province', '33')
  const authorization = `Bearer ${await make(somebody, { 'permission.accounts.invite': 'on' })}`
  expect((await app.get('/desk/account', { authorization })).status).toBe(403)
  for (const path of [
    '/desk/account/totp/begin',
    '/desk/account/totp/remove',
    '/desk/account/passkeys/remove',
    '/desk/account/sessions/end',
    '/desk/account/tokens/revoke',
    '/desk/account/tokens/new',
  ]) {
    expect((await app.post(path, form(), { authorization })).status).toBe(403)
  }
})

test('a token made for inviting invites below its owner, and its entry names owner and token', async () => {
  const somebody = await enter(app, 'province', '33')
  const token = await make(somebody, { 'permission.accounts.invite': 'on' })
  const body = { people: [{ name: 'Contoh Program' }], role: 'volunteer', unit: '33.73' }
  const answer = await app.json('POST', '/api/v1/accounts/invitations', body, {
    authorization: `Bearer ${token}`,
  })
  expect(answer.status).toBe(200)
  const outside = await app.json(
    'POST',
    '/api/v1/accounts/invitations',
    { ...body, unit: '33.74' },
    { authorization: `Bearer ${token}` },
  )
  expect(outside.status).toBe(403)
  const entry = await app.services.db
    .selectFrom('audit_entry')
    .select(['actor_kind', 'actor_name'])
    .where('action', '=', 'accounts.invite')
    .where('actor_kind', '=', 'program')
    .executeTakeFirst()
  expect(entry?.actor_name).toMatch(/^Contoh Orang \d+: Laporan mingguan$/)
})

test('making and revoking a token leave entries without the token', async () => {
  const somebody = await enter(app, 'province', '33')
  const token = await make(somebody)
  const made = await app.services.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('action', '=', 'accounts.make-token')
    .where('actor_id', '=', somebody.accountId)
    .executeTakeFirstOrThrow()
  expect(made.after).toMatchObject({
    name: 'Laporan mingguan',
    scope: 'id.33.73',
    permissions: ['accounts.read'],
  })
  expect(JSON.stringify(made)).not.toContain(token)
})
