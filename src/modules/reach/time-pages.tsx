import type { RequestContext, Route } from '../../platform/http/route.ts'
import { EmptyState, LineChart, renderPage, Section, WhereFrom } from '../../ui/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { exampleTag } from './example-tag.tsx'
import type { Dimension, Measure, ReachCell, ReachMatrix } from './figures.ts'
import { reachPage } from './judged-page.tsx'
import { reachTable } from './matrix-export.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { pointOf } from './people-figure.ts'
import { cutOf, cutParameters, questionOf, type ReachCut, typedCut } from './reach-cut.ts'
import { reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import { aboutWords, placeWords, zoneWords } from './reach-words.ts'
import { rowsOf } from './row-order.ts'
import { CellsTable } from './views/cells-table.tsx'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { CutForm } from './views/cut-form.tsx'
import { livePath, matrixPath, ReachHead, timePath } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'

/** Lines that can be told apart in one chart. */
const mostLines = 5

const usual = { rows: 'week' } as const

/** How reach went from week to week or day to day, over all or by the largest bases or channels. */
async function timePage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const { services } = c.var
  const { cut, problems } = timeCutOf(c, view)
  const matrix = problems.length === 0 ? await reachMatrix(services, questionOf(view, cut)) : null
  const weeks = await reachMatrix(services, { scope: unit.id, electionId: election.id, rows: 'week' })
  return renderPage(
    c,
    {
      title: t('reach.time.title', { unit: unit.shortName }),
      lead: aboutWords(view, cut),
      current: matrixPath,
      scope: unit.id,
      ...(await exampleTag(c, view, cut.period)),
      status: matrix ? 200 : 422,
      actions: matrix && <Files view={view} path={timePath} more={cutParameters(cut)} />,
    },
    <>
      <ReachHead view={view} path={timePath} cut={cut} hasForm />
      <CutForm
        view={view}
        path={timePath}
        typed={typedCut(c, usual)}
        problems={problems}
        rows={['week', 'day']}
        columns={['base', 'channel']}
        labels={{
          rows: t('reach.time.by'),
          columns: t('reach.time.cut'),
          noColumns: t('reach.time.all'),
        }}
        weeks={weeks.cells.map(({ row }) => row)}
      />
      {matrix && (
        <>
          <CorrectionsNotice view={view} corrections={await readCorrections(services, view)} />
          <Lines view={view} cut={cut} matrix={matrix} />
        </>
      )}
    </>,
  )
}

/** Rows are weeks or days; whatever else an address names is no line over time. */
function timeCutOf(c: RequestContext, view: ReachView): ReturnType<typeof cutOf> {
  const { cut, problems } = cutOf(c, view, usual)
  const isTime = cut.rows === 'week' || cut.rows === 'day'
  const isCut = cut.columns === undefined || cut.columns === 'base' || cut.columns === 'channel'
  return problems.length > 0 || (isTime && isCut)
    ? { cut, problems }
    : { cut, problems: [{ field: isTime ? 'columns' : 'rows', key: 'reach.refusal.dimension' }] }
}

function Lines({ view, cut, matrix }: { view: ReachView; cut: ReachCut; matrix: ReachMatrix }) {
  const { t, unit, election } = view
  const { rows, columns, measure } = cut
  const totals = rowsOf(matrix)
  const times = totals.map(({ row }) => row)
  const zones = zonesOf(view)
  const title = t('reach.time.lines')
  const series = columns
    ? largest(matrix, measure).map((code) => ({
        label: placeWords(view, columns as Dimension, code),
        points: pointsOf(
          matrix.cells.filter(({ column }) => column === code),
          times,
          measure,
        ),
      }))
    : [{ label: t('reach.time.all'), points: pointsOf(totals, times, measure) }]
  const toDay = ({ row }: ReachCell) =>
    rows === 'day'
      ? reachHref(view, livePath, { day: row })
      : reachHref({ unit, election }, timePath, { ...cutParameters(cut), rows: 'day', period: `week:${row}` })
  return (
    <>
      <Section title={title} lead={`${t('reach.time.lead')} ${zoneWords(view, zones)}`}>
        {times.length === 0 ? (
          <EmptyState title={t('reach.empty')}>{t('reach.empty.why')}</EmptyState>
        ) : series.length === 0 ? (
          <EmptyState title={t('reach.suppressed')}>
            {t('reach.provenance.heldText', { min: view.minCell })}
          </EmptyState>
        ) : (
          <LineChart t={t} title={title} unit={t('reach.people')} series={series} />
        )}
        {columns && series.length > 0 && series.length < linesOf(matrix) && (
          <p class="chart-note">{t('reach.time.most', { count: series.length })}</p>
        )}
        <WhereFrom of={title} items={whereFrom(view, matrix)} />
      </Section>
      <Section title={t('reach.time.table')} lead={t('reach.time.tableLead')}>
        <CellsTable
          view={view}
          caption={t('reach.time.table')}
          dimension={rows}
          cells={totals}
          zones={zones}
          // Days by base and channel together are not kept: the days of a week are shown without the second cut.
          {...(rows === 'week' && cut.base && cut.channel ? {} : { hrefOf: toDay })}
        />
      </Section>
    </>
  )
}

/** The columns with the most people in any one row, the largest first; those held back throughout are not drawn. */
function largest({ cells }: ReachMatrix, measure: Measure): string[] {
  const most = new Map<string, number>()
  for (const { column, ...cell } of cells) {
    const { people } = cell[measure]
    if (column !== null && people !== null) most.set(column, Math.max(most.get(column) ?? 0, people))
  }
  return [...most]
    .sort(([, a], [, b]) => b - a)
    .slice(0, mostLines)
    .map(([code]) => code)
}

/** How many lines there could be. */
const linesOf = ({ cells }: ReachMatrix) => new Set(cells.flatMap(({ column }) => column ?? [])).size

function pointsOf(cells: readonly ReachCell[], times: readonly string[], measure: Measure) {
  const at = new Map(cells.map((cell) => [cell.row, cell[measure]]))
  return times.map((x) => pointOf(x, at.get(x)))
}

export const timePages: readonly Route[] = [
  reachPage(timePath, timePage),
  ...fileRoutes(timePath, async (c, view) => {
    const { cut, problems } = timeCutOf(c, view)
    if (problems.length > 0) return null
    return reachTable(view, {
      cut,
      matrix: await reachMatrix(c.var.services, questionOf(view, cut)),
      corrections: await readCorrections(c.var.services, view),
      zones: zonesOf(view),
    })
  }),
]
