import { scaleLinear } from 'd3-scale'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Tone } from '../tone.ts'
import { ChartFrame, cellWords } from './chart-frame.tsx'
import { mostOf } from './heat.ts'

export interface Bar {
  label: string
  value: number | null
  /** The value as words; formatted from `value` when absent. */
  shown?: string
  suppressed?: boolean
  href?: string
  tone?: Tone
}

/** Amounts side by side, from zero. Each bar stands with its number; a withheld one is hatched over the full width. */
export function BarChart({
  t,
  title,
  data,
  unit,
  scaleMax,
}: {
  t: Translator
  title: string
  data: readonly Bar[]
  unit: string
  /** The value of a full bar; the largest one when absent. */
  scaleMax?: number
}) {
  const width = scaleLinear([0, (scaleMax ?? mostOf(data)) || 1], [0, 100]).clamp(true)
  return (
    <ChartFrame t={t} title={title} unit={unit} kind="bars" withheld={data.some((bar) => bar.suppressed)}>
      <ul class="bars">
        {data.map((bar) => (
          <li>
            <span class="bar-label">{bar.href ? <a href={bar.href}>{bar.label}</a> : bar.label}</span>
            <span class={`bar-value${bar.value === null ? ' bar-unknown' : ''}`}>{cellWords(t, bar)}</span>
            {bar.suppressed ? (
              <span class="bar-withheld heat-withheld" aria-hidden="true" />
            ) : (
              <svg class="bar" width="100%" height="12" aria-hidden="true">
                <rect class="bar-track" width="100%" height="12" rx="4" />
                <rect
                  class={`bar-fill bar-${bar.tone ?? 'ink'}`}
                  width={`${width(bar.value ?? 0).toFixed(1)}%`}
                  height="12"
                  rx="4"
                />
              </svg>
            )}
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}
