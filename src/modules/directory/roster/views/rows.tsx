import {
  DataTable,
  EmptyState,
  FilterForm,
  PostButton,
  SelectField,
  Tag,
  type Tone,
} from '../../../../ui/index.ts'
import type { Reader } from '../../views/reader.ts'
import type { RosterImport } from '../imports-read-model.ts'
import { type CheckedRow, type RosterCounts, type RosterOutcome, rosterOutcomes } from '../plan.ts'
import type { RosterWordsShown } from '../shown.ts'

const tones: Record<RosterOutcome, Tone> = {
  problem: 'bad',
  newPerson: 'good',
  newAppointment: 'good',
  changed: 'ink',
  unchanged: 'neutral',
  duplicate: 'warn',
  skipped: 'neutral',
}

export interface RowsProps extends Reader {
  head: RosterImport
  counts: RosterCounts
  rows: readonly CheckedRow[]
  shown: RosterWordsShown
  outcome: RosterOutcome | ''
  next?: string
  first?: string
}

/** Every row of the sheet with what will become of it; rows can be left out and taken in again. */
export const RosterRows = (props: RowsProps) => {
  const { t, rows, shown, next, first } = props
  return (
    <DataTable<CheckedRow>
      t={t}
      caption={t('directory.roster.rows.caption')}
      rows={rows}
      rowKey={({ row }) => `row-${row}`}
      filter={<RowsFilter {...props} />}
      columns={[
        { key: 'row', label: t('directory.roster.rows.row'), align: 'end', cell: ({ row }) => String(row) },
        {
          key: 'name',
          label: t('directory.roster.field.name'),
          phone: 'title',
          cell: ({ name }) => name || '–',
        },
        { key: 'unit', label: t('directory.roster.field.unit'), cell: ({ unit }) => shown.unit(unit) || '–' },
        { key: 'position', label: t('directory.roster.field.position'), cell: (row) => office(shown, row) },
        { key: 'period', label: t('directory.roster.rows.period'), cell: (row) => period(t, shown, row) },
        {
          key: 'outcome',
          label: t('directory.roster.rows.outcome'),
          cell: (row) => <Outcome {...props} row={row} />,
        },
      ]}
      pager={{ ...(next ? { next } : {}), ...(first ? { previous: first } : {}) }}
      empty={<EmptyState title={t('directory.roster.rows.none')} />}
    />
  )
}

const office = (shown: RosterWordsShown, { position, division }: CheckedRow) =>
  [position && shown.position(position), shown.division(division)].filter(Boolean).join(', ') || '–'

function period(t: Reader['t'], shown: RosterWordsShown, { from, until }: CheckedRow): string {
  if (!from) return '–'
  return `${shown.day(from)} – ${until ? shown.day(until) : t('directory.roster.rows.open')}`
}

const Outcome = ({ t, head, shown, row }: RowsProps & { row: CheckedRow }) => {
  const isSkipped = head.choices?.skippedRows.includes(row.row) ?? false
  return (
    <>
      <Tag tone={tones[row.outcome]}>{t(`directory.roster.outcome.${row.outcome}`)}</Tag>
      {row.sameAs !== undefined && <> {t('directory.roster.rows.sameAs', { row: row.sameAs })}</>}
      {shown.changes(row).map((change) => (
        <p>{change}</p>
      ))}
      {(row.outcome !== 'skipped' || isSkipped) && (
        <PostButton
          action={`/desk/people/import/${head.id}/rows`}
          label={t(isSkipped ? 'directory.roster.rows.unskip' : 'directory.roster.rows.skip')}
          fields={{ row: String(row.row), skip: isSkipped ? '' : 'on' }}
        />
      )}
    </>
  )
}

const RowsFilter = ({ t, head, counts, outcome }: RowsProps) => (
  <FilterForm t={t} action={`/desk/people/import/${head.id}`} hidden={{ view: 'rows' }}>
    <SelectField
      t={t}
      name="outcome"
      label={t('directory.roster.rows.filter')}
      required
      typed={{ outcome }}
      options={[
        { value: '', label: t('directory.roster.rows.all') },
        ...rosterOutcomes
          .filter((known) => counts[known] > 0)
          .map((known) => ({ value: known, label: t(`directory.roster.outcome.${known}`) })),
      ]}
    />
  </FilterForm>
)
