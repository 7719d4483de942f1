import type { Child } from 'hono/jsx'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Tone } from '../tone.ts'
import { ChartFrame } from './chart-frame.tsx'

export interface TimeSpan {
  label: Child
  /** First and last day, YYYY-MM-DD, both included. */
  from: string
  until: string
  tone?: Tone
}

const dayNumber = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000

/** What happens when, one bar a span on one common scale of days; each with its dates as words. */
export function TimeBars({
  t,
  title,
  spans,
  today,
  note,
}: {
  t: Translator
  title: string
  spans: readonly TimeSpan[]
  /** Marked in every bar where it lies within the scale. */
  today?: string
  note?: Child
}) {
  const first = Math.min(...spans.map(({ from }) => dayNumber(from)))
  const days = Math.max(...spans.map(({ until }) => dayNumber(until))) + 1 - first
  const at = (day: number) => Math.round(((day - first) / days) * 10_000) / 100
  const now = today === undefined ? -1 : at(dayNumber(today) + 0.5)
  return (
    <ChartFrame t={t} title={title} kind="bars" note={note}>
      <ul class="bars">
        {spans.map(({ label, from, until, tone }) => (
          <li>
            <span class="bar-label">{label}</span>
            <span class="bar-value">{spanWords(t, from, until)}</span>
            <svg class="bar" width="100%" height="12" aria-hidden="true">
              <rect class="bar-track" width="100%" height="12" rx="4" />
              <rect
                class={`bar-fill bar-${tone ?? 'ink'}`}
                x={`${at(dayNumber(from))}%`}
                width={`${Math.max(0.8, at(dayNumber(until) + 1) - at(dayNumber(from)))}%`}
                height="12"
                rx="3"
              />
              {now >= 0 && now <= 100 && <rect class="bar-now" x={`${now}%`} width="2" height="12" />}
            </svg>
          </li>
        ))}
      </ul>
    </ChartFrame>
  )
}

/** A day, or the days from one to another; the first without its year where it is the same. */
function spanWords(t: Translator, from: string, until: string): string {
  const format = formats(t.locale)
  if (from === until) return format.day(from, 'short')
  const first = format.day(from, 'short')
  const short = from.slice(0, 4) === until.slice(0, 4) ? first.replace(` ${from.slice(0, 4)}`, '') : first
  return `${short} – ${format.day(until, 'short')}`
}
