import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import { useIsTitle } from '../parts/section-title.ts'

/** A cell of a chart as words: its own, or formatted; withheld and unknown are said, never left blank. */
export function cellWords(
  t: Translator,
  cell: { value: number | null; shown?: string; suppressed?: boolean },
): string {
  if (cell.suppressed) return t('ui.chart.suppressed')
  if (cell.value === null) return cell.shown ?? t('ui.chart.none')
  return cell.shown ?? formats(t.locale).number(cell.value, { maximumFractionDigits: 1 })
}

/** Title, unit and notes around a drawing. */
export const ChartFrame = ({
  t,
  title,
  unit,
  kind,
  withheld,
  note,
  legend,
  numbers,
  children,
}: {
  t: Translator
  title: string
  unit?: string
  kind: string
  /** Whether something drawn is withheld, so that the hatching is explained. */
  withheld?: boolean
  note?: Child
  legend?: Child
  /** The same as a table. */
  numbers?: Child
  children?: Child
}) => (
  <figure class={`chart chart-${kind}`}>
    <figcaption>
      <span class={useIsTitle(title) ? 'hidden-words' : 'chart-title'}>{title}</span>
      {unit && <span class="chart-unit">{unit}</span>}
    </figcaption>
    {legend}
    {children}
    {(withheld || note) && (
      <p class="chart-note">
        {withheld && (
          <>
            <span class="swatch heat-withheld" aria-hidden="true" /> {t('ui.chart.suppressedNote')}{' '}
          </>
        )}
        {note}
      </p>
    )}
    {numbers}
  </figure>
)

/** The numbers of a drawing, folded away beneath it. */
export const Numbers = ({
  t,
  caption,
  head,
  rows,
}: {
  t: Translator
  caption: string
  head: readonly string[]
  rows: readonly { label: Child; cells: readonly string[] }[]
}) => (
  <details class="numbers">
    <summary>{t('ui.chart.numbers')}</summary>
    <div class="numbers-scroll">
      <table class="numbers-table">
        <caption class="hidden-words">{caption}</caption>
        <thead>
          <tr>
            {head.map((label) => (
              <th scope="col">{label}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells }) => (
            <tr>
              <th scope="row">{label}</th>
              {cells.map((cell) => (
                <td>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
