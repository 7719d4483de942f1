import { directoryModule } from '../../src/modules/directory/index.ts'
import { clockAt } from '../../src/platform/clock.ts'
import { loadPreset } from '../../src/platform/first-load.ts'
import { presetVersion } from '../../src/platform/preset.ts'
import { type TestApp, type TestClient, testApp } from './app.ts'

/** The whole application with the units and nothing else of the preset. */
export async function appWithUnits(options: Parameters<typeof testApp>[0] = {}): Promise<TestApp> {
  const app = await testApp(options)
  await loadPreset(app.services, [directoryModule], presetVersion(), () => {})
  return app
}

/** Lets time pass for everything that asks the clock of these services. */
export function at(app: TestApp, iso: string): void {
  app.services.clock = clockAt(iso)
}

/** The session cookie an answer gives, as the browser sends it back; null when it gives or leaves none. */
export function sessionOf(answer: Response): string | null {
  const cookie = answer.headers.getSetCookie().find((line) => line.includes('session_token='))
  const value = cookie?.split(';')[0] ?? ''
  return value.endsWith('=') || value === '' ? null : value
}

/** Requests of a browser that holds this cookie. */
export function browser(app: TestApp, cookie: string): TestClient {
  return {
    get: (path, headers = {}) => app.get(path, { cookie, ...headers }),
    post: (path, fields = {}, headers = {}) => app.post(path, fields, { cookie, ...headers }),
    json: (method, path, body) => app.json(method, path, body, { cookie }),
  }
}

export interface Invited {
  accountId: string
  /** Path of the single-use link. */
  link: string
}

let people = 0

/** Invites somebody through the form, as the administrator of everything. */
export async function invite(
  app: TestApp,
  role: string,
  unit: string,
  fields: Record<string, string> = {},
): Promise<Invited> {
  people += 1
  const administrator = app.as('administrator', 'id')
  const made = await administrator.post('/desk/accounts/new', {
    people: `Contoh Orang ${people}`,
    role,
    unit,
    ...fields,
  })
  const sheet = made.headers.get('location')
  if (made.status !== 303 || !sheet) throw new Error(`Inviting was refused with ${made.status}.`)
  const page = await (await administrator.get(sheet)).text()
  const link = /\/in\/[0-9A-Z]{4}(?:-[0-9A-Z]{4}){2}/.exec(page)?.[0]
  const accountId = new URL(sheet, 'http://localhost').searchParams.get('account')
  if (!link || !accountId) throw new Error('The sheet shows no link.')
  return { accountId, link }
}

export interface Entered extends Invited {
  cookie: string
  client: TestClient
}

/** Somebody new who has come in with the link. */
export async function enter(
  app: TestApp,
  role: string,
  unit: string,
  fields: Record<string, string> = {},
): Promise<Entered> {
  const invited = await invite(app, role, unit, fields)
  const cookie = sessionOf(await app.post(invited.link))
  if (!cookie) throw new Error('The link did not open.')
  return { ...invited, cookie, client: browser(app, cookie) }
}
