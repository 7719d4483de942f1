import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestServices, testServices } from '../../../test/support/services.ts'
import { systemActor } from '../../platform/access.ts'
import { appointPerson } from './appoint-person.ts'
import { directoryCommands } from './directory-cli.ts'
import { directoryModule } from './index.ts'

let services: TestServices
beforeAll(async () => {
  services = await testServices({ modules: [directoryModule], preset: true, now: '2019-03-01T03:00:00Z' })
  await appointPerson(services, systemActor('test'), {
    unitId: 'id.33.73',
    appointee: {
      kind: 'new',
      data: { name: 'Melati Contoh', gender: 'f', phone: '+620000001', email: null, staffNumber: null },
      isAnother: false,
    },
    position: 'chair',
    division: null,
    from: '2018-10-08',
  })
})
afterAll(() => services.close())

/** Runs a command as who owns the machine: its exit code and what it said. */
async function run(name: string, args: string[] = [], options: Record<string, string | boolean> = {}) {
  const command = directoryCommands.find((known) => known.name.startsWith(name))
  if (!command) throw new Error(`no command ${name}`)
  const lines: string[] = []
  const code = await command.run(services, {
    actor: systemActor('test'),
    args,
    options,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    path: (typed) => typed,
    readFile: () => Promise.reject(new Error('reads no file')),
    writeFile: () => Promise.reject(new Error('writes no file')),
  })
  return { code, lines, text: lines.join('\n') }
}

test('units list names all of them, or those of a part of the tree', async () => {
  expect((await run('units list')).lines).toHaveLength(549)
  const { text, lines } = await run('units list', [], { unit: '33', words: 'salatiga' })
  expect(lines).toHaveLength(1)
  expect(text).toContain('33.73\tKPU Kota Salatiga\t1/6')
  const rows = JSON.parse((await run('units list', [], { unit: '33', json: true })).text)
  expect(rows).toHaveLength(36)
})

test('units show tells who is who and what is vacant on a day', async () => {
  const { code, text } = await run('units show', ['33.73'])
  expect(code).toBe(0)
  expect(text).toContain('Ketua: Melati Contoh')
  expect(text).toContain('Anggota: 4')
  const before = JSON.parse((await run('units show', ['33.73'], { on: '2018-01-01', json: true })).text)
  expect(before).toMatchObject({ id: 'id.33.73', on: '2018-01-01', appointments: [] })
})

test('people find answers with where somebody serves, and without contact', async () => {
  const { code, text } = await run('people find', ['mel', 'contoh'])
  expect(code).toBe(0)
  expect(text).toContain('Melati Contoh\tKetua\tKPU Kota Salatiga')
  const json = (await run('people find', ['melati'], { json: true })).text
  expect(JSON.parse(json)).toHaveLength(1)
  expect(json).not.toContain('+62')
  expect((await run('people find', ['nobody'])).code).toBe(1)
})

test('an unknown unit is refused (1), a day that is none and a bad limit are misuse (2)', async () => {
  expect((await run('units show', ['99.99'])).code).toBe(1)
  expect((await run('units list', [], { unit: '99' })).code).toBe(1)
  expect((await run('people find', ['x'], { unit: '99' })).code).toBe(1)
  expect((await run('units show', ['33.73'], { on: '2019-02-30' })).code).toBe(2)
  expect((await run('units list', [], { on: 'today' })).code).toBe(2)
  expect((await run('people find', ['x'], { limit: 'many' })).code).toBe(2)
})
