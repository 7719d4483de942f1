import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  BarChart,
  DataTable,
  EmptyState,
  Figure,
  FigureRow,
  FilterForm,
  LineChart,
  Notice,
  refusalPage,
  renderPage,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { scopeFromQuery, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import type { Dimension, Measure, ReachCell } from './figures.ts'
import { none } from './origin.ts'
import { reachOverlap } from './overlap.ts'
import { reachMatrix } from './reach-matrix.ts'
import { baseWords, channelWords, errorWords, peopleWords, type ReachView, reachView } from './reach-view.ts'
import { matrixPath, overlapPath, ReachHead, timePath } from './views/reach-frame.tsx'

const access = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)

/** Lines that can be told apart in one chart. */
const mostLines = 5

/** How reach went from week to week or day to day, over all or by the largest bases or channels. */
async function timePage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, format, unit, election } = view
  const rows = c.req.query('by') === 'day' ? 'day' : 'week'
  const cut = (['base', 'channel'] as const).find((one) => one === c.req.query('cut'))
  const measure: Measure = c.req.query('measure') === 'engaged' ? 'engaged' : 'delivered'
  const matrix = await reachMatrix(c.var.services, {
    scope: unit.id,
    electionId: election.id,
    rows,
    columns: cut,
  })
  const times = [...new Set(matrix.cells.map(({ row }) => row))]
  const totals = matrix.cells.filter(({ column }) => column === null)
  const lines = cut ? await largest(c, view, cut, measure) : []
  const series = cut
    ? lines.map((code) => ({
        label: cut === 'base' ? baseWords(view, code) : channelWords(view, code),
        points: pointsOf(
          matrix.cells.filter(({ column }) => column === code),
          times,
          measure,
        ),
      }))
    : [{ label: t('reach.time.all'), points: pointsOf(totals, times, measure) }]
  const options = (names: readonly [string, string][]) => names.map(([value, label]) => ({ value, label }))
  const typed = { by: rows, cut: cut ?? '', measure }
  return renderPage(
    c,
    {
      title: t('reach.time.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
    },
    <>
      <ReachHead view={view} path={timePath} />
      <Section title={t('reach.time.lines')} lead={t('reach.time.lead')}>
        <FilterForm
          t={t}
          action={timePath}
          submit={t('reach.filter.show')}
          hidden={{ unit: unitParam(unit), election: election.id }}
        >
          <SelectField
            t={t}
            name="by"
            label={t('reach.time.by')}
            required
            typed={typed}
            options={options([
              ['week', t('reach.time.week')],
              ['day', t('reach.time.day')],
            ])}
          />
          <SelectField
            t={t}
            name="cut"
            label={t('reach.time.cut')}
            required
            typed={typed}
            options={options([
              ['', t('reach.time.all')],
              ['base', t('reach.base')],
              ['channel', t('reach.channel')],
            ])}
          />
          <SelectField
            t={t}
            name="measure"
            label={t('reach.time.measure')}
            required
            typed={typed}
            options={options([
              ['delivered', t('reach.delivered')],
              ['engaged', t('reach.engaged')],
            ])}
          />
        </FilterForm>
        {times.length === 0 ? (
          <EmptyState title={t('reach.empty')}>{t('reach.empty.why')}</EmptyState>
        ) : (
          <LineChart t={t} title={t('reach.time.lines')} unit={t('reach.people')} series={series} />
        )}
      </Section>
      <Section title={t('reach.time.table')} lead={t('reach.time.tableLead')}>
        <DataTable
          t={t}
          caption={t('reach.time.table')}
          rows={totals}
          columns={[
            {
              key: 'time',
              label: rows === 'week' ? t('reach.time.week') : t('reach.time.day'),
              phone: 'title' as const,
              cell: ({ row }) => format.day(row),
            },
            ...(['delivered', 'engaged'] as const).map((one) => ({
              key: one,
              label: t(`reach.${one}`),
              align: 'end' as const,
              cell: (cell: ReachCell) => peopleWords(view, cell[one]),
            })),
            {
              key: 'asOf',
              label: t('reach.time.asOf'),
              phone: 'hide' as const,
              cell: ({ asOf }) => (asOf ? format.instant(asOf, unit.timeZone) : '–'),
            },
          ]}
          empty={<EmptyState title={t('reach.empty')}>{t('reach.empty.why')}</EmptyState>}
        />
      </Section>
    </>,
  )
}

/** The codes with the most people, the largest first; those held back are not drawn. */
async function largest(
  c: RequestContext,
  { unit, election }: ReachView,
  rows: Dimension,
  measure: Measure,
): Promise<string[]> {
  const { cells } = await reachMatrix(c.var.services, { scope: unit.id, electionId: election.id, rows })
  return cells
    .filter((cell) => cell[measure].people !== null)
    .sort((a, b) => (b[measure].people ?? 0) - (a[measure].people ?? 0))
    .slice(0, mostLines)
    .map(({ row }) => row)
}

/** Nobody where nothing was counted; what is held back breaks the line. */
function pointsOf(cells: readonly ReachCell[], times: readonly string[], measure: Measure) {
  const at = new Map(cells.map((cell) => [cell.row, cell[measure]]))
  return times.map((x) => {
    const figure = at.get(x)
    return { x, y: figure?.suppressed ? null : (figure?.people ?? 0) }
  })
}

/** How many people two bases reached both. */
async function overlapPage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, format, unit, election } = view
  const { cells } = await reachMatrix(c.var.services, {
    scope: unit.id,
    electionId: election.id,
    rows: 'base',
  })
  const known = cells.map(({ row }) => row).filter((row) => row !== none)
  const first =
    known.find((code) => code === c.req.query('first')) ??
    known.find((code) => code === 'netizen') ??
    known[0]
  const second =
    known.find((code) => code === c.req.query('second') && code !== first) ??
    known.find((code) => code !== first)
  const overlap =
    first !== undefined && second !== undefined
      ? await reachOverlap(c.var.services, {
          scope: unit.id,
          electionId: election.id,
          bases: [first, second],
        })
      : null
  const options = known.map((value) => ({ value, label: baseWords(view, value) }))
  const typed = { first: first ?? '', second: second ?? '' }
  return renderPage(
    c,
    {
      title: t('reach.overlap.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
    },
    <>
      <ReachHead view={view} path={overlapPath} />
      <FilterForm
        t={t}
        action={overlapPath}
        submit={t('reach.filter.show')}
        hidden={{ unit: unitParam(unit), election: election.id }}
      >
        <SelectField
          t={t}
          name="first"
          label={t('reach.overlap.first')}
          required
          typed={typed}
          options={options}
        />
        <SelectField
          t={t}
          name="second"
          label={t('reach.overlap.second')}
          required
          typed={typed}
          options={options}
        />
      </FilterForm>
      {overlap === null || first === undefined || second === undefined ? (
        <EmptyState title={t('reach.empty')}>{t('reach.overlap.none')}</EmptyState>
      ) : (
        <>
          <FigureRow>
            <Figure
              tone="ink"
              label={t('reach.overlap.both')}
              value={overlap.both === null ? t('reach.suppressed') : format.number(overlap.both)}
              {...(overlap.both === null ? {} : { unit: t('reach.people') })}
              note={
                overlap.isHeld
                  ? t('reach.overlap.held', { min: view.minCell })
                  : overlap.margin === 0
                    ? t('reach.error.none')
                    : t('reach.overlap.margin', { margin: format.number(overlap.margin) })
              }
              source={t('reach.source')}
            />
            <Figure
              label={t('reach.overlap.either')}
              value={peopleWords(view, overlap.either)}
              note={
                overlap.either.people === null ? t('reach.delivered.note') : errorWords(view, overlap.either)
              }
              source={t('reach.source')}
            />
          </FigureRow>
          {overlap.isUnclear && <Notice tone="warn">{t('reach.overlap.unclear')}</Notice>}
          <Section title={t('reach.overlap.chart')} lead={t('reach.overlap.lead')}>
            <BarChart
              t={t}
              title={t('reach.overlap.chart')}
              unit={t('reach.people')}
              data={[
                {
                  label: baseWords(view, first),
                  value: overlap.first.people,
                  suppressed: overlap.first.suppressed,
                },
                {
                  label: baseWords(view, second),
                  value: overlap.second.people,
                  suppressed: overlap.second.suppressed,
                },
                { label: t('reach.overlap.both'), value: overlap.both, suppressed: overlap.isHeld },
              ]}
            />
          </Section>
        </>
      )}
    </>,
  )
}

export const explorePages: readonly Route[] = [
  page('get', timePath, access, timePage),
  page('get', overlapPath, access, overlapPage),
]
