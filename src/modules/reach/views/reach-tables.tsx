import { DataTable, DefinitionList, EmptyState, HeatStrip, Section } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import { leftOutReasons } from '../counters.ts'
import type { ReachCell, ReachMatrix } from '../figures.ts'
import { baseWords, channelWords, errorWords, peopleWords, type ReachView } from '../reach-view.ts'
import { seasonPath } from './reach-frame.tsx'

interface Props {
  view: ReachView
  matrix: ReachMatrix
}

const hitColumns = (view: ReachView) =>
  (['view', 'click', 'scan', 'share'] as const).map((kind) => ({
    key: kind,
    label: view.t(`reach.hits.${kind}`),
    align: 'end' as const,
    cell: ({ hits }: ReachCell) =>
      hits?.[kind] == null ? view.t('reach.suppressed') : view.format.number(hits[kind]),
  }))

const peopleColumns = (view: ReachView) =>
  (['delivered', 'engaged'] as const).map((measure) => ({
    key: measure,
    label: view.t(`reach.${measure}`),
    align: 'end' as const,
    cell: (cell: ReachCell) => peopleWords(view, cell[measure]),
  }))

const nothingYet = ({ t }: ReachView) => (
  <EmptyState title={t('reach.empty')}>{t('reach.empty.why')}</EmptyState>
)

/** Bases by channels as a heat strip, and the bases' own totals with their hits as a table. */
export function BaseMatrix({ view, matrix }: Props) {
  const { t, format } = view
  const order = view.bases.map(({ code }) => code)
  // In the preset's order; hits without a link, which belong to no base, last.
  const rank = (code: string) => (order.includes(code) ? order.indexOf(code) : order.length)
  const totals = matrix.cells
    .filter(({ column }) => column === null)
    .toSorted((a, b) => rank(a.row) - rank(b.row))
  const channels = [...new Set(matrix.cells.flatMap(({ column }) => column ?? []))]
  const at = new Map(matrix.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  return (
    <>
      {totals.length > 0 && (
        <Section title={t('reach.matrix.title')} lead={t('reach.matrix.lead')}>
          <HeatStrip
            t={t}
            title={t('reach.matrix.title')}
            unit={t('reach.people')}
            columnLabels={channels.map((code) => channelWords(view, code))}
            totalLabel={t('reach.matrix.total')}
            rows={totals.map((total) => ({
              label: baseWords(view, total.row),
              total: peopleWords(view, total.delivered),
              emphasised: total.row === 'netizen',
              cells: channels.map((code) => {
                const figure = at.get(`${total.row} ${code}`)?.delivered
                return {
                  label: channelWords(view, code),
                  value: figure?.people ?? null,
                  ...(figure?.people ? { shown: format.number(figure.people) } : {}),
                  suppressed: figure?.suppressed ?? false,
                }
              }),
            }))}
          />
        </Section>
      )}
      <Section title={t('reach.bases.title')} lead={t('reach.bases.lead')}>
        <DataTable
          t={t}
          caption={t('reach.bases.title')}
          rows={totals}
          columns={[
            {
              key: 'base',
              label: t('reach.base'),
              cell: (cell) => baseWords(view, cell.row),
              phone: 'title' as const,
            },
            ...peopleColumns(view),
          ]}
          empty={nothingYet(view)}
        />
      </Section>
    </>
  )
}

/** The units right under this one, each with the people of everything below it. */
export function RegionTable({ view, matrix, path }: Props & { path: string }) {
  const { t, tree, election } = view
  const name = (id: string) => tree.byId(id)?.shortName ?? id
  const href = (id: string) => {
    const unit = tree.byId(id)
    return `${path}?${new URLSearchParams({ unit: unit ? unitParam(unit) : id, election: election.id })}`
  }
  return (
    <Section title={t('reach.regions.title')} lead={t('reach.regions.lead')}>
      <DataTable
        t={t}
        caption={t('reach.regions.title')}
        rows={matrix.cells}
        columns={[
          {
            key: 'unit',
            label: t('reach.region'),
            cell: (cell) => <a href={href(cell.row)}>{name(cell.row)}</a>,
            phone: 'title' as const,
          },
          ...peopleColumns(view),
          ...hitColumns(view),
        ]}
        empty={nothingYet(view)}
      />
    </Section>
  )
}

/** What was asked for and is no person, and where the figures come from. */
export function Provenance({ view, matrix }: Props) {
  const { t, format, unit, minCell } = view
  return (
    <>
      <Section id="left-out" title={t('reach.leftOut.title')} lead={t('reach.leftOut.lead')}>
        <DefinitionList
          items={leftOutReasons.map((reason) => [
            t(`reach.leftOut.${reason}`),
            format.number(matrix.leftOut[reason] ?? 0),
          ])}
        />
      </Section>
      <Section id="provenance" title={t('reach.provenance.title')}>
        <DefinitionList
          items={[
            [t('reach.provenance.how'), t('reach.provenance.howText')],
            [
              t('reach.provenance.age'),
              matrix.asOf && matrix.from && matrix.until
                ? t('reach.provenance.ageText', {
                    from: format.day(matrix.from),
                    until: format.day(matrix.until),
                    at: format.instant(matrix.asOf, unit.timeZone),
                  })
                : t('reach.empty'),
            ],
            [t('reach.provenance.error'), errorWords(view, matrix.total.delivered)],
            [t('reach.provenance.under'), t('reach.provenance.underText')],
            [t('reach.provenance.held'), t('reach.provenance.heldText', { min: minCell })],
            [t('reach.season.crumb'), <a href={seasonPath}>{t('reach.season.link')}</a>],
          ]}
        />
      </Section>
    </>
  )
}
