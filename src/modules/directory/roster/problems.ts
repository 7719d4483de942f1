import type { RosterField } from './roster-words.ts'

/** What can be wrong in a row; each has its sentence in `directory.roster.problem.KIND`. */
export type ProblemKind =
  | 'cellError'
  | 'nameMissing'
  | 'nameFormula'
  | 'nameComputed'
  | 'nameUnreadable'
  | 'unitMissing'
  | 'unitUnknown'
  | 'unitOutside'
  | 'unitDisagrees'
  | 'positionMissing'
  | 'positionUnknown'
  | 'divisionUnknown'
  | 'genderUnknown'
  | 'dayUnreadable'
  | 'fromMissing'
  | 'fromDiffers'
  | 'untilBeforeFrom'
  | 'staffNumberLost'
  | 'staffNumberUnreadable'
  | 'staffNumberTaken'
  | 'phoneUnreadable'
  | 'emailUnreadable'
  | 'personAmbiguous'
  | 'personServes'
  | 'seatsTaken'
  | 'termsTooMany'
  | 'duplicateDiffers'

/** One problem of one row, before like problems are put together. */
export interface Problem {
  kind: ProblemKind
  field: RosterField
  /** What stands in the cell. */
  value: string
  /** Codes or texts, the likeliest first; '' leaves the cell empty. */
  mends: readonly string[]
  params?: Record<string, string | number>
  /** The mends are questions: none of them is proposed. */
  isOpen?: boolean
  /** What one decision holds for, when that is not the value: a single row, the unit above. */
  about?: string
}

/** The same problem with the same value, wherever it occurs: mended once for all its rows. */
export interface ProblemGroup extends Omit<Problem, 'about'> {
  key: string
  /** As the head of the sheet names it; null when the sheet has no such column. */
  column: string | null
  /** Row numbers as in the sheet, the first two hundred. */
  rows: number[]
  count: number
  /** Who stands in the first of the rows, as far as it can be read. */
  who: string
}

/** Mends that a person must choose: the file does not say which. */
const open: ReadonlySet<ProblemKind> = new Set([
  'unitDisagrees',
  'genderUnknown',
  'untilBeforeFrom',
  'fromMissing',
  'staffNumberTaken',
  'personAmbiguous',
  'personServes',
])

/** The mend that is taken when somebody accepts what is proposed; undefined where only a person can say. */
export const proposalOf = ({
  kind,
  mends,
  isOpen,
  field,
}: Pick<Problem, 'kind' | 'mends' | 'isOpen' | 'field'>) =>
  isOpen || open.has(kind) || (kind === 'dayUnreadable' && field === 'from' && mends[0] === '')
    ? undefined
    : mends[0]

/** By what a decision about a problem is remembered. */
export const problemKey = ({ kind, field, value, about }: Problem) =>
  `${kind}|${field}|${about ?? value.toLowerCase()}`

/** For a problem that is about one row (from 0) alone, even if another has the same value. */
export const thisRow = (row: number) => `#${row + 1}`

/** How somebody decided about a problem: a proposed code, other words to read instead, or leave the rows out. */
export type Decision = { code: string } | { text: string } | { skip: true }
export type Decisions = Readonly<Record<string, Decision>>

/** Puts problems together by their key, in the order of their first row. */
export class ProblemList {
  readonly groups = new Map<string, ProblemGroup>()
  readonly #letter: (field: RosterField) => string | null

  constructor(letter: (field: RosterField) => string | null) {
    this.#letter = letter
  }

  add(problem: Problem, row: number, who: string): void {
    const key = problemKey(problem)
    const there = this.groups.get(key)
    if (there) {
      there.count += 1
      if (there.rows.length < 200) there.rows.push(row + 1)
      return
    }
    const { kind, field, value, mends, params, isOpen } = problem
    this.groups.set(key, {
      key,
      kind,
      field,
      value,
      mends,
      ...(params ? { params } : {}),
      ...(isOpen ? { isOpen } : {}),
      column: this.#letter(field),
      rows: [row + 1],
      count: 1,
      who,
    })
  }
}
