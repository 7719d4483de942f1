import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../platform/access.ts'
import { addMessages } from '../../platform/i18n/catalogue.ts'
import type { Services } from '../../platform/services.ts'
import { placementModule } from './index.ts'

beforeAll(() => addMessages(placementModule.messages))

const files = new Map<string, string>()

/** Runs a command; the room asks nothing of the services. */
async function run(name: string, args: string[] = [], options: Record<string, string | boolean> = {}) {
  const command = placementModule.cli?.find((known) => known.name.startsWith(`placement ${name}`))
  if (!command) throw new Error(`no command ${name}`)
  const lines: string[] = []
  const code = await command.run({} as Services, {
    actor: systemActor('test'),
    args,
    options,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    path: (typed) => typed,
    readFile: async (path) => {
      const text = files.get(path)
      if (text === undefined) throw new Error('no such file')
      return new TextEncoder().encode(text)
    },
    writeFile: async (path, content) => {
      files.set(path, String(content))
    },
  })
  return { code, text: lines.join('\n') }
}

const size = { people: '40', units: '10', provinces: '3', classes: '6', eligible: '6' }

test('an instance is made up, solved and verified', async () => {
  expect(await run('generate', [], { ...size, out: 'i.json' })).toEqual({ code: 0, text: '' })
  const solved = await run('solve', ['i.json'], { out: 'p.json', weights: 'gender=0,side=0,unplaced=never' })
  expect(solved.code).toBe(0)
  expect(solved.text).toMatch(/^40 people placed, objective -?\d+, proven best \(by its prices\)\.$/)
  const verified = await run('verify', ['i.json', 'p.json'])
  expect(verified).toMatchObject({ code: 0, text: expect.stringContaining('proven best by its prices') })
  const json = JSON.parse((await run('verify', ['i.json', 'p.json'], { json: true })).text)
  expect(json).toMatchObject({ isRight: true, isProven: true })
  const plan = JSON.parse(files.get('p.json') as string)
  plan.seats[0].class = 'nowhere'
  files.set('wrong.json', JSON.stringify(plan))
  const wrong = await run('verify', ['i.json', 'wrong.json'])
  expect(wrong.code).toBe(1)
  expect(wrong.text).toContain('person-1 sits in a class that does not exist.')
})

test('an instance without a plan is refused with the smallest conflict', async () => {
  await run('generate', [], { ...size, broken: 'unit', out: 'broken.json' })
  const told = await run('solve', ['broken.json'])
  expect(told.code).toBe(1)
  expect(told.text).toContain('People of the unit unit-1 sit in different classes.')
  const json = JSON.parse((await run('solve', ['broken.json'], { json: true })).text)
  expect(json).toMatchObject({ status: 'conflict', isSmallest: true })
})

test('misuse is 2, what cannot be read is 1', async () => {
  expect((await run('generate', [], { people: 'many' })).code).toBe(2)
  expect((await run('generate', [], { broken: 'all' })).code).toBe(2)
  expect((await run('generate', [], { ...size, units: '0' })).code).toBe(2)
  expect((await run('generate', [], { ...size, people: '90', classes: '2' })).code).toBe(1)
  expect((await run('solve', ['i.json'], { weights: 'beauty=1' })).code).toBe(2)
  expect((await run('solve', ['i.json'], { seconds: 'soon' })).code).toBe(2)
  expect((await run('solve', ['missing.json'])).text).toBe('missing.json cannot be read.')
  files.set('text.json', 'no')
  expect(await run('solve', ['text.json'])).toEqual({ code: 1, text: 'The file is not JSON.' })
  files.set('shape.json', '{"people": 1}')
  expect((await run('verify', ['shape.json', 'p.json'])).text).toContain('At people:')
})
