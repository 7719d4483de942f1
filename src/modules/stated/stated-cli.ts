import { basename } from 'node:path'
import { dayIn } from '../../platform/clock.ts'
import { exportBytes, isExportFormat } from '../../platform/export.ts'
import { translateKey, translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { CliCommand, CliInput } from '../../platform/module.ts'
import type { Refusal } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitOfParam, unitTree } from '../directory/index.ts'
import { publicationTitles } from '../publications/index.ts'
import { columnLetter } from '../spreadsheets/index.ts'
import { importById } from './imports-read-model.ts'
import { keepImport } from './keep-import.ts'
import { previewImport } from './preview-import.ts'
import { statedTable } from './stated-export.ts'
import { statedFigures } from './stated-read-model.ts'
import { type StatedView, viewOf } from './stated-view.ts'
import { dropDraft } from './undo-import.ts'
import { uploadExport } from './upload-export.ts'

const where: readonly [string, string][] = [
  ['--unit <code>', 'national 00 (default), province 33, district 33.73'],
  ['--election <id>', 'the one with open programmes when absent'],
]

const said = (value: string | boolean | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined

const locale = 'en'
const reader = { t: translator(locale), format: formats(locale) }

function say({ err }: CliInput, { key, params, fields }: Refusal): number {
  const sentences = fields?.length
    ? fields.map((field) => translateKey(locale, field.key, field.params))
    : [translateKey(locale, key, params)]
  err(sentences.join('\n'))
  return 1
}

/** The unit and election of the options; a sentence where one of them is not known. */
async function asked(services: Services, { options }: CliInput): Promise<StatedView | string> {
  const tree = await unitTree(services)
  const code = said(options.unit)
  const unit = code === undefined ? tree.root : unitOfParam(tree, code)
  if (!unit) return `There is no unit ${code}.`
  const view = await viewOf(services, reader, unit, said(options.election))
  return view ?? `There is no election ${said(options.election) ?? ''}.`
}

/** Reads a file, says what of it cannot be read, and keeps the rest unless it is a dry run. */
async function importStated(services: Services, input: CliInput): Promise<number> {
  const { actor, args, options, out } = input
  const view = await asked(services, input)
  if (typeof view === 'string') {
    input.err(view)
    return 1
  }
  const { unit } = view
  const today = dayIn(unit.timeZone, services.clock.now())
  const path = args[0] ?? ''
  const made = await uploadExport(services, actor, {
    unit,
    electionId: view.election.id,
    base: null,
    publicationId: null,
    statedOn: said(options.statedOn) ?? today,
    fileName: basename(path),
    bytes: await input.readFile(path),
  })
  if (!made.ok) return say(input, made.refusal)
  const { id } = made.value
  const draft = await importById(services.db, unit.id, id)
  if (!draft) throw new Error('The draft that was just made is gone.')
  const preview = await previewImport(services.db, draft, services.config)
  for (const { row, column, kind, value } of preview.problems) {
    const place = column === null ? `${row}` : `${row} ${columnLetter(column)}`
    out(`${place}: ${reader.t(`stated.row.${kind}`, { value })}`)
  }
  const { rows, figures, unchanged, problems } = preview.counts
  out(`${rows} rows, ${figures} new figures, ${unchanged} unchanged, ${problems} rows left out`)
  const drop = () => dropDraft(services, actor, { workUnitId: unit.id, id })
  if (!preview.isReadable) {
    await drop()
    input.err(`${reader.t('stated.draft.unknown')}. ${reader.t('stated.draft.unknownBody')}`)
    return 1
  }
  if (options.dryRun) {
    await drop()
    return 0
  }
  const kept = await keepImport(services, actor, { unit, id })
  if (kept.ok) return 0
  await drop()
  return say(input, kept.refusal)
}

async function reportStated(services: Services, input: CliInput): Promise<number> {
  const { options, out } = input
  const view = await asked(services, input)
  if (typeof view === 'string') {
    input.err(view)
    return 1
  }
  const file = said(options.out)
  const format = said(options.format) ?? file?.split('.').at(-1) ?? 'csv'
  if (!isExportFormat(format) || (format === 'xlsx' && file === undefined)) {
    input.err('--format is csv, xlsx or json; an xlsx needs --out FILE.')
    return 2
  }
  const scope = view.unit.id
  const figures = await statedFigures(services.db, { scope, electionId: view.election.id, limit: 100_000 })
  const ids = figures.flatMap(({ publicationId }) => publicationId ?? [])
  const titles = new Map(
    [...(await publicationTitles(services.db, ids))].map(([id, words]) => [id, words.en ?? words.id]),
  )
  const bytes = await exportBytes(statedTable(view, figures, titles), format)
  if (file === undefined) out(new TextDecoder().decode(bytes).trimEnd())
  else await input.writeFile(input.path(file), bytes)
  return 0
}

export const statedCli: readonly CliCommand[] = [
  {
    name: 'import stated <file>',
    summary: "Keep the figures of a platform's export (Meta, X, TikTok, YouTube)",
    options: [
      ...where,
      ['--stated-on <day>', 'the day the file was taken, YYYY-MM-DD (today)'],
      ['--dry-run', 'say what would be kept and left out, keep nothing'],
    ],
    run: importStated,
  },
  {
    name: 'report stated',
    summary: 'Figures stated by others, one a row; never to be added up',
    options: [...where, ['--format <format>', 'csv, xlsx or json'], ['--out <file>', 'write to a file']],
    run: reportStated,
  },
]
