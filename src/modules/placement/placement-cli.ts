import { translator } from '../../platform/i18n/catalogue.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import { generateInstance } from './generate.ts'
import type { PlacementPlan, Weights } from './instance.ts'
import { readInstance, readPlan } from './placement-files.ts'
import { explainInfeasible, solvePlacement } from './solve-placement.ts'
import { verifyPlacement } from './verify.ts'
import { looseningInWords, ruleInWords, violationInWords } from './words.ts'

const json = ['--json', 'Answer as JSON'] as const
const out = ['--out <file>', 'Write to a file'] as const
const inEnglish = translator('en')

const numbers = [
  ['seed', 1, 'The same seed makes the same instance'],
  ['people', 3806, 'How many people'],
  ['units', 549, 'How many units'],
  ['provinces', 34, 'How many provinces'],
  ['classes', 60, 'How many classes'],
  ['divisions', 0, 'Divisions with classes of their own'],
  ['eligible', 10, 'Classes that come into question for a person'],
  ['seatsPerHundred', 104, 'Seats for a hundred people'],
  ['together', 0, 'Pairs that stay together'],
  ['apart', 0, 'Pairs kept apart'],
  ['locks', 0, 'Seats set by hand'],
] as const
type Counted = Record<(typeof numbers)[number][0], number>
const breaks = ['seats', 'unit', 'together', 'locks'] as const
const defaultWeights: Weights = { preference: 1, province: 2, gender: 1, side: 1, move: 0, unplaced: null }

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const wholeNumber = (text: unknown) =>
  typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : undefined

const generate: CliCommand = {
  name: 'placement generate',
  summary: 'Make up an instance of placing people into classes',
  options: [
    ...numbers.map(
      ([name, usual, text]) => [`--${kebab(name)} <number>`, `${text} (${usual})`] as [string, string],
    ),
    ['--broken <how>', `Without a plan: ${breaks.join(', ')}`],
    [...out],
    [...json],
  ],
  run: async (_services, input) => {
    const recipe = Object.fromEntries(numbers.map(([name, usual]) => [name, usual])) as Counted
    for (const [name, usual] of numbers) {
      const value = input.options[name] === undefined ? usual : wholeNumber(input.options[name])
      if (value === undefined) return misuse(input, `--${kebab(name)} wants a whole number.`)
      recipe[name] = value
    }
    const broken = breaks.find((how) => how === input.options.broken)
    if (input.options.broken !== undefined && !broken)
      return misuse(input, `--broken knows ${breaks.join(', ')}.`)
    if (Math.min(recipe.units, recipe.provinces, recipe.classes) < 1)
      return misuse(input, 'Units, provinces and classes begin at one.')
    try {
      return await deliver(input, generateInstance({ ...recipe, ...(broken && { broken }) }))
    } catch (error) {
      input.err((error as Error).message)
      return 1
    }
  },
}

const solveCommand: CliCommand = {
  name: 'placement solve <file>',
  summary: 'Place people into classes, proven best or with a stated gap',
  options: [
    ['--weights <list>', 'What things cost: preference=1,province=2,gender=1,side=1,move=0,unplaced=never'],
    ['--seconds <number>', 'When to stop (60)'],
    ['--out <file>', 'Write the plan to a file'],
    [...json],
  ],
  run: async (_services, input) => {
    const weights = weightsOf(input.options.weights)
    if (!weights) return misuse(input, '--weights wants name=number, separated by commas.')
    const seconds = input.options.seconds === undefined ? 60 : wholeNumber(input.options.seconds)
    if (!seconds) return misuse(input, '--seconds wants a whole number.')
    const instance = await fileOf(input, 0, readInstance)
    if (typeof instance === 'string') return refused(input, instance)
    const timeLimitMs = seconds * 1000
    const answer = await solvePlacement(instance, { weights, timeLimitMs })
    if (answer.status === 'placed') {
      if (typeof input.options.out === 'string')
        await input.writeFile(input.path(input.options.out), JSON.stringify(answer.plan))
      input.out(input.options.json ? JSON.stringify(answer.plan) : planInWords(answer.plan))
      return 0
    }
    if (answer.status === 'invalid')
      return refused(input, answer.problems.map(({ key, params }) => inEnglish(key, params)).join('\n'))
    if (answer.status === 'unknown') return refused(input, 'The time was over before a plan was found.')
    const why = await explainInfeasible(instance, { weights, timeLimitMs })
    if (input.options.json) input.out(JSON.stringify(why))
    else if (why.status === 'conflict') {
      input.err(why.isSmallest ? 'No plan keeps these together:' : 'No plan keeps these together (or fewer):')
      for (const loosened of why.conflict)
        input.err(`  ${ruleInWords(inEnglish, loosened.rule)} (${looseningInWords(inEnglish, loosened)})`)
      input.err('Everybody could be placed after:')
      for (const loosened of why.wayOut)
        input.err(`  ${ruleInWords(inEnglish, loosened.rule)} ${looseningInWords(inEnglish, loosened)}`)
    } else input.err('There is no plan.')
    return 1
  },
}

const verifyCommand: CliCommand = {
  name: 'placement verify <file> <plan>',
  summary: 'Check a plan: every rule, the objective, and the bound by its prices',
  options: [[...json]],
  run: async (_services, input) => {
    const instance = await fileOf(input, 0, readInstance)
    if (typeof instance === 'string') return refused(input, instance)
    const plan = await fileOf(input, 1, readPlan)
    if (typeof plan === 'string') return refused(input, plan)
    const found = verifyPlacement(instance, plan)
    if (input.options.json) input.out(JSON.stringify(found))
    else {
      for (const violation of found.violations) input.err(violationInWords(inEnglish, violation))
      for (const claim of found.wrongClaims) input.err(`What the plan says about its ${claim} is not so.`)
      const proof = found.isProven ? 'proven best by its prices' : `bound by its prices ${found.bound}`
      const stated = found.isStatedOnly ? '; HiGHS says it is best, which is not shown here' : ''
      input.out(`${found.isRight ? 'Right' : 'Wrong'}: objective ${found.objective}, ${proof}${stated}.`)
    }
    return found.isRight ? 0 : 1
  },
}

export const placementCommands: readonly CliCommand[] = [generate, solveCommand, verifyCommand]

function planInWords({ seats, unplaced, objective, bound, gap, proven, boundBy }: PlacementPlan): string {
  const proof = proven
    ? `proven best (${boundBy === 'prices' ? 'by its prices' : 'says HiGHS'})`
    : `at most ${(gap * 100).toFixed(2)} % from the best (bound ${bound})`
  const without = unplaced.length > 0 ? `; without a seat: ${unplaced.join(', ')}` : ''
  return `${seats.length - unplaced.length} people placed, objective ${objective}, ${proof}${without}.`
}

const isWeight = (name: string | undefined): name is keyof Weights =>
  name !== undefined && Object.hasOwn(defaultWeights, name)

function weightsOf(text: unknown): Weights | null {
  if (text === undefined) return defaultWeights
  const weights: Weights = { ...defaultWeights }
  for (const part of String(text).split(',')) {
    const [, name, value] = /^(\w+)=(\d{1,9}|never)$/.exec(part) ?? []
    if (!isWeight(name)) return null
    if (value !== 'never') weights[name] = Number(value)
    else if (name === 'unplaced') weights.unplaced = null
    else return null
  }
  return weights
}

async function fileOf<T>(input: CliInput, at: number, read: (text: string) => T | string) {
  try {
    return read(new TextDecoder().decode(await input.readFile(input.path(input.args[at] as string))))
  } catch {
    return `${input.args[at]} cannot be read.`
  }
}

async function deliver(input: CliInput, value: unknown): Promise<number> {
  if (typeof input.options.out === 'string')
    await input.writeFile(input.path(input.options.out), JSON.stringify(value))
  else input.out(JSON.stringify(value))
  return 0
}

function misuse({ err }: CliInput, sentence: string): number {
  err(sentence)
  return 2
}

function refused({ err }: CliInput, sentence: string): number {
  err(sentence)
  return 1
}
