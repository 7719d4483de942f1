import type { RequestVariables } from '../../../platform/http/route.ts'
import { translateKey } from '../../../platform/i18n/catalogue.ts'
import type { Services } from '../../../platform/services.ts'
import { isDay } from '../days.ts'
import { divisionsOf, nameIn, positionsOf } from '../divisions-read-model.ts'
import { unitTree } from '../unit-tree.ts'
import type { CheckedRow } from './plan.ts'
import { type ProblemGroup, proposalOf } from './problems.ts'

type Reader = Pick<RequestVariables, 't' | 'format'>

/** Puts the codes of a check into the words of one reader. */
export class RosterWordsShown {
  readonly #reader: Reader
  readonly #units: (id: string) => string | undefined
  readonly #positions: ReadonlyMap<string, string>
  readonly #divisions: ReadonlyMap<string, string>

  private constructor(
    reader: Reader,
    units: (id: string) => string | undefined,
    positions: ReadonlyMap<string, string>,
    divisions: ReadonlyMap<string, string>,
  ) {
    this.#reader = reader
    this.#units = units
    this.#positions = positions
    this.#divisions = divisions
  }

  static async of(services: Services, reader: Reader): Promise<RosterWordsShown> {
    const tree = await unitTree(services)
    const named = (rows: readonly { code: string; nameId: string; nameEn: string }[]) =>
      new Map(rows.map((row) => [row.code, nameIn(row, reader.t.locale)]))
    const [positions, divisions] = [
      named(await positionsOf(services.db)),
      named(await divisionsOf(services.db)),
    ]
    return new RosterWordsShown(reader, (id) => tree.byId(id)?.name, positions, divisions)
  }

  unit = (id: string) => this.#units(id) ?? id
  position = (code: string) => this.#positions.get(code) ?? code
  division = (code: string | null) => (code === null ? '' : (this.#divisions.get(code) ?? code))
  day = (day: string) => (isDay(day) ? this.#reader.format.day(day) : day)

  /** The value of a field as people read it. */
  value(field: string, value: string | null): string {
    const { t } = this.#reader
    if (value === null || value === '') return t('directory.roster.rows.empty')
    if (field === 'gender')
      return value === 'f' || value === 'm' ? t(`directory.roster.gender.${value}`) : value
    if (field === 'division') return this.division(value)
    if (field === 'position') return this.position(value)
    if (field === 'unit' || field === 'unitCode') return this.unit(value)
    return field === 'from' || field === 'until' ? this.day(value) : value
  }

  /** The sentence that says what is wrong. */
  sentence({ kind, field, value, isOpen, params = {} }: ProblemGroup): string {
    const words = {
      ...params,
      value: field === 'from' || field === 'until' ? this.day(value) : value,
      unit: this.unit(String(params.unit ?? '')),
      position: this.position(String(params.position ?? '')),
      from: this.day(String(params.from ?? '')),
      known: this.value(field, String(params.known ?? '')),
      name: String(params.name ?? '') || 'none',
      fits: isOpen ? 'several' : 'none',
    }
    return translateKey(this.#reader.t.locale, `directory.roster.problem.${kind}`, words)
  }

  /** What stands in the cell; a seat's problem has the position's name. */
  cell = ({ kind, value }: ProblemGroup) => (kind === 'seatsTaken' ? this.position(value) : value)

  /** A mend in words; `at` counts those who are only told apart by number. */
  mend({ kind, field }: Pick<ProblemGroup, 'kind' | 'field'>, code: string, at: number): string {
    const { t } = this.#reader
    if (code === '') return t('directory.roster.problem.blank')
    if (kind === 'duplicateDiffers') return t('directory.roster.problem.first')
    if (kind === 'personServes') return t('directory.roster.problem.move')
    if (kind === 'staffNumberTaken') return t('directory.roster.problem.same')
    if (kind === 'personAmbiguous') {
      return code === 'new'
        ? t('directory.roster.problem.new')
        : t('directory.roster.problem.knownPerson', { number: at + 1 })
    }
    return this.value(kind === 'divisionUnknown' ? 'division' : field, code)
  }

  /** The choices for a problem: its mends with the proposed one marked, then to leave the rows out. */
  choices(problem: ProblemGroup): { value: string; label: string }[] {
    const { t } = this.#reader
    const proposal = proposalOf(problem)
    const mends = problem.mends.map((code, at) => {
      const value = this.mend(problem, code, at)
      const key = code === proposal ? 'directory.roster.problem.proposed' : 'directory.roster.problem.use'
      return { value: `code:${code}`, label: code === '' && code !== proposal ? value : t(key, { value }) }
    })
    return [
      { value: '', label: t('directory.roster.problem.undecided') },
      ...mends,
      { value: 'skip', label: t('directory.roster.problem.skip', { count: problem.count }) },
    ]
  }

  /** Where a problem stands: `Baris 5, 9 dan 3 lagi, kolom C`. */
  place({ rows, count, column }: Pick<ProblemGroup, 'rows' | 'count' | 'column'>): string {
    const { t, format } = this.#reader
    const some = rows.slice(0, 12).map((row) => format.number(row, { useGrouping: false }))
    const more =
      count > some.length ? [t('directory.roster.problem.more', { count: count - some.length })] : []
    const listed = [some.join(', '), ...more].join(' ')
    return column === null
      ? t('directory.roster.problem.whereRow', { rows: listed })
      : t('directory.roster.problem.where', { count, rows: listed, column })
  }

  /** What changes about a known person or appointment. */
  changes({ changes = [] }: CheckedRow): string[] {
    const { t } = this.#reader
    return changes.map(([field, before, after]) =>
      t('directory.roster.rows.change', {
        field: t(`directory.roster.field.${field}` as 'directory.roster.field.name'),
        before: this.value(field, before),
        after: this.value(field, after),
      }),
    )
  }
}
