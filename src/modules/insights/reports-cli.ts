import { dayIn } from '../../platform/clock.ts'
import { exportBytes, isExportFormat } from '../../platform/export.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Services } from '../../platform/services.ts'
import { unitOfParam, unitTree } from '../directory/index.ts'
import { electionById } from '../elections/index.ts'
import { basesFor, programmeElection } from '../outreach/index.ts'
import { channelsOf } from '../publications/index.ts'
import type { OverviewQuestion } from './overview.ts'
import { overviewOf } from './overview-cache.ts'
import { overviewJson } from './overview-json.ts'
import { type Report, reachReport } from './reach-report.ts'
import { dimensionProblem, dimensionsOf } from './report-dimensions.ts'
import { textTable } from './text-table.ts'
import type { Reader } from './words.ts'

const choice: [string, string][] = [
  ['--unit <code>', 'national 00 (default), province 33, district 33.73'],
  ['--election <id>', 'the one with open programmes when absent'],
  ['--base <code>', 'only this voter base'],
  ['--channel <code>', 'only this channel'],
  ['--lang <id|en>', 'language of names and notes (id)'],
]

const said = (value: string | boolean | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined

/** What the options ask for; a sentence when they name something unknown. */
async function questionOf(services: Services, { options }: CliInput): Promise<OverviewQuestion | string> {
  const tree = await unitTree(services)
  const code = said(options.unit)
  const unit = code === undefined ? tree.root : unitOfParam(tree, code)
  if (!unit) return `There is no unit ${code}.`
  const { db, clock } = services
  const asked = said(options.election) ?? (await programmeElection(db, dayIn(unit.timeZone, clock.now())))
  const election = asked === undefined ? undefined : await electionById(db, asked)
  if (!election) return asked === undefined ? 'There is no election.' : `There is no election ${asked}.`
  const [baseCode, channelCode] = [said(options.base), said(options.channel)]
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const base = bases.find((one) => one.code === baseCode)
  if (baseCode !== undefined && !base)
    return `There is no base ${baseCode}: ${bases.map((one) => one.code).join(', ')}.`
  const channels = await channelsOf(db)
  const channel = channels.find((one) => one.code === channelCode)
  if (channelCode !== undefined && !channel)
    return `There is no channel ${channelCode}: ${channels.map((one) => one.code).join(', ')}.`
  return { unit, election, base, channel }
}

function readerOf(services: Services, { options }: CliInput): Reader {
  const locale = options.lang === 'en' ? 'en' : 'id'
  return { t: translator(locale), format: formats(locale), now: services.clock.now() }
}

/** Prints a report or writes it to `--out`; a spreadsheet needs a file. */
async function deliver({ table }: Report, reader: Reader, input: CliInput): Promise<number> {
  const { options, out, err, writeFile } = input
  const file = said(options.out)
  const ending = file?.split('.').at(-1) ?? ''
  const format = said(options.format) ?? (options.json ? 'json' : isExportFormat(ending) ? ending : 'table')
  if (format !== 'table' && !isExportFormat(format)) {
    err(`--format is table, csv, xlsx or json, not ${format}.`)
    return 2
  }
  if (format === 'xlsx' && file === undefined) {
    err('An xlsx needs --out FILE.')
    return 2
  }
  const content =
    format === 'table' ? `${textTable(table, reader.format)}\n` : await exportBytes(table, format)
  if (file === undefined)
    out((typeof content === 'string' ? content : new TextDecoder().decode(content)).trimEnd())
  else {
    await writeFile(input.path(file), content)
    err(`${table.rows.length} rows written to ${file}.`)
  }
  return 0
}

const reachCommand: CliCommand = {
  name: 'report reach',
  summary: 'Different people reached, by base, region, channel, week, day or unit',
  options: [
    ...choice,
    ['--by <dimensions>', 'joined by commas: base,region,channel,week,day,unit (region)'],
    ['--format <format>', 'table, csv, xlsx or json'],
    ['--out <file>', 'write to a file'],
  ],
  run: async (services, input) => {
    const by = dimensionsOf(said(input.options.by) ?? 'region')
    const question = await questionOf(services, input)
    if (typeof question === 'string') {
      input.err(question)
      return 1
    }
    if (by === undefined || dimensionProblem(by, question) !== null) {
      input.err(
        '--by takes base, region, channel, week, day, unit; besides base and channel one of place and one of time, and days by base or channel only.',
      )
      return 2
    }
    const reader = readerOf(services, input)
    return deliver(await reachReport(services, reader, question, by), reader, input)
  },
}

const overviewCommand: CliCommand = {
  name: 'report overview',
  summary: 'Everything the overview shows, as JSON',
  options: [...choice, ['--out <file>', 'write to a file']],
  run: async (services, input) => {
    const question = await questionOf(services, input)
    if (typeof question === 'string') {
      input.err(question)
      return 1
    }
    const text = JSON.stringify(overviewJson(await overviewOf(services, question)), null, 1)
    const file = said(input.options.out)
    if (file === undefined) input.out(text)
    else await input.writeFile(input.path(file), `${text}\n`)
    return 0
  },
}

export const reportCommands: readonly CliCommand[] = [reachCommand, overviewCommand]
