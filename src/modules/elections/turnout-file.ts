import { parse } from 'csv-parse/sync'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import { type FieldProblem, type Result, refuse } from '../../platform/result.ts'
import type { UnitTree } from '../directory/index.ts'
import type { Contest } from './elections-read-model.ts'
import { type TurnoutInput, turnoutProblems } from './record-turnout.ts'
import { turnoutId } from './turnout-id.ts'
import { turnoutShape } from './turnout-shape.ts'

/** Heading of the file and the field it fills; what is not `required` may be missing. */
export const turnoutColumns: readonly {
  heading: string
  field: string
  required?: boolean
  empty?: string
}[] = [
  { heading: 'contest', field: 'contest', required: true },
  { heading: 'unit', field: 'scope', required: true },
  { heading: 'area', field: 'area', empty: 'unit' },
  { heading: 'method', field: 'method', empty: 'unstated' },
  { heading: 'areas', field: 'areas' },
  { heading: 'voted', field: 'voted' },
  { heading: 'dpt', field: 'dpt' },
  { heading: 'dptb', field: 'dptb' },
  { heading: 'dpk', field: 'dpk' },
  { heading: 'denominator', field: 'denominator' },
  { heading: 'denominator_kind', field: 'denominatorKind', empty: 'unstated' },
  { heading: 'stated_percent', field: 'statedPercent' },
  { heading: 'approximate', field: 'isApproximate' },
  { heading: 'target_percent', field: 'targetPercent' },
  { heading: 'as_on', field: 'asOn' },
  { heading: 'note', field: 'note' },
  { heading: 'source', field: 'source', required: true },
  { heading: 'conf', field: 'conf', empty: 'M' },
]

/** No source ever had more areas and contests than this in one file. */
const mostRows = 5000
const mostBytes = 2_000_000

const refused = (fields: FieldProblem[]) =>
  refuse({ kind: 'invalid', key: 'elections.import.refused', params: { count: fields.length }, fields })

/**
 * The records of a csv file with a heading, for one election. All or nothing: whatever is wrong is listed with its
 * row (as a spreadsheet counts, the heading is row 1) and column, and nothing is taken.
 */
export function turnoutFile(
  bytes: Uint8Array,
  { tree, contests, electionId }: { tree: UnitTree; contests: readonly Contest[]; electionId: string },
): Result<TurnoutInput[]> {
  if (bytes.byteLength > mostBytes) return refuse({ kind: 'tooLarge', key: 'elections.import.tooLarge' })
  const lines = readLines(bytes)
  const heading = lines?.[0]?.map((name) => name.trim().toLowerCase()) ?? []
  if (!lines || lines.length < 2) return refused([{ field: 'file', key: 'elections.import.noTable' }])
  if (lines.length > mostRows) return refuse({ kind: 'tooLarge', key: 'elections.import.tooLarge' })
  const lacking = turnoutColumns.filter(({ heading: name, required }) => required && !heading.includes(name))
  if (lacking.length > 0) {
    const params = { columns: lacking.map(({ heading: name }) => name).join(', ') }
    return refused([{ field: 'file', key: 'elections.import.lacksColumns', params }])
  }
  const shape = turnoutShape(tree)
  const records: TurnoutInput[] = []
  const problems: FieldProblem[] = []
  const rowOf = new Map<string, number>()
  for (const [at, cells] of lines.slice(1).entries()) {
    const row = at + 2
    if (cells.every((value) => value.trim() === '')) continue
    const checked = checkForm(shape, typedOf(heading, cells))
    const wrong = checked.ok
      ? turnoutProblems({ ...checked.value, electionId }, contests)
      : (checked.refusal.fields ?? [])
    problems.push(...wrong.map((problem) => placed(problem, row)))
    if (!checked.ok || wrong.length > 0) continue
    const record = { ...checked.value, electionId }
    const first = rowOf.get(turnoutId(record))
    if (first === undefined) rowOf.set(turnoutId(record), row)
    else problems.push({ field: `row ${row}`, key: 'elections.import.twice', params: { row, first } })
    records.push(record)
  }
  return problems.length > 0 ? refused(problems) : { ok: true, value: records }
}

/** Rows of cells; null when the bytes are no text in csv form. Semicolons are what Indonesian spreadsheets write. */
function readLines(bytes: Uint8Array): string[][] | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    if (text.includes('\u0000')) return null
    const firstLine = text.slice(0, text.search(/[\r\n]|$/))
    const delimiter = firstLine.includes(';') ? ';' : firstLine.includes('\t') ? '\t' : ','
    return parse(text, {
      bom: true,
      delimiter,
      // Files that several programs wrote to end their lines in several ways.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
    })
  } catch {
    return null
  }
}

function typedOf(heading: readonly string[], cells: readonly string[]): Typed {
  const typed: Typed = {}
  for (const { heading: name, field, empty } of turnoutColumns) {
    const value = cells[heading.indexOf(name)]?.trim() ?? ''
    typed[field] = value === '' ? (empty ?? '') : value
  }
  return typed
}

/** A problem of a field as one of a cell. */
function placed({ field, key, params }: FieldProblem, row: number): FieldProblem {
  const column = turnoutColumns.find((one) => one.field === field)?.heading ?? field
  return { field: `row ${row}, column ${column}`, key, params: { ...params, row, column } }
}
