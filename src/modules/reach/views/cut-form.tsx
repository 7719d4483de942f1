import type { Child } from 'hono/jsx'
import type { FieldProblem } from '../../../platform/result.ts'
import { FilterForm, Notice, type Option, SelectField } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import type { Dimension } from '../figures.ts'
import { none } from '../origin.ts'
import { unkeptKey } from '../reach-cut.ts'
import { baseWords, channelWords, type ReachView } from '../reach-view.ts'
import { dimensionWords, periodWords } from '../reach-words.ts'
import { ElectionField } from './reach-frame.tsx'

export interface CutFormProps {
  view: ReachView
  /** The page it asks for again. */
  path: string
  typed: Readonly<Record<string, string>>
  problems: readonly FieldProblem[]
  /** What rows may be; absent where the page has its own. */
  rows?: readonly Dimension[]
  columns?: readonly Dimension[]
  /** What rows and columns are called where they are no table's. */
  labels?: { rows: string; columns: string; noColumns: string }
  /** Mondays of the weeks with hits, to choose one; absent where the page is about all of time. */
  weeks?: readonly string[]
  /** Choices of the page itself, after the others. */
  children?: Child
}

/** The choice of a cut, asked for with GET so that every answer has an address. */
export function CutForm({
  view,
  path,
  typed,
  problems,
  rows,
  columns,
  labels,
  weeks,
  children,
}: CutFormProps) {
  const { t } = view
  const all = (label: string): Option => ({ value: '', label })
  const field = { t, typed, problems, required: true }
  const dimension = (value: Dimension) => ({ value, label: dimensionWords(view, value) })
  // An address may ask for a single day, which the list of weeks does not have.
  const periods = [
    ...new Set([...(weeks ?? []).map((monday) => `week:${monday}`), typed.period ?? '']),
  ].filter((period) => /^(week|day):/.test(period))
  return (
    <>
      <FilterForm
        t={t}
        action={path}
        submit={t('reach.filter.show')}
        hidden={{ unit: unitParam(view.unit) }}
        problems={problems}
      >
        <ElectionField view={view} />
        {rows && (
          <SelectField
            {...field}
            name="rows"
            label={labels?.rows ?? t('reach.cut.rows')}
            options={rows.map(dimension)}
          />
        )}
        {columns && (
          <SelectField
            {...field}
            name="columns"
            label={labels?.columns ?? t('reach.cut.columns')}
            options={[all(labels?.noColumns ?? t('reach.cut.noColumns')), ...columns.map(dimension)]}
          />
        )}
        <SelectField
          {...field}
          name="base"
          label={t('reach.base')}
          options={[
            all(t('reach.cut.allBases')),
            ...[...view.bases.map(({ code }) => code), none].map((value) => ({
              value,
              label: baseWords(view, value),
            })),
          ]}
        />
        <SelectField
          {...field}
          name="channel"
          label={t('reach.channel')}
          options={[
            all(t('reach.cut.allChannels')),
            ...[...view.channels.map(({ code }) => code), none].map((value) => ({
              value,
              label: channelWords(view, value),
            })),
          ]}
        />
        {weeks && (
          <SelectField
            {...field}
            name="period"
            label={t('reach.period')}
            options={[
              all(t('reach.period.season')),
              ...periods.map((value) => ({ value, label: periodWords(view, value) })),
            ]}
          />
        )}
        <SelectField
          {...field}
          name="measure"
          label={t('reach.cut.measure')}
          options={(['delivered', 'engaged'] as const).map((value) => ({
            value,
            label: t(`reach.${value}`),
          }))}
        />
        {children}
      </FilterForm>
      {problems.some(({ key }) => key === unkeptKey) && <Notice>{t('reach.refusal.question')}</Notice>}
    </>
  )
}
