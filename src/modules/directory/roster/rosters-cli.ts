import { basename } from 'node:path'
import { translateKey, translator } from '../../../platform/i18n/catalogue.ts'
import { formats } from '../../../platform/i18n/formats.ts'
import type { CliCommand, CliInput } from '../../../platform/module.ts'
import type { Refusal } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { isDay } from '../days.ts'
import { todayIn } from '../today.ts'
import { unitOfParam } from '../unit-address.ts'
import { type Unit, unitTree } from '../unit-tree.ts'
import { cancelRoster } from './cancel-import.ts'
import { chooseColumns } from './choose-columns.ts'
import { chooseSheet } from './choose-sheet.ts'
import { confirmRoster } from './confirm-import.ts'
import { acceptMends } from './decide-mends.ts'
import { ownImport } from './draft.ts'
import { rosterBytes, rosterFormats, rosterTable } from './export-roster.ts'
import { checkProblems, type RosterImport } from './imports-read-model.ts'
import { proposalOf } from './problems.ts'
import { RosterWordsShown } from './shown.ts'
import { uploadRoster } from './upload-roster.ts'

const reader = { t: translator('id'), format: formats('id') }
const text = (value: string | boolean | undefined) => (typeof value === 'string' ? value : undefined)

function say({ err, options, out }: CliInput, { key, params, fields }: Refusal): number {
  const message = translateKey('id', key, params)
  if (options.json) out(JSON.stringify({ error: { message } }))
  else
    err([message, ...(fields ?? []).map((field) => translateKey('id', field.key, field.params))].join('\n'))
  return 1
}

async function unitOf(services: Services, input: CliInput): Promise<Unit | number> {
  const tree = await unitTree(services)
  const asked = text(input.options.unit)
  const unit = asked === undefined ? tree.root : unitOfParam(tree, asked)
  return (
    unit ??
    say(input, { kind: 'missing', key: 'directory.roster.refusal.unit', params: { unit: asked ?? '' } })
  )
}

/** Prints counts and every problem with its rows and column. */
async function report(services: Services, { out, options }: CliInput, head: RosterImport, last: string) {
  const shown = await RosterWordsShown.of(services, reader)
  const problems = await checkProblems(services.db, head, { limit: 100_000 })
  if (options.json) {
    const listed = problems.map((problem) => ({
      rows: problem.rows,
      column: problem.column,
      field: problem.field,
      value: problem.value,
      message: shown.sentence(problem),
      proposal: proposalOf(problem) ?? null,
    }))
    out(JSON.stringify({ file: head.fileName, state: head.state, counts: head.counts, problems: listed }))
    return
  }
  for (const problem of problems) {
    const proposal = proposalOf(problem)
    const mend = proposal === undefined ? '' : ` [${shown.mend(problem, proposal, 0)}]`
    out(`${shown.place(problem)}: ${shown.cell(problem)}: ${shown.sentence(problem)}${mend}`)
  }
  out(reader.t('directory.roster.cli.summary', head.counts ?? {}))
  out(last)
}

async function importRoster(services: Services, input: CliInput): Promise<number> {
  const { actor, args, options } = input
  const unit = await unitOf(services, input)
  if (typeof unit === 'number') return unit
  const path = args[0] ?? ''
  const bytes = await input.readFile(path)
  const made = await uploadRoster(services, actor, { unit, file: { name: basename(path), bytes } })
  if (!made.ok) return say(input, made.refusal)
  const { id } = made.value
  const end = async (refusal: Refusal) => {
    await cancelRoster(services, actor, id)
    return say(input, refusal)
  }
  const sheet = text(options.sheet)
  if (sheet !== undefined) {
    const chosen = await chooseSheet(services, actor, id, sheet)
    if (!chosen.ok) return end(chosen.refusal)
  }
  const own = await ownImport(services, actor, id)
  if (!own.ok || !own.value.head.choices) return own.ok ? 1 : end(own.refusal)
  const checked = await chooseColumns(services, actor, id, {
    ...own.value.head.choices,
    defaultFrom: text(options.from) ?? null,
  })
  if (!checked.ok) return end(checked.refusal)
  if (options.acceptMends) {
    const accepted = await acceptMends(services, actor, id)
    if (!accepted.ok) return end(accepted.refusal)
  }
  const now = await ownImport(services, actor, id)
  if (!now.ok || !now.value.head.counts) return 1
  const { head } = now.value
  const { counts } = head
  const changes = (counts?.newPerson ?? 0) + (counts?.newAppointment ?? 0) + (counts?.changed ?? 0)
  const isStopped = (counts?.problem ?? 0) > 0
  if (isStopped || options.dryRun || changes === 0) {
    const last = isStopped
      ? 'directory.roster.refusal.problemsLeft'
      : changes === 0
        ? 'directory.roster.cli.nothing'
        : 'directory.roster.cli.dry'
    await report(services, input, head, reader.t(last))
    await cancelRoster(services, actor, id)
    return isStopped ? 1 : 0
  }
  const done = await confirmRoster(services, actor, id)
  if (!done.ok) return end(done.refusal)
  await report(services, input, { ...head, state: 'done' }, reader.t('directory.roster.cli.done'))
  return 0
}

async function exportRoster(services: Services, input: CliInput): Promise<number> {
  const { args, options, out } = input
  const unit = await unitOf(services, input)
  if (typeof unit === 'number') return unit
  const path = args[0] ?? ''
  const format = rosterFormats.find((known) => path.toLowerCase().endsWith(`.${known}`))
  if (!format) {
    say(input, { kind: 'invalid', key: 'directory.roster.cli.format' })
    return 2
  }
  const asked = text(options.day) ?? todayIn(services, unit)
  if (!isDay(asked)) return say(input, { kind: 'invalid', key: 'directory.refusal.day' })
  const table = await rosterTable(services, { unit, day: asked, ...reader })
  await input.writeFile(path, await rosterBytes(table, format))
  const count = table.rows.length
  out(
    options.json
      ? JSON.stringify({ file: path, people: count })
      : reader.t('directory.roster.cli.exported', { count, file: path }),
  )
  return 0
}

/** `jangkau import roster` and `jangkau export roster`. */
export const rosterCli: readonly CliCommand[] = [
  {
    name: 'import roster <file>',
    summary: 'Read a roster (xlsx, ods, csv), show its problems, and import it when there are none',
    options: [
      ['--unit <unit>', 'the unit the roster is of, such as 33.73; the national office unless told'],
      ['--sheet <name>', 'which sheet of the file; the first with the heads of a roster unless told'],
      ['--from <day>', 'first day (YYYY-MM-DD) of rows that give none'],
      ['--accept-mends', 'accept every mend that is proposed'],
      ['--dry-run', 'only check'],
      ['--json', 'counts and problems as JSON'],
    ],
    run: importRoster,
  },
  {
    name: 'export roster <file>',
    summary:
      'Write who is who as xlsx, ods or csv, by the ending of the file; it can be imported again unchanged',
    options: [
      ['--unit <unit>', 'the unit with everything under it, such as 33; all units unless told'],
      ['--day <day>', 'who is in office on this day (YYYY-MM-DD); today unless told'],
      ['--json', 'say what was written as JSON'],
    ],
    run: exportRoster,
  },
]
