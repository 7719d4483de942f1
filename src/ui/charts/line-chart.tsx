import { scaleLinear, scaleUtc } from 'd3-scale'
import { line } from 'd3-shape'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import { ChartFrame, cellWords, Numbers } from './chart-frame.tsx'

export interface Point {
  /** A day, YYYY-MM-DD. */
  x: string
  /** null breaks the line: nothing is known, or it is held back. */
  y: number | null
  suppressed?: boolean
}

export interface Series {
  label: string
  points: readonly Point[]
}

const height = 200
const top = 12
const bottom = 28

const dayOf = (text: string) => new Date(`${text}T00:00:00Z`)

/**
 * Change over time, from zero. Drawn in percent of the width so that words keep their size on every screen;
 * series differ by dash as well as by colour. Six series at most can be told apart. Where everything is held back
 * there is nothing to draw, and the chart says so instead of showing an empty scale.
 */
export function LineChart({
  t,
  title,
  series,
  unit,
}: {
  t: Translator
  title: string
  series: readonly Series[]
  unit: string
}) {
  const days = [...new Set(series.flatMap(({ points }) => points.map(({ x }) => x)))].sort()
  const values = series.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])))
  const isHeld = series.some(({ points }) => points.some(({ suppressed }) => suppressed))
  const isAllHeld = isHeld && values.length === 0
  const format = formats(t.locale)
  const shortDay = (day: string) => format.day(day, 'short')
  const x = scaleUtc([dayOf(days[0] ?? '2000-01-01'), dayOf(days.at(-1) ?? '2000-01-02')], [1, 99])
  const y = scaleLinear([0, Math.max(...values, 1)], [height - bottom, top]).nice(4)
  // Of whole things there are no fifths, however few there are.
  const ticks = y.ticks(4).filter((tick) => Number.isInteger(tick) || !values.every(Number.isInteger))
  const number = (value: number) => format.number(value, { maximumFractionDigits: 1 })
  const path = line<Point>()
    .defined((point) => point.y !== null)
    .x((point) => x(dayOf(point.x)) * 10)
    .y((point) => y(point.y ?? 0))
  const marks = [...new Set([days[0], days[Math.floor((days.length - 1) / 2)], days.at(-1)])].filter(
    (day) => day !== undefined,
  )
  return (
    <ChartFrame
      t={t}
      title={title}
      unit={unit}
      kind="lines"
      {...(isHeld ? { note: t(isAllHeld ? 'ui.chart.allHeld' : 'ui.chart.gapHeld') } : {})}
      legend={!isAllHeld && <Legend series={series} />}
      numbers={
        <Numbers
          t={t}
          caption={`${title} (${unit})`}
          head={[t('ui.chart.period'), ...series.map(({ label }) => label)]}
          rows={days.map((day) => ({
            label: shortDay(day),
            cells: series.map(({ points }) =>
              pointWords(
                t,
                points.find(({ x }) => x === day),
              ),
            ),
          }))}
        />
      }
    >
      {!isAllHeld && (
        <svg class="lines" width="100%" height={height} role="img" aria-label={title}>
          {ticks.map((tick) => (
            <line class="grid" x1="0" x2="100%" y1={y(tick)} y2={y(tick)} />
          ))}
          <svg
            aria-hidden="true"
            viewBox={`0 0 1000 ${height}`}
            preserveAspectRatio="none"
            width="100%"
            height={height}
          >
            {series.map(({ points }, at) => (
              <path
                class={`line line-${at % 6}`}
                d={path([...points]) ?? ''}
                vector-effect="non-scaling-stroke"
              />
            ))}
          </svg>
          {series.map(({ points }, at) =>
            points.map((point) =>
              point.y === null ? null : (
                <circle
                  class={`dot dot-${at % 6}`}
                  cx={`${x(dayOf(point.x)).toFixed(2)}%`}
                  cy={y(point.y).toFixed(1)}
                  r={days.length > 40 ? 1.5 : 3}
                />
              ),
            ),
          )}
          {ticks.map((tick) => (
            <text class="axis" x="0" y={y(tick) - 4}>
              {number(tick)}
            </text>
          ))}
          {marks.map((day, at) => {
            const anchor = anchorOf(at, marks)
            const place = { start: '0%', middle: `${x(dayOf(day)).toFixed(2)}%`, end: '100%' }[anchor]
            return (
              <text class={`axis at-${anchor}`} x={place} y={height - 8}>
                {shortDay(day)}
              </text>
            )
          })}
        </svg>
      )}
    </ChartFrame>
  )
}

const pointWords = (t: Translator, point: Point | undefined) =>
  cellWords(t, { value: point?.y ?? null, suppressed: point?.suppressed ?? false })

/** Where a word under the drawing stands: the first and last at its edges, a lone one under its point. */
const anchorOf = (at: number, marks: readonly string[]) =>
  marks.length > 1 && at === 0 ? 'start' : marks.length > 1 && at === marks.length - 1 ? 'end' : 'middle'

const Legend = ({ series }: { series: readonly Series[] }) => (
  <ul class="legend">
    {series.map(({ label }, at) => (
      <li>
        <svg width="28" height="12" aria-hidden="true">
          <line class={`line line-${at % 6}`} x1="0" x2="28" y1="6" y2="6" />
        </svg>
        {label}
      </li>
    ))}
  </ul>
)
