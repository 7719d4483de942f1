import type { RequestContext, Route } from '../../platform/http/route.ts'
import { DefinitionList, Notice, renderPage, Section, WhereFrom } from '../../ui/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { leftOutReasons } from './counters.ts'
import { exampleTag } from './example-tag.tsx'
import { type Dimension, dimensions, type ReachMatrix } from './figures.ts'
import { reachPage } from './judged-page.tsx'
import { reachTable } from './matrix-export.ts'
import { namesOf } from './names-of.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { cutOf, cutParameters, keptOf, questionOf, type ReachCut, typedCut } from './reach-cut.ts'
import { reachMatrix } from './reach-matrix.ts'
import { besideCounted, statedPotential } from './reach-sections.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import { aboutWords, dimensionWords, hitsWords, type Names } from './reach-words.ts'
import { inOrder, rowsOf } from './row-order.ts'
import { CellsTable } from './views/cells-table.tsx'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { CutChart } from './views/cut-chart.tsx'
import { CutForm } from './views/cut-form.tsx'
import { ReachFigures } from './views/reach-figures.tsx'
import { matrixPath, publicationsPath, ReachHead, seasonPath } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'
import { readVoters } from './voters-read-model.ts'

/** Bases by channels, unless rows are named. */
const usualOf = (c: RequestContext) =>
  c.req.query('rows') === undefined
    ? ({ rows: 'base', columns: 'channel' } as const)
    : ({ rows: 'base' } as const)

/** Rows that are units, or volunteers of the unit's own links, only where there are such. */
const rowsFor = ({ tree, unit }: ReachView): Dimension[] =>
  dimensions.filter((one) => (one !== 'region' && one !== 'unit') || tree.childrenOf(unit.id).length > 0)

/** Columns that a strip has room for. */
const columnsFor = ({ tree, unit }: ReachView): Dimension[] => [
  'base',
  'channel',
  'week',
  ...(tree.childrenOf(unit.id).length > 0 ? (['region'] as const) : []),
]

interface Answer {
  cut: ReachCut
  matrix: ReachMatrix
  names: Names
}

async function answerOf(c: RequestContext, view: ReachView, cut: ReachCut): Promise<Answer> {
  const matrix = await reachMatrix(c.var.services, questionOf(view, cut))
  const names = await namesOf(
    c,
    view,
    cut.rows,
    matrix.cells.map(({ row }) => row),
  )
  return { cut, matrix, names }
}

/** How many different people a unit reached, in any cut that is kept: by base and channel unless asked otherwise. */
async function matrixPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const { services } = c.var
  const usual = usualOf(c)
  const { cut, problems } = cutOf(c, view, usual)
  const answer = problems.length === 0 ? await answerOf(c, view, cut) : null
  const weeks = await reachMatrix(services, { scope: unit.id, electionId: election.id, rows: 'week' })
  const corrections = await readCorrections(services, view)
  const voters = await readVoters(services, view)
  return renderPage(
    c,
    {
      title: t('reach.page.title', { unit: unit.shortName }),
      lead: aboutWords(view, cut),
      current: matrixPath,
      scope: unit.id,
      ...(await exampleTag(c, view, cut.period)),
      status: answer ? 200 : 422,
      actions: answer && <Files view={view} path={matrixPath} more={cutParameters(cut)} />,
    },
    <>
      <ReachHead view={view} path={matrixPath} cut={cut} hasForm />
      <CutForm
        view={view}
        path={matrixPath}
        typed={typedCut(c, usual)}
        problems={problems}
        rows={rowsFor(view)}
        columns={columnsFor(view)}
        weeks={weeks.cells.map(({ row }) => row)}
      />
      {answer && (
        <>
          <CorrectionsNotice view={view} corrections={corrections} />
          <ReachFigures
            view={view}
            matrix={answer.matrix}
            first={cut.measure}
            voters={voters.own}
            potential={await statedPotential(c, view, cut)}
          />
          {await besideCounted(c, view)}
          <Cells view={view} answer={answer} />
          <LeftOut view={view} matrix={answer.matrix} />
        </>
      )}
    </>,
  )
}

function Cells({ view, answer: { cut, matrix, names } }: { view: ReachView; answer: Answer }) {
  const { t, tree, unit } = view
  const rows = dimensionWords(view, cut.rows)
  const title = cut.columns
    ? t('reach.matrix.title', { rows, columns: dimensionWords(view, cut.columns) })
    : t('reach.rows.title', { rows })
  const isOwn = cut.rows === 'volunteer'
  const kept = cutParameters({ ...keptOf(cut), rows: cut.rows, columns: cut.columns })
  const hrefOf = ({ row }: { row: string }) => {
    if (cut.rows === 'publication') return reachHref(view, publicationsPath, { publication: row })
    const found = cut.rows === 'region' || cut.rows === 'unit' ? tree.byId(row) : undefined
    return found && reachHref({ ...view, unit: found }, matrixPath, kept)
  }
  return (
    <Section title={title} lead={t('reach.matrix.lead')}>
      {isOwn && unit.level !== 'district' && <Notice>{t('reach.links.own')}</Notice>}
      {isOwn && <p class="chart-note">{t('reach.own.overlap')}</p>}
      {cut.rows === 'publication' && <p class="chart-note">{t('reach.publications.lead')}</p>}
      <CutChart view={view} title={title} cut={cut} matrix={matrix} names={names} />
      <CellsTable
        view={view}
        caption={t('reach.rows.title', { rows })}
        dimension={cut.rows}
        cells={inOrder(view, cut.rows, rowsOf(matrix))}
        names={names}
        hrefOf={hrefOf}
        zones={zonesOf(view)}
      />
      {matrix.total.allHits && <p class="chart-note">{hitsWords(view, matrix.total)}</p>}
      <WhereFrom of={title} items={whereFrom(view, matrix)} />
    </Section>
  )
}

/** What was asked for and is no person, and until when people can be told apart. */
const LeftOut = ({ view: { t, format }, matrix }: { view: ReachView; matrix: ReachMatrix }) => (
  <Section id="left-out" title={t('reach.leftOut.title')} lead={t('reach.leftOut.lead')}>
    <DefinitionList
      items={[
        ...leftOutReasons.map(
          (reason) => [t(`reach.leftOut.${reason}`), format.number(matrix.leftOut[reason] ?? 0)] as const,
        ),
        [t('reach.season.crumb'), <a href={seasonPath}>{t('reach.season.link')}</a>],
      ]}
    />
  </Section>
)

export const reachPages: readonly Route[] = [
  reachPage(matrixPath, matrixPage),
  ...fileRoutes(matrixPath, async (c, view) => {
    const { cut, problems } = cutOf(c, view, usualOf(c))
    if (problems.length > 0) return null
    const answer = await answerOf(c, view, cut)
    return reachTable(view, {
      ...answer,
      corrections: await readCorrections(c.var.services, view),
      zones: zonesOf(view),
    })
  }),
]
