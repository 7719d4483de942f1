import { DataTable, EmptyState, ExampleTag, Figure, FigureRow, Stated, Tag } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import type { StatedImport } from '../imports-read-model.ts'
import { exportedKinds } from '../kinds.ts'
import type { StatedFigure } from '../stated-read-model.ts'
import {
  aboutWords,
  channelWords,
  figureHref,
  layoutWords,
  type StatedView,
  sourceWords,
  spanWords,
  statedPath,
} from '../stated-view.ts'
import type { Statement } from '../statements.ts'

interface Props {
  view: StatedView
  figures: readonly StatedFigure[]
}

const unitName = ({ tree }: StatedView, id: string) => tree.byId(id)?.shortName ?? id

/** The column of the unit, where a page is about more than one. */
const unitColumn = (view: StatedView) =>
  view.unit.level === 'district'
    ? []
    : [
        {
          key: 'unit',
          label: view.t('stated.unit'),
          cell: ({ workUnitId }: { workUnitId: string }) => unitName(view, workUnitId),
        },
      ]

const ExampleMark = ({ view, row }: { view: StatedView; row: { example: boolean } }) =>
  row.example ? (
    <>
      {' '}
      <ExampleTag t={view.t} />
    </>
  ) : null

/** What platforms state, a post or day a row, each figure leading to where it comes from. */
export function DeliveredTable({
  view,
  statements,
  next,
}: {
  view: StatedView
  statements: readonly Statement[]
  next?: string | undefined
}) {
  const { t, format } = view
  return (
    <DataTable
      t={t}
      caption={t('stated.delivered.title')}
      rows={statements}
      columns={[
        {
          key: 'about',
          label: t('stated.about'),
          phone: 'title' as const,
          cell: ({ first }) => (
            <>
              {aboutWords(view, first)}
              <ExampleMark view={view} row={first} />
            </>
          ),
        },
        ...unitColumn(view).map((column) => ({
          ...column,
          cell: ({ first }: Statement) => column.cell(first),
        })),
        {
          key: 'channel',
          label: t('stated.channel'),
          cell: ({ first: { channel } }) => channelWords(view, channel),
        },
        ...exportedKinds.map((kind) => ({
          key: kind,
          label: t(`stated.kind.${kind}`),
          align: 'end' as const,
          cell: ({ figures }: Statement) => {
            const figure = figures.find((one) => one.kind === kind)
            return figure ? <StatedLink view={view} figure={figure} /> : '–'
          },
        })),
        {
          key: 'span',
          label: t('stated.span'),
          cell: ({ first: { from, until } }) => spanWords(view, from, until),
        },
        {
          key: 'on',
          isWhole: true,
          label: t('stated.statedOn'),
          cell: ({ first: { statedOn } }) => format.day(statedOn, 'short'),
        },
        { key: 'source', label: t('stated.source'), cell: ({ first }) => sourceWords(view, first) },
      ]}
      {...(next ? { pager: { next } } : {})}
      empty={<EmptyState title={t('stated.delivered.empty')}>{t('stated.delivered.emptyWhy')}</EmptyState>}
    />
  )
}

/** A figure in quotation marks that leads to where it comes from. */
export const StatedLink = ({ view, figure }: { view: StatedView; figure: StatedFigure }) => (
  <a href={figureHref(view, figure)}>
    <Stated>{view.format.number(figure.value)}</Stated>
  </a>
)

interface AccountProps {
  view: StatedView
  label: string
  figure: StatedFigure
  /** Whether the reader may open the page of the figure. */
  isReader?: boolean
}

/** Followers of one account as a figure: an upper bound, in quotation marks. */
export const AccountFigure = ({ view, label, figure, isReader = true }: AccountProps) => (
  <Figure
    tone="stated"
    label={label}
    value={view.format.number(figure.value)}
    unit={view.t('stated.unit.followers')}
    note={view.t('stated.potential.note')}
    date={view.format.day(figure.statedOn)}
    source={`${channelWords(view, figure.channel)}, ${figure.account}`}
    {...(isReader ? { href: figureHref(view, figure) } : {})}
    example={figure.example}
  />
)

/** Followers one by one and the largest single number, which is an upper bound; never a total. */
export function FollowersTable({ view, figures }: Props) {
  const { t, format } = view
  const largest = figures.toSorted((a, b) => b.value - a.value)[0]
  return (
    <>
      {largest && (
        <FigureRow>
          <AccountFigure view={view} label={t('stated.potential.largest')} figure={largest} />
        </FigureRow>
      )}
      <DataTable
        t={t}
        caption={t('stated.potential.title')}
        rows={figures}
        columns={[
          {
            key: 'account',
            label: t('stated.account'),
            phone: 'title' as const,
            cell: (figure) => (
              <>
                {aboutWords(view, figure)}
                <ExampleMark view={view} row={figure} />
              </>
            ),
          },
          ...unitColumn(view),
          { key: 'channel', label: t('stated.channel'), cell: ({ channel }) => channelWords(view, channel) },
          {
            key: 'value',
            label: t('stated.kind.followers'),
            align: 'end' as const,
            cell: (figure) => <StatedLink view={view} figure={figure} />,
          },
          {
            key: 'on',
            isWhole: true,
            label: t('stated.statedOn'),
            cell: ({ statedOn }) => format.day(statedOn, 'short'),
          },
          { key: 'source', label: t('stated.source'), cell: (figure) => sourceWords(view, figure) },
        ]}
        empty={<EmptyState title={t('stated.potential.empty')}>{t('stated.potential.emptyWhy')}</EmptyState>}
      />
    </>
  )
}

/** Files that came in, with what became of them. */
export function ImportsTable({ view, imports }: { view: StatedView; imports: readonly StatedImport[] }) {
  const { t, format, tree } = view
  const href = ({ workUnitId, id }: StatedImport) => {
    const unit = tree.byId(workUnitId)
    return `${statedPath}/${unit ? unitParam(unit) : workUnitId}/imports/${id}`
  }
  return (
    <DataTable
      t={t}
      caption={t('stated.imports.title')}
      rows={imports}
      columns={[
        {
          key: 'file',
          label: t('stated.file'),
          phone: 'title' as const,
          cell: (one) => (
            <>
              <a href={href(one)}>{one.fileName}</a>
              <ExampleMark view={view} row={one} />
            </>
          ),
        },
        ...unitColumn(view),
        {
          key: 'layout',
          label: t('stated.layout'),
          cell: ({ choices }) => layoutWords(t, choices.layout ?? 'by-hand'),
        },
        {
          key: 'figures',
          label: t('stated.figures'),
          align: 'end' as const,
          cell: ({ counts }) => format.number(counts?.figures ?? 0),
        },
        {
          key: 'when',
          isWhole: true,
          label: t('stated.when'),
          cell: ({ keptAt, createdAt }) => format.instant(keptAt ?? createdAt, view.unit.timeZone),
        },
        { key: 'who', label: t('stated.who'), cell: ({ byName }) => byName },
        {
          key: 'state',
          label: t('stated.state'),
          cell: ({ state }) => (
            <Tag tone={state === 'kept' ? 'good' : 'neutral'}>{t(`stated.state.${state}`)}</Tag>
          ),
        },
      ]}
      empty={<EmptyState title={t('stated.imports.empty')} />}
    />
  )
}
