import { afterAll, beforeEach, expect, test } from 'vitest'
import { appWithUnits, browser, sessionOf } from '../../../test/support/accounts.ts'
import type { TestApp } from '../../../test/support/app.ts'
import { systemActor } from '../../platform/access.ts'
import type { CliInput } from '../../platform/module.ts'
import { accountsCommands } from './accounts-cli.ts'
import { loadExamples, removeExamples } from './examples.ts'
import { ensureFirstAdministrator, firstLinks, greeting } from './first-links.ts'
import { roles } from './roles.ts'

let app: TestApp
beforeEach(async () => {
  app = app ?? (await appWithUnits())
  await app.services.db.deleteFrom('account').execute()
})
afterAll(() => app?.close())

const context = { actor: systemActor('test'), progress: () => {} }
const seed = (work: typeof loadExamples) =>
  app.services.db.transaction().execute((tx) => work({ ...context, tx, services: app.services }))

/** Runs a command as the shell would. */
async function run(name: string, args: string[] = [], options: CliInput['options'] = {}) {
  const said: string[] = []
  const complained: string[] = []
  const command = accountsCommands.find((one) => one.name.split(' <')[0] === name)
  const nothing = async () => new Uint8Array()
  const code = await command?.run(app.services, {
    actor: systemActor('command line'),
    args,
    options,
    out: (text) => said.push(text),
    err: (text) => complained.push(text),
    path: (path) => path,
    readFile: nothing,
    writeFile: async () => {},
  })
  return { code, said, complained }
}

const open = async (url: string) => sessionOf(await app.post(new URL(url).pathname))

test('the examples hold one account a role, each with a link that opens', async () => {
  await seed(loadExamples)
  const links = await firstLinks(app.services)
  expect(links.map(({ role }) => role).sort()).toEqual([...roles].sort())
  for (const { url, role } of links) {
    const cookie = await open(url)
    const me = (await (await browser(app, cookie ?? '').get('/api/v1/me')).json()) as {
      grants: { role: string }[]
    }
    expect(me.grants.map((grant) => grant.role)).toEqual([role])
  }
  expect(await firstLinks(app.services)).toEqual([])
  expect(await greeting(app.services)).toEqual([])
})

test('the greeting names role, person and link, one a line', async () => {
  await seed(loadExamples)
  const lines = await greeting(app.services)
  expect(lines).toHaveLength(1 + roles.length)
  for (const line of lines.slice(1))
    expect(line).toMatch(/^ {2}\w+ +http:\/\/localhost:3000\/in\/[0-9A-Z-]{14} {2}Contoh /)
})

test('removing the examples takes their accounts and sessions and leaves others', async () => {
  await seed(loadExamples)
  const [link] = await firstLinks(app.services)
  const cookie = (await open(link?.url ?? '')) ?? ''
  await run('accounts invite', ['Contoh Tetap'], { role: 'district', unit: '33.73' })
  await seed(removeExamples)
  expect((await browser(app, cookie).get('/desk/account')).status).toBe(303)
  const left = await app.services.db.selectFrom('account').select('name').execute()
  expect(left).toEqual([{ name: 'Contoh Tetap' }])
})

test('without any account one administrator is made, once, however many processes ask', async () => {
  const made = await Promise.all([1, 2, 3].map(() => ensureFirstAdministrator(app.services)))
  expect(made.filter(Boolean)).toHaveLength(1)
  expect(await ensureFirstAdministrator(app.services)).toBe(false)
  const links = await firstLinks(app.services)
  expect(links).toHaveLength(1)
  expect(links[0]).toMatchObject({ role: 'administrator', scope: 'id' })
})

test('`accounts links` prints open links again and new ones where they were used', async () => {
  await seed(loadExamples)
  const first = JSON.parse((await run('accounts links', [], { json: true })).said[0] ?? '')
  expect(first).toHaveLength(roles.length)
  await open(first[0].url)
  const second = JSON.parse((await run('accounts links', [], { json: true })).said[0] ?? '')
  expect(second).toHaveLength(roles.length)
  expect(second[0].url).not.toBe(first[0].url)
  expect(second.slice(1)).toEqual(first.slice(1))
  expect(await open(second[0].url)).not.toBeNull()
})

test('`accounts invite` makes a link that opens, and refuses with a sentence and a code', async () => {
  const { code, said } = await run('accounts invite', ['Contoh Baris'], {
    role: 'district',
    unit: '33.73',
    json: true,
  })
  expect(code).toBe(0)
  expect(await open(JSON.parse(said[0] ?? '').url)).not.toBeNull()
  expect(await run('accounts invite', ['Contoh'], {})).toMatchObject({ code: 2, said: [] })
  expect(await run('accounts invite', ['Contoh'], { role: 'raja', unit: '33.73' })).toMatchObject({
    code: 1,
    complained: ['Choose a role from the list.'],
  })
  expect(await run('accounts invite', ['Contoh'], { role: 'district', unit: '98' })).toMatchObject({
    code: 1,
    complained: ['There is no unit 98.'],
  })
})

test('`accounts list` and `audit list` say what the pages say', async () => {
  await seed(loadExamples)
  const all = JSON.parse((await run('accounts list', [], { json: true })).said[0] ?? '')
  expect(all).toHaveLength(roles.length)
  const district = await run('accounts list', [], { unit: '33.73', role: 'district' })
  expect(district.said).toHaveLength(1)
  expect(district.said[0]).toContain('contoh.salatiga')
  const trail = JSON.parse(
    (await run('audit list', [], { json: true, unit: '33.73', what: 'accounts.invite' })).said[0] ?? '',
  )
  expect(trail.length).toBeGreaterThanOrEqual(2)
  expect(await run('audit list', [], { limit: 'x' })).toMatchObject({ code: 2 })
  expect(await run('audit list', [], { from: 'besok' })).toMatchObject({ code: 2 })
})
