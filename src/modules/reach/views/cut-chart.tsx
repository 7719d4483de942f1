import { BarChart, HeatStrip, LineChart } from '../../../ui/index.ts'
import type { Dimension, Measure, ReachCell, ReachMatrix } from '../figures.ts'
import { pointOf } from '../people-figure.ts'
import type { ReachCut } from '../reach-cut.ts'
import { peopleWords, type ReachView } from '../reach-view.ts'
import { type Names, placeWords } from '../reach-words.ts'
import { byPreset, inOrder, rowsOf } from '../row-order.ts'

interface Props {
  view: ReachView
  title: string
  cut: ReachCut
  matrix: ReachMatrix
  names: Names
}

/** Bars that can be taken in at a glance; the table beneath has the others. */
const mostBars = 12

/** A cut as a drawing: a heat strip of two dimensions, a line over time, else bars. */
export function CutChart({ view, title, cut, matrix, names }: Props) {
  const { t } = view
  const unit = t('reach.people')
  const rows = inOrder(view, cut.rows, rowsOf(matrix))
  if (rows.length === 0) return null
  if (cut.columns !== undefined) {
    return <TwoDimensions {...{ view, title, cut, matrix, names }} columns={cut.columns} />
  }
  if (cut.rows === 'day' || cut.rows === 'week') {
    return (
      <LineChart
        t={t}
        title={title}
        unit={unit}
        series={[{ label: t(`reach.${cut.measure}`), points: pointsOf(rows, cut.measure) }]}
      />
    )
  }
  // What is held back comes after what is shown and before what is empty.
  const rank = (cell: ReachCell) => (cell[cut.measure].suppressed ? 0 : (cell[cut.measure].people ?? -1))
  const first = cut.rows === 'hour' ? rows : rows.toSorted((a, b) => rank(b) - rank(a))
  return (
    <BarChart
      t={t}
      title={title}
      unit={unit}
      data={first.slice(0, cut.rows === 'hour' ? 24 : mostBars).map((cell) => ({
        label: placeWords(view, cut.rows, cell.row, names),
        value: cell[cut.measure].people,
        suppressed: cell[cut.measure].suppressed,
      }))}
    />
  )
}

const pointsOf = (cells: readonly ReachCell[], measure: Measure) =>
  cells.map((cell) => pointOf(cell.row, cell[measure]))

function TwoDimensions({ view, title, cut, matrix, names, columns }: Props & { columns: Dimension }) {
  const { t, format } = view
  const { rows, measure } = cut
  const known = [...new Set(matrix.cells.flatMap(({ column }) => column ?? []))].sort()
  const codes = byPreset(view, columns, known, (code) => code)
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  return (
    <HeatStrip
      t={t}
      title={title}
      unit={t('reach.people')}
      columnLabels={codes.map((code) => placeWords(view, columns, code, names))}
      totalLabel={t('reach.matrix.total')}
      rows={inOrder(view, rows, rowsOf(matrix)).map((total) => ({
        label: placeWords(view, rows, total.row, names),
        total: peopleWords(view, total[measure]),
        emphasised: rows === 'base' && total.row === 'netizen',
        cells: codes.map((code) => {
          const figure = at.get(`${total.row} ${code}`)?.[measure]
          return {
            label: placeWords(view, columns, code, names),
            value: figure?.people ?? null,
            shown: figure?.people ? format.number(figure.people) : '–',
            suppressed: figure?.suppressed ?? false,
          }
        }),
      }))}
    />
  )
}
