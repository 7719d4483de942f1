import type { ExportColumn, ExportTable, ExportValue } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { type Denominator, nameIn, shareOf } from '../elections/index.ts'
import type { Corrections } from './corrections-read-model.ts'
import { type Dimension, hitKinds, type PeopleFigure, type ReachCell, type ReachMatrix } from './figures.ts'
import { isLate } from './late.ts'
import type { ReachCut } from './reach-cut.ts'
import { baseWords, channelWords, type ReachView } from './reach-view.ts'
import {
  ageWords,
  correctionWords,
  dimensionWords,
  leftOutWords,
  type Names,
  periodWords,
  placeWords,
  votersWords,
} from './reach-words.ts'

/** A file of reach: what it is about, its cells, and what stands beside them. */
export interface ReachFile {
  cut: Pick<ReachCut, 'rows' | 'columns' | 'base' | 'channel' | 'period'> & Partial<Pick<ReachCut, 'measure'>>
  matrix: ReachMatrix
  names?: Names
  corrections: Corrections
  zones: ReadonlySet<string>
  /** Whom shares of the rows are shares of; absent where no share is told. */
  votersOf?: (cell: ReachCell) => Denominator | null
}

/** A table of reach, and the period it is about; the whole season where it is absent. */
export interface ReachTable extends ExportTable {
  period?: string | undefined
}

const isPlace = (dimension: Dimension) => dimension === 'region' || dimension === 'unit'

/**
 * A cut of reach as a file; what is held back on the screen is held back here. Each row carries what it must not stand
 * without: its precision, its age, its source, whether it changed late; the notes say the rest.
 */
export function reachTable(view: ReachView, file: ReachFile): ReachTable {
  const { t, unit, election } = view
  const { cut, matrix, votersOf } = file
  const hasAllHits = [...matrix.cells, matrix.total].some(({ allHits }) => allHits !== null)
  const hasHits = [...matrix.cells, matrix.total].some(({ hits }) => hits !== null)
  const column = (key: string, label: string, type: ExportColumn['type']): ExportColumn => ({
    key,
    label,
    type,
  })
  return {
    period: cut.period,
    title: t('reach.export.title', { unit: unit.shortName, election: nameIn(t.locale, election) }),
    sheet: t('reach.nav'),
    columns: [
      column('unit', t('reach.export.unit'), 'text'),
      column('row', dimensionWords(view, cut.rows), 'text'),
      ...(cut.columns ? [column('column', dimensionWords(view, cut.columns), 'text')] : []),
      column('delivered', t('reach.delivered'), 'number'),
      column('engaged', t('reach.engaged'), 'number'),
      ...(hasAllHits ? [column('hits', t('reach.hits.all'), 'number')] : []),
      ...(hasHits ? hitKinds.map((kind) => column(kind, t(`reach.hits.${kind}`), 'number')) : []),
      ...(votersOf
        ? [
            column('voters', t('reach.voters'), 'number'),
            column(
              'voterShare',
              t('reach.export.share', { measure: t(`reach.${cut.measure ?? 'delivered'}`) }),
              'share',
            ),
          ]
        : []),
      column('deliveredError', t('reach.export.error', { measure: t('reach.delivered') }), 'share'),
      column('engagedError', t('reach.export.error', { measure: t('reach.engaged') }), 'share'),
      column('held', t('reach.suppressed'), 'text'),
      column('asOf', t('reach.time.asOf'), 'text'),
      column('late', t('reach.corrections.tag'), 'text'),
      column('source', t('reach.export.source'), 'text'),
    ],
    rows: [...matrix.cells, matrix.total].map((cell) => rowOf(view, file, cell, cell === matrix.total)),
    notes: notesOf(view, file),
    notesSheet: t('reach.provenance.title'),
  }
}

function rowOf(
  view: ReachView,
  { cut, names, zones, votersOf }: ReachFile,
  cell: ReachCell,
  isTotal: boolean,
): Record<string, ExportValue> {
  const { t, format, tree, unit } = view
  const { delivered, engaged, allHits, hits, asOf } = cell
  const place = (dimension: Dimension, code: string) => placeWords(view, dimension, code, names)
  const isTime = cut.rows === 'day' || cut.rows === 'week'
  const voters = votersOf?.(cell) ?? null
  const kinds = hitKinds.map((kind) => [kind, hits?.[kind] ?? null] as const)
  const isToldWithoutKinds = hits !== null && allHits?.suppressed === false
  const own = (!isTotal && isPlace(cut.rows) && tree.byId(cell.row)) || unit
  return {
    unit: unitParam(own),
    row: isTotal ? t('reach.export.all') : place(cut.rows, cell.row),
    column: cell.column === null || !cut.columns ? t('reach.export.all') : place(cut.columns, cell.column),
    delivered: delivered.people,
    engaged: engaged.people,
    hits: allHits?.hits ?? null,
    ...Object.fromEntries(kinds),
    voters: voters?.voters ?? null,
    voterShare: shareOf(cell[cut.measure ?? 'delivered'].people, voters),
    deliveredError: errorOf(delivered),
    engagedError: errorOf(engaged),
    held: [
      delivered.suppressed && t('reach.delivered'),
      engaged.suppressed && t('reach.engaged'),
      allHits?.suppressed && t('reach.hits.all'),
      ...kinds.map(([kind, count]) => isToldWithoutKinds && count === null && t(`reach.hits.${kind}`)),
    ]
      .filter(Boolean)
      .map((measure) => `${measure}: ${t('reach.suppressed')}`)
      .join('; '),
    asOf: asOf ? format.instant(asOf, unit.timeZone) : '',
    late:
      !isTotal && isTime && isLate(cell, cut.rows as 'day' | 'week', zones) ? t('reach.corrections.tag') : '',
    source: t('reach.source'),
  }
}

/** Two standard deviations over the figure: 19 of 20 estimates lie within them. Null where there is no figure. */
const errorOf = ({ people, relativeError }: PeopleFigure) => (people === null ? null : 2 * relativeError)

/** What a reader must know of a file: what it is about, how it came about, and what is not in it. */
export function notesOf(view: ReachView, { cut, matrix, corrections, votersOf }: ReachFile): string[] {
  const { t, unit, election, minCell } = view
  return [
    [
      unit.name,
      nameIn(t.locale, election),
      cut.base === undefined ? t('reach.cut.allBases') : baseWords(view, cut.base),
      cut.channel === undefined ? t('reach.cut.allChannels') : channelWords(view, cut.channel),
      periodWords(view, cut.period),
    ].join(' · '),
    t('reach.matrix.lead'),
    t('reach.provenance.howText'),
    ageWords(view, matrix),
    t('reach.from.error'),
    t('reach.provenance.underText'),
    t('reach.provenance.heldText', { min: minCell }),
    `${t('reach.leftOut.title')}: ${leftOutWords(view, matrix.leftOut)}`,
    ...(votersOf ? [votersWords(view, votersOf(matrix.total))] : []),
    ...correctionWords(view, corrections),
  ]
}
