import type { Child } from 'hono/jsx'
import { useWords } from '../words.ts'
import { Stated } from './stated.tsx'
import { ExampleTag } from './tag.tsx'
import { WhereFrom, type WhereFromProps } from './where-from.tsx'

export interface FigureProps {
  label: Child
  /** Already formatted: `2.143.800`, `61 %`. */
  value: string
  /** What is counted: `orang`. */
  unit?: string
  /** Beside the value in small type: `dari 514`. */
  suffix?: Child
  /** How it came about and how exact it is: `± 1,6 % · dihitung`. */
  note?: Child
  /** The day or age of the data, formatted. */
  date?: string
  source?: string
  /** What a share is a share of. */
  denominator?: string
  /** `ink` for the one figure that matters most on the page; `stated` for what others say and nobody here counted. */
  tone?: 'plain' | 'ink' | 'stated'
  example?: boolean
  href?: string
  /** The whole answer to where it comes from, folded beneath it. */
  whereFrom?: WhereFromProps['items']
}

/** One figure with everything it must not stand without: unit, date, source and, for a share, its denominator. */
export function Figure(props: FigureProps) {
  const t = useWords()
  const label = props.href ? <a href={props.href}>{props.label}</a> : props.label
  return (
    <div class={`figure figure-${props.tone ?? 'plain'}`}>
      <p class="figure-label">
        {label} {props.example && <ExampleTag t={t} />}
      </p>
      <p class="figure-value">
        {props.tone === 'stated' ? <Stated>{props.value}</Stated> : <strong>{props.value}</strong>}
        {props.unit && <span class="figure-unit">{props.unit}</span>}
        {props.suffix && <span class="figure-unit">{props.suffix}</span>}
      </p>
      {props.note && <p class="figure-note">{props.note}</p>}
      {props.denominator && (
        <p class="figure-note">{t('ui.figure.denominator', { denominator: props.denominator })}</p>
      )}
      {(props.date || props.source) && (
        <p class="figure-note">
          {[props.date, props.source && t('ui.figure.source', { source: props.source })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {props.whereFrom && (
        <WhereFrom
          items={props.whereFrom}
          {...(typeof props.label === 'string' ? { of: props.label } : {})}
        />
      )}
    </div>
  )
}

/** Figures side by side; the ink one takes more room. */
export const FigureRow = ({ children }: { children?: Child }) => <div class="figures">{children}</div>
