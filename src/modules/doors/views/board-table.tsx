import { DataTable, EmptyState, Progress } from '../../../ui/index.ts'
import type { BoardLine } from '../board-read-model.ts'
import type { Speech } from './phones-table.tsx'

/** Arrived of expected, a line each. */
export const BoardTable = ({
  speech: { t, format },
  caption,
  rows,
  href,
}: {
  speech: Speech
  caption: string
  rows: readonly BoardLine[]
  /** Where the names of those missing are. */
  href?: (line: BoardLine) => string
}) => {
  const nameOf = (line: BoardLine) => line.label || t('doors.board.none')
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={rows}
      empty={<EmptyState title={t('doors.board.nobody')}>{t('doors.board.nobodyText')}</EmptyState>}
      columns={[
        {
          key: 'name',
          label: t('doors.field.group'),
          phone: 'title',
          cell: (line) => (href && line.key ? <a href={href(line)}>{nameOf(line)}</a> : nameOf(line)),
        },
        {
          key: 'arrived',
          label: t('doors.board.arrived'),
          cell: ({ arrived, expected }) => (
            <Progress
              value={arrived}
              max={expected}
              label={t('doors.board.share', {
                arrived: format.number(arrived),
                expected: format.number(expected),
                share: format.percent(expected === 0 ? 0 : arrived / expected),
              })}
            />
          ),
        },
        {
          key: 'missing',
          label: t('doors.board.missing'),
          align: 'end',
          cell: ({ arrived, expected }) => format.number(expected - arrived),
        },
      ]}
    />
  )
}
