import { createHmac } from 'node:crypto'
import { createOTP } from '@better-auth/utils/otp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { appWithUnits, at, browser, enter, invite, sessionOf } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { addMessages } from '../../platform/i18n/catalogue.ts'
import { createAuth } from './auth.ts'
import { messages } from './messages.ts'

const start = '2019-03-01T03:00:00Z'
let app: TestApp

beforeAll(async () => {
  addMessages(messages)
  app = await appWithUnits({ now: start })
})
beforeEach(async () => {
  at(app, start)
  await app.services.db.deleteFrom('account_attempt').execute()
})
afterAll(() => app?.close())

const sessionsOf = (accountId: string) =>
  app.services.db
    .selectFrom('account_session')
    .select(['id', 'token'])
    .where('account_id', '=', accountId)
    .execute()

const auditOf = async (accountId: string) =>
  app.services.db
    .selectFrom('audit_entry')
    .select(['action', 'scope', 'actor_id', 'after'])
    .where('subject', '=', `account ${accountId}`)
    .orderBy('id')
    .execute()

/** Sets up an authenticator app through the pages; returns its secret. */
async function setUpApp(somebody: Awaited<ReturnType<typeof enter>>, now = start): Promise<string> {
  await somebody.client.post('/desk/account/totp/begin')
  const page = await (await somebody.client.get('/desk/account/totp')).text()
  const base32 = /<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1]?.replaceAll(' ', '') ?? ''
  const secret = fromBase32(base32)
  const confirmed = await somebody.client.post('/desk/account/totp', { code: await codeAt(secret, now) })
  expect(confirmed.headers.get('location')).toBe('/desk/account?done=totp-confirmed')
  return secret
}

/** RFC 4648, section 6. */
function fromBase32(text: string): string {
  const bits = [...text].map((sign) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(sign).toString(2).padStart(5, '0'),
  )
  const bytes = bits.join('').match(/.{8}/g) ?? []
  return bytes.map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('')
}

const codeAt = (secret: string, iso: string) => createOTP(secret).hotp(Math.floor(Date.parse(iso) / 30_000))

const signInName = async (accountId: string) =>
  (
    await app.services.db
      .selectFrom('account')
      .select('sign_in_name')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow()
  ).sign_in_name

test('the sign-in page offers passkey, code, invitation, and says what to do when none works', async () => {
  const answer = await app.get('/in')
  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  const page = await answer.text()
  for (const piece of [
    'data-passkey="sign-in"',
    'Kunci sandi memerlukan JavaScript',
    'name="signInName"',
    'name="code"',
    'name="invitation"',
    'Tidak bisa masuk?',
  ]) {
    expect(page).toContain(piece)
  }
  expect(page).not.toContain('/in/oidc')
  expect(page).not.toMatch(/type="password"/)
})

test('a page that needs a sign-in leads there and back', async () => {
  const asked = await app.get('/desk/accounts')
  expect(asked.status).toBe(303)
  expect(asked.headers.get('location')).toBe('/in?next=%2Fdesk%2Faccounts')
})

test('nobody is led to another site after signing in', async () => {
  const somebody = await enter(app, 'district', '33.73')
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example']) {
    const answer = await somebody.client.get(`/in?next=${encodeURIComponent(next)}`)
    expect(answer.headers.get('location')).toMatch(/^\/(?!\/|\\)/)
  }
})

test('opening a link says whom it invites and uses nothing, however often a preview fetches it', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  for (const agent of ['WhatsApp/2.23', 'facebookexternalhit/1.1', 'Mozilla/5.0']) {
    const answer = await app.get(link, { 'user-agent': agent })
    expect(answer.status).toBe(200)
    expect(sessionOf(answer)).toBeNull()
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const page = await answer.text()
    expect(page).toContain('Operator kabupaten/kota')
    expect(page).toContain('KPU Kota Salatiga')
    expect(page).toContain(`action="${link}"`)
  }
  expect(await sessionsOf(accountId)).toHaveLength(0)
  const used = await app.post(link)
  expect(used.status).toBe(303)
  expect(used.headers.get('location')).toBe('/in/welcome')
})

test('a link lets in once: the second time it is refused and says what to do', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  expect((await app.post(link)).status).toBe(303)
  const again = await app.post(link)
  expect(again.status).toBe(404)
  expect(sessionOf(again)).toBeNull()
  expect(await again.text()).toContain('Minta tautan masuk baru')
  expect((await app.get(link)).status).toBe(404)
  expect(await sessionsOf(accountId)).toHaveLength(1)
})

test('of ten who use the same link at once one comes in', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  const answers = await Promise.all(Array.from({ length: 10 }, () => app.post(link)))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array(9).fill(404)])
  expect(await sessionsOf(accountId)).toHaveLength(1)
})

test('an expired link and one taken back by a newer one are refused with the same sentence as a wrong one', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  const renewed = await app.as('administrator', 'id').post(`/desk/accounts/${accountId}/link`)
  expect(renewed.status).toBe(303)
  const old = await app.post(link)
  const other = await invite(app, 'district', '33.73')
  at(app, '2019-03-15T03:00:01Z')
  const expired = await app.post(other.link)
  const wrong = await app.post('/in/ABCD-EFGH-JKMN')
  const main = async (answer: Response) => /<main[\s\S]*<\/main>/.exec(await answer.text())?.[0]
  expect([old.status, expired.status, wrong.status]).toEqual([404, 404, 404])
  const sentence = await main(wrong)
  expect(sentence).toContain('sudah dipakai, dicabut, kedaluwarsa, atau salah ketik')
  expect(await main(old)).toBe(sentence)
  expect(await main(expired)).toBe(sentence)
})

test('a code typed from paper, with small letters and spaces, leads to its page and uses nothing', async () => {
  const { accountId, link } = await invite(app, 'volunteer', '33.73')
  const typed = link.replace('/in/', '').replaceAll('-', ' ').toLowerCase()
  const answer = await app.post('/in/code', { invitation: typed })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe(link)
  expect(await sessionsOf(accountId)).toHaveLength(0)
  expect((await app.post('/in/code', { invitation: 'abc' })).status).toBe(422)
})

test('neither codes nor session tokens of links stand in the tables as they are', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  const code = link.replace('/in/', '').replaceAll('-', '')
  const row = await app.services.db
    .selectFrom('account_invitation')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  expect(JSON.stringify(row)).not.toContain(code)
  expect(row.code_hash).toBe(
    createHmac('sha256', app.services.config.secret).update(`invitation ${code}`).digest('hex'),
  )
  await app.post(link)
  const used = await app.services.db
    .selectFrom('account_invitation')
    .select(['sealed_code', 'used_at'])
    .where('account_id', '=', accountId)
    .executeTakeFirstOrThrow()
  expect(used.sealed_code).toBeNull()
  expect(used.used_at).toEqual(new Date(start))
})

test('the session cookie is HttpOnly, SameSite=Lax, and Secure under https', async () => {
  const { link } = await invite(app, 'district', '33.73')
  const cookie =
    (await app.post(link)).headers.getSetCookie().find((line) => line.includes('session_token')) ?? ''
  expect(cookie).toContain('HttpOnly')
  expect(cookie).toContain('SameSite=Lax')
  expect(cookie).toContain('Path=/')
  expect(cookie).not.toContain('Secure')
  const services = {
    ...app.services,
    config: { ...app.services.config, publicUrl: 'https://jangkau.example' },
  }
  const { authCookies } = await createAuth(services).$context
  expect(authCookies.sessionToken.name).toBe('__Secure-jangkau.session_token')
  expect(authCookies.sessionToken.attributes).toMatchObject({ secure: true, httpOnly: true })
  const own = (await createAuth(app.services).$context).authCookies.sessionToken
  expect(cookie.split('=')[0]).toBe(own.name)
})

test('the sign-in library reads the session that a link opened', async () => {
  const at = new Date()
  app.services.clock = { now: () => at }
  const somebody = await enter(app, 'district', '33.73')
  const found = await createAuth(app.services).api.getSession({
    headers: new Headers({ cookie: somebody.cookie }),
  })
  expect(found?.user.id).toBe(somebody.accountId)
})

test('a bent cookie is nobody', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const [name, value = ''] = somebody.cookie.split('=')
  const [token = '', signature = ''] = decodeURIComponent(value).split('.')
  for (const bent of [
    `${token}x.${signature}`,
    `${token}.`,
    token,
    `${token}.${'A'.repeat(signature.length)}`,
  ]) {
    const answer = await app.get('/desk/account', { cookie: `${name}=${encodeURIComponent(bent)}` })
    expect(answer.status).toBe(303)
  }
})

test('coming in gives a new session and ends the one the browser came with', async () => {
  const first = await enter(app, 'district', '33.73')
  const { accountId, link } = await invite(app, 'province', '33')
  const shown = await (await first.client.get(link)).text()
  expect(shown).toContain('Peramban ini sedang dipakai')
  const used = await first.client.post(link)
  const cookie = sessionOf(used)
  expect(cookie).not.toBe(first.cookie)
  expect((await first.client.get('/desk/account')).status).toBe(303)
  expect(await sessionsOf(first.accountId)).toHaveLength(0)
  expect(await sessionsOf(accountId)).toHaveLength(1)
})

test('a form sent from another site is refused', async () => {
  const { accountId, link } = await invite(app, 'district', '33.73')
  const answer = await app.post(link, {}, { origin: 'https://evil.example' })
  expect(answer.status).toBe(403)
  expect(await sessionsOf(accountId)).toHaveLength(0)
})

test('signing in and out leaves entries that say how', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const out = await somebody.client.post('/in/out')
  expect(out.headers.get('location')).toBe('/in?done=signed-out')
  expect(sessionOf(out)).toBeNull()
  expect((await somebody.client.get('/desk/account')).status).toBe(303)
  const entries = await auditOf(somebody.accountId)
  expect(entries.map(({ action }) => action).sort()).toEqual([
    'accounts.invite',
    'accounts.sign-in',
    'accounts.sign-out',
  ])
  expect(entries.find(({ action }) => action === 'accounts.sign-in')).toMatchObject({
    scope: 'id.33.73',
    actor_id: somebody.accountId,
    after: { method: 'link' },
  })
})

test('an authenticator app is shown as a QR, refuses a wrong code, accepts the right one', async () => {
  const somebody = await enter(app, 'district', '33.73')
  expect(await (await somebody.client.get('/desk/account/totp')).text()).toContain('Tampilkan kode QR')
  await somebody.client.post('/desk/account/totp/begin')
  const shown = await somebody.client.get('/desk/account/totp')
  expect(shown.headers.get('cache-control')).toBe('no-store')
  expect(await shown.text()).toContain('data:image/svg+xml;base64,')
  const wrong = await somebody.client.post('/desk/account/totp', { code: '000000' })
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('Kodenya tidak cocok')
  await setUpApp(somebody)
  expect(await (await somebody.client.get('/desk/account')).text()).toContain('terpasang')
  expect((await somebody.client.post('/desk/account/totp/begin')).status).toBe(409)
  expect((await auditOf(somebody.accountId)).map(({ action }) => action)).toContain('accounts.confirm-totp')
})

test('sign-in name and code let in; the same code, an old one and a wrong name do not', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const secret = await setUpApp(somebody)
  const name = await signInName(somebody.accountId)
  const confirming = await app.post('/in', { signInName: name, code: await codeAt(secret, start) })
  expect(confirming.status).toBe(422)
  expect(await confirming.text()).toContain(`value="${name}"`)
  const later = '2019-03-01T03:01:00Z'
  at(app, later)
  const code = await codeAt(secret, later)
  expect((await app.post('/in', { signInName: 'contoh.tiada', code })).status).toBe(422)
  expect((await app.post('/in', { signInName: name, code: '12' })).status).toBe(422)
  const twice = await Promise.all(
    [1, 2].map(() => app.post('/in', { signInName: ` ${name.toUpperCase()}`, code })),
  )
  expect(twice.map(({ status }) => status).sort()).toEqual([303, 422])
  const cookie = twice.map(sessionOf).find((one) => one !== null) ?? ''
  expect((await browser(app, cookie).get('/desk/account')).status).toBe(200)
  expect((await app.post('/in', { signInName: name, code: await codeAt(secret, start) })).status).toBe(422)
})

test('after eight wrong codes for a name even the right one waits for the next quarter of an hour', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const secret = await setUpApp(somebody)
  const name = await signInName(somebody.accountId)
  const guesses = await Promise.all(
    Array.from({ length: 9 }, (_, guess) => app.post('/in', { signInName: name, code: `00000${guess}` })),
  )
  expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(8).fill(422), 429])
  const soon = '2019-03-01T03:02:00Z'
  at(app, soon)
  expect((await app.post('/in', { signInName: name, code: await codeAt(secret, soon) })).status).toBe(429)
  const later = '2019-03-01T03:16:00Z'
  at(app, later)
  expect((await app.post('/in', { signInName: name, code: await codeAt(secret, later) })).status).toBe(303)
})

test('attempts are counted without keeping names', async () => {
  await app.post('/in', { signInName: 'contoh.seseorang', code: '123456' })
  const rows = await app.services.db.selectFrom('account_attempt').selectAll().execute()
  expect(rows.length).toBeGreaterThan(0)
  expect(JSON.stringify(rows)).not.toContain('seseorang')
})

test('removing the app closes that way', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const secret = await setUpApp(somebody)
  expect((await somebody.client.post('/desk/account/totp/remove')).status).toBe(303)
  const later = '2019-03-01T03:05:00Z'
  at(app, later)
  const name = await signInName(somebody.accountId)
  expect((await app.post('/in', { signInName: name, code: await codeAt(secret, later) })).status).toBe(422)
})

test('a session ended elsewhere is refused at once, the own one stays', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const secret = await setUpApp(somebody)
  const later = '2019-03-01T03:01:00Z'
  at(app, later)
  const name = await signInName(somebody.accountId)
  const second =
    sessionOf(await app.post('/in', { signInName: name, code: await codeAt(secret, later) })) ?? ''
  const phone = browser(app, second)
  expect((await phone.get('/desk/account')).status).toBe(200)
  const page = await (await somebody.client.get('/desk/account')).text()
  expect(page.match(/name="session"/g)).toHaveLength(1)
  const other = /name="session" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await somebody.client.post('/desk/account/sessions/end', { session: other })
  expect((await phone.get('/desk/account')).status).toBe(303)
  expect((await somebody.client.get('/desk/account')).status).toBe(200)
})

test('all other sessions end with one button; nobody ends a session of somebody else', async () => {
  const somebody = await enter(app, 'district', '33.73')
  const stranger = await enter(app, 'district', '33.74')
  const [strange] = await sessionsOf(stranger.accountId)
  await somebody.client.post('/desk/account/sessions/end', { session: strange?.id ?? '' })
  expect(await sessionsOf(stranger.accountId)).toHaveLength(1)
  await app.as('administrator', 'id').post(`/desk/accounts/${somebody.accountId}/link`)
  await somebody.client.post('/desk/account/sessions/end', { others: 'yes' })
  expect(await sessionsOf(somebody.accountId)).toHaveLength(1)
  expect((await somebody.client.get('/desk/account')).status).toBe(200)
})

test('a session ends after thirty days without use and goes on when used', async () => {
  const idle = await enter(app, 'district', '33.73')
  const busy = await enter(app, 'district', '33.73')
  at(app, '2019-03-20T03:00:00Z')
  const used = await busy.client.get('/desk/account')
  expect(used.status).toBe(200)
  expect(sessionOf(used)).toBe(busy.cookie)
  at(app, '2019-04-05T03:00:00Z')
  expect((await idle.client.get('/desk/account')).status).toBe(303)
  expect((await busy.client.get('/desk/account')).status).toBe(200)
})

test('what the sign-in library could answer beside the ceremonies is closed', async () => {
  for (const path of [
    'sign-up/email',
    'sign-in/email',
    'get-session',
    'list-sessions',
    'delete-user',
    'update-user',
  ]) {
    const got = await app.get(`/api/auth/${path}`)
    const posted = await app.json('POST', `/api/auth/${path}`, { email: 'a@b.c', password: 'rahasia-sekali' })
    expect([got.status, posted.status]).toEqual([404, 404])
  }
})

test('a fault while a link is used leaves no code in the log', async () => {
  const { link } = await invite(app, 'district', '33.73')
  const { clock, log } = app.services
  const logged: unknown[] = []
  app.services.log = { info: () => {}, error: (...said) => logged.push(said) }
  app.services.clock = {
    now: () => {
      throw new Error('The clock has stopped.')
    },
  }
  const answer = await app.post(link)
  Object.assign(app.services, { clock, log })
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('clock')
  expect(logged).toHaveLength(1)
  expect(JSON.stringify(logged)).toContain('/in/:code')
  expect(JSON.stringify(logged)).not.toContain(link.replace('/in/', ''))
})
