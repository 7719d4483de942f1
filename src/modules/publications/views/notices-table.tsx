import type { Child } from 'hono/jsx'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { type Column, DataTable, ExampleTag, type Pager, Tabs } from '../../../ui/index.ts'
import type { Unit } from '../../directory/index.ts'
import { inLanguage, type Notice } from '../notice.ts'
import { noticeHref } from '../request.ts'
import type { PublicationState } from '../tables.ts'
import { StateTag, validityWords } from './words.tsx'

/** The list by state, each with how many there are. */
export const StateTabs = (props: {
  t: Translator
  current: PublicationState | undefined
  counts: Record<PublicationState, number>
  href(state: PublicationState | undefined): string
}) => {
  const { t, counts } = props
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const states = ['draft', 'published', 'corrected', 'withdrawn'] as const
  return (
    <Tabs
      items={[
        {
          label: t('publications.list.all', { count: all }),
          href: props.href(undefined),
          current: !props.current,
        },
        ...states.map((state) => ({
          label: t('publications.list.tab', {
            state: t(`publications.state.${state}`),
            count: counts[state],
          }),
          href: props.href(state),
          current: props.current === state,
        })),
      ]}
    />
  )
}

/** Notices with their state, owner and validity. */
export function NoticesTable(props: {
  t: Translator
  format: Formats
  rows: readonly Notice[]
  unitOf(id: string): Unit
  showsUnit: boolean
  pager: Pager
  empty: Child
}) {
  const { t, format, unitOf } = props
  const columns: (Column<Notice> | false)[] = [
    {
      key: 'title',
      label: t('publications.column.title'),
      phone: 'title',
      cell: (notice) => (
        <>
          <a href={noticeHref(unitOf(notice.workUnitId), notice.id)}>{inLanguage(notice.title, t.locale)}</a>{' '}
          {notice.example && <ExampleTag t={t} />}
        </>
      ),
    },
    {
      key: 'state',
      label: t('publications.column.state'),
      cell: (notice) => <StateTag t={t} state={notice.state} />,
    },
    props.showsUnit && {
      key: 'unit',
      label: t('publications.column.unit'),
      cell: (notice) => unitOf(notice.workUnitId).shortName,
    },
    {
      key: 'validity',
      label: t('publications.column.validity'),
      cell: (notice) => validityWords(notice, t, format),
    },
    {
      key: 'changed',
      label: t('publications.column.changed'),
      phone: 'hide',
      cell: (notice) => format.instant(notice.changedAt, unitOf(notice.workUnitId).timeZone),
    },
  ]
  return (
    <DataTable
      t={t}
      caption={t('publications.list.caption')}
      rows={props.rows}
      columns={columns.filter((column) => column !== false)}
      pager={props.pager}
      empty={props.empty}
    />
  )
}
