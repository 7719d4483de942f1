import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { appWithUnits, browser, enter, sessionOf } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'

// A provider as OpenID Connect Core 1.0 has it: discovery, keys, authorization code with PKCE, signed ID token.
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const keys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256', use: 'sig' }] }
const asked = new Map<string, { nonce: string; challenge: string }>()
let subject = 'pegawai-1'
let provider: Server
let issuer = ''
let app: TestApp

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    iss: issuer,
    aud: 'jangkau',
    sub: subject,
    email: `${subject}@kpu.example`,
    nonce,
    iat: now,
    exp: now + 300,
  }
  const text = `${base64({ alg: 'RS256', kid: 'k', typ: 'JWT' })}.${base64(claims)}`
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`
}

async function answer(path: string, body: URLSearchParams): Promise<object | null> {
  if (path === '/.well-known/openid-configuration') {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
    }
  }
  if (path === '/keys') return keys
  const request = asked.get(body.get('code') ?? '')
  const verifier = createHash('sha256')
    .update(body.get('code_verifier') ?? '')
    .digest('base64url')
  if (path !== '/token' || request?.challenge !== verifier) return null
  return { access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token: idToken(request.nonce) }
}

beforeAll(async () => {
  provider = createServer(async (request, response) => {
    let text = ''
    for await (const piece of request) text += piece
    const found = await answer(request.url ?? '', new URLSearchParams(text))
    response
      .writeHead(found ? 200 : 400, { 'content-type': 'application/json' })
      .end(JSON.stringify(found ?? {}))
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  Object.assign(process.env, {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'jangkau',
    OIDC_CLIENT_SECRET: 's',
    OIDC_NAME: 'SSO Contoh',
  })
  app = await appWithUnits()
  const now = new Date()
  app.services.clock = { now: () => now }
})
afterAll(async () => {
  for (const name of ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'OIDC_NAME'])
    delete process.env[name]
  await app?.close()
  await new Promise((resolve) => provider?.close(resolve))
})

/** What the provider does when the person says yes there: sends the browser back with a code. */
function consent(address: string): string {
  const { searchParams } = new URL(address)
  const code = randomBytes(8).toString('hex')
  asked.set(code, {
    nonce: searchParams.get('nonce') ?? '',
    challenge: searchParams.get('code_challenge') ?? '',
  })
  return `/api/auth/callback/oidc?code=${code}&state=${encodeURIComponent(searchParams.get('state') ?? '')}`
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')

async function signIn() {
  const out = await app.get('/in/oidc?next=/desk/account')
  const address = out.headers.get('location') ?? ''
  expect(address.startsWith(`${issuer}/authorize?`)).toBe(true)
  return app.get(consent(address), { cookie: cookiesOf(out) })
}

async function link(somebody: Awaited<ReturnType<typeof enter>>) {
  const out = await somebody.client.post('/desk/account/identity')
  expect(out.status).toBe(200)
  const address =
    /href="(http[^"]+\/authorize[^"]+)"/.exec(await out.text())?.[1]?.replaceAll('&amp;', '&') ?? ''
  return app.get(consent(address), { cookie: `${somebody.cookie}; ${cookiesOf(out)}` })
}

const actions = async (accountId: string) =>
  (
    await app.services.db
      .selectFrom('audit_entry')
      .select('action')
      .where('actor_id', '=', accountId)
      .execute()
  ).map(({ action }) => action)

test('the sign-in page shows the button of the provider that is configured', async () => {
  expect(await (await app.get('/in')).text()).toContain('Masuk dengan SSO Contoh')
})

test('whom the provider knows but no account has linked is not let in', async () => {
  subject = 'orang-luar'
  const back = await signIn()
  expect(back.headers.get('location')).toMatch(/\/in\?failed=oidc/)
  expect(sessionOf(back)).toBeNull()
  expect(await (await app.get('/in?failed=oidc')).text()).toContain('Mungkin belum ditautkan')
})

test('an account linked by its owner signs in, until the link is taken away', async () => {
  subject = 'pegawai-1'
  const somebody = await enter(app, 'district', '33.73')
  const linked = await link(somebody)
  expect(linked.headers.get('location')).toMatch(/\/desk\/account\?done=identity-linked/)
  const kept = await app.services.db.selectFrom('account_identity').selectAll().executeTakeFirstOrThrow()
  expect(kept).toMatchObject({
    account_id: somebody.accountId,
    subject: 'pegawai-1',
    access_token: null,
    id_token: null,
  })

  const back = await signIn()
  const cookie = sessionOf(back) ?? ''
  const me = await (await browser(app, cookie).get('/api/v1/me')).json()
  expect(me).toMatchObject({ id: somebody.accountId })
  expect(await actions(somebody.accountId)).toEqual(
    expect.arrayContaining(['accounts.link-identity', 'accounts.sign-in']),
  )

  await somebody.client.post('/desk/account/identity/remove')
  expect(sessionOf(await signIn())).toBeNull()
  expect(await actions(somebody.accountId)).toContain('accounts.unlink-identity')
})

test('a closed account is not let in by its provider', async () => {
  subject = 'pegawai-2'
  const somebody = await enter(app, 'district', '33.73')
  await link(somebody)
  await app.as('administrator', 'id').post(`/desk/accounts/${somebody.accountId}/close`)
  expect(sessionOf(await signIn())).toBeNull()
})

test('a way back without the state of this browser is refused', async () => {
  subject = 'pegawai-1'
  const out = await app.get('/in/oidc')
  const back = await app.get(consent(out.headers.get('location') ?? ''))
  expect(sessionOf(back)).toBeNull()
  expect(back.headers.get('location')).toMatch(/failed=oidc/)
})
