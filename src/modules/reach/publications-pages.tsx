import type { ExportTable } from '../../platform/export.ts'
import type { RequestContext, Route } from '../../platform/http/route.ts'
import {
  DataTable,
  EmptyState,
  FilterForm,
  Notice,
  renderPage,
  Section,
  SelectField,
  WhereFrom,
} from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import type { Dimension, ReachMatrix } from './figures.ts'
import { reachTable } from './matrix-export.ts'
import { none } from './origin.ts'
import { exampleTag, Files, fileRoutes, namesOf, reachPage } from './page-parts.tsx'
import { reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import { dimensionWords, type Names, placeWords } from './reach-words.ts'
import { CellsTable } from './views/cells-table.tsx'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { CutChart, inOrder } from './views/cut-chart.tsx'
import { PeopleFigures } from './views/reach-figures.tsx'
import { ElectionField, matrixPath, publicationsPath, ReachHead } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'
import { unitsWithVolunteers } from './volunteer-units.ts'

/** Units with volunteers on a page. */
const perPage = 20
/** Publications on a page. */
const publicationsPerPage = 50
/** Publications offered in the choice; all of them are in the files. */
const mostOffered = 200

type Place = 'region' | 'unit'

/** All publications of a unit, and where one of them reached people. */
interface Answer {
  all: ReachMatrix
  titles: Names
  chosen: { id: string; by: Place; matrix: ReachMatrix } | null
  /** A publication is asked for that nobody opened here. */
  isUnknown: boolean
}

async function answerOf(c: RequestContext, view: ReachView): Promise<Answer> {
  const { services } = c.var
  const question = { scope: view.unit.id, electionId: view.election.id }
  const all = await reachMatrix(services, { ...question, rows: 'publication' })
  const codes = all.cells.map(({ row }) => row)
  const asked = c.req.query('publication') || undefined
  const id = codes.find((code) => code === asked)
  const by = c.req.query('rows') === 'unit' ? 'unit' : 'region'
  return {
    all,
    titles: await namesOf(c, view, 'publication', codes),
    chosen:
      id === undefined
        ? null
        : { id, by, matrix: await reachMatrix(services, { ...question, rows: by, publication: id }) },
    isUnknown: asked !== undefined && id === undefined,
  }
}

/** Whom each publication reached in a unit and everything under it, where, and whose volunteers' links were opened. */
async function publicationsPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const answer = await answerOf(c, view)
  const { all, chosen, isUnknown } = answer
  const hasAny = all.cells.some(({ row }) => row !== none)
  return renderPage(
    c,
    {
      title: t('reach.publications.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      status: isUnknown ? 404 : 200,
      ...(await exampleTag(c, view)),
      actions: hasAny && !isUnknown && (
        <Files
          view={view}
          path={publicationsPath}
          more={chosen ? { publication: chosen.id, rows: chosen.by } : {}}
        />
      ),
    },
    <>
      <ReachHead view={view} path={publicationsPath} hasForm={hasAny} />
      {hasAny ? (
        <>
          <Choice view={view} answer={answer} />
          <CorrectionsNotice view={view} corrections={await readCorrections(c.var.services, view)} />
          {isUnknown && <Notice tone="bad">{t('reach.publications.unknown')}</Notice>}
          {chosen && <Chosen view={view} titles={answer.titles} chosen={chosen} />}
          {!chosen && (
            <All
              view={view}
              answer={answer}
              from={Math.max(0, Math.floor(Number(c.req.query('from')) || 0))}
            />
          )}
        </>
      ) : (
        <EmptyState title={t('reach.publications.empty')}>{t('reach.publications.emptyText')}</EmptyState>
      )}
      <Volunteers view={view} rows={await volunteersOf(c, view)} />
    </>,
  )
}

const volunteersOf = (c: RequestContext, { tree, unit, election }: ReachView) =>
  unitsWithVolunteers(
    c.var.services,
    { tree, scope: unit.id, electionId: election.id },
    { after: c.req.query('volunteers') ?? '', limit: perPage + 1 },
  )

function Choice({ view, answer: { all, titles, chosen } }: { view: ReachView; answer: Answer }) {
  const { t, tree, unit } = view
  const offered = inOrder(view, 'publication', all.cells).slice(0, mostOffered)
  const codes = [...new Set([...offered.map(({ row }) => row), ...(chosen ? [chosen.id] : [])])]
  return (
    <FilterForm
      t={t}
      action={publicationsPath}
      submit={t('reach.filter.show')}
      hidden={{ unit: unitParam(unit) }}
    >
      <ElectionField view={view} />
      <SelectField
        t={t}
        name="publication"
        label={t('reach.dimension.publication')}
        typed={{ publication: chosen?.id ?? '' }}
        options={[
          { value: '', label: t('reach.publications.all') },
          ...codes.map((value) => ({ value, label: placeWords(view, 'publication', value, titles) })),
        ]}
      />
      {tree.childrenOf(unit.id).length > 0 && (
        <SelectField
          t={t}
          name="rows"
          label={t('reach.cut.rows')}
          required
          typed={{ rows: chosen?.by ?? 'region' }}
          options={(['region', 'unit'] as const).map((value) => ({
            value,
            label: dimensionWords(view, value),
          }))}
        />
      )}
    </FilterForm>
  )
}

/** Every publication of the unit, the most people first. */
function All({ view, answer: { all, titles }, from }: { view: ReachView; answer: Answer; from: number }) {
  const { t } = view
  const cells = inOrder(view, 'publication', all.cells)
  const title = t('reach.rows.title', { rows: dimensionWords(view, 'publication') })
  return (
    <Section title={title} lead={t('reach.publications.lead')}>
      <CutChart
        view={view}
        title={title}
        cut={{ rows: 'publication', measure: 'delivered' }}
        matrix={all}
        names={titles}
      />
      <CellsTable
        view={view}
        caption={title}
        dimension="publication"
        cells={cells.slice(from, from + publicationsPerPage)}
        names={titles}
        hrefOf={({ row }) => reachHref(view, publicationsPath, { publication: row })}
        zones={zonesOf(view)}
      />
      {cells.length > from + publicationsPerPage && (
        <p class="actions">
          <a
            class="button button-plain"
            rel="next"
            href={reachHref(view, publicationsPath, { from: String(from + publicationsPerPage) })}
          >
            {t('reach.publications.next')}
          </a>
        </p>
      )}
      <WhereFrom of={title} items={whereFrom(view, all)} />
    </Section>
  )
}

/** One publication: whom it reached in all, and in each place under the unit. */
function Chosen({
  view,
  titles,
  chosen: { id, by, matrix },
}: {
  view: ReachView
  titles: Names
  chosen: NonNullable<Answer['chosen']>
}) {
  const { t, tree, unit } = view
  const name = placeWords(view, 'publication', id, titles)
  const title = t('reach.publications.where', { title: name })
  return (
    <>
      <Section title={name} lead={t('reach.publications.one', { unit: unit.shortName })}>
        <PeopleFigures view={view} matrix={matrix} />
        <p>
          <a href={reachHref(view, publicationsPath)}>{t('reach.publications.others')}</a>
        </p>
      </Section>
      {tree.childrenOf(unit.id).length > 0 && (
        <Section title={title} lead={t('reach.matrix.lead')}>
          <CutChart
            view={view}
            title={title}
            cut={{ rows: by, measure: 'delivered' }}
            matrix={matrix}
            names={titles}
          />
          <CellsTable
            view={view}
            caption={title}
            dimension={by}
            cells={matrix.cells}
            hrefOf={({ row }) => {
              const found = tree.byId(row)
              return found && reachHref({ ...view, unit: found }, publicationsPath, { publication: id })
            }}
            zones={zonesOf(view)}
          />
          <WhereFrom of={title} items={whereFrom(view, matrix)} />
        </Section>
      )}
    </>
  )
}

/** A volunteer belongs to one unit: from here one goes to the units whose volunteers' links were opened. */
function Volunteers({
  view,
  rows,
}: {
  view: ReachView
  rows: readonly { workUnitId: string; volunteers: number }[]
}) {
  const { t, format, tree } = view
  const last = rows[perPage - 1]
  return (
    <Section title={t('reach.volunteers.title')} lead={t('reach.volunteers.why')}>
      <DataTable
        t={t}
        caption={t('reach.volunteers.title')}
        rows={rows.slice(0, perPage)}
        columns={[
          {
            key: 'unit',
            label: t('reach.dimension.unit'),
            phone: 'title' as const,
            cell: ({ workUnitId }) => {
              const unit = tree.byId(workUnitId)
              return unit ? (
                <a href={reachHref({ ...view, unit }, matrixPath, { rows: 'volunteer' })}>{unit.shortName}</a>
              ) : (
                workUnitId
              )
            },
          },
          {
            key: 'volunteers',
            label: t('reach.volunteers.count'),
            align: 'end' as const,
            cell: ({ volunteers }) => format.number(volunteers),
          },
        ]}
        {...(rows.length > perPage && last
          ? { pager: { next: reachHref(view, publicationsPath, { volunteers: last.workUnitId }) } }
          : {})}
        empty={<EmptyState title={t('reach.empty')}>{t('reach.links.none')}</EmptyState>}
      />
    </Section>
  )
}

/** The same question as the page's: all publications, or one of them by region or unit. */
async function publicationTable(c: RequestContext, view: ReachView): Promise<ExportTable | null> {
  const { all, titles, chosen, isUnknown } = await answerOf(c, view)
  if (isUnknown) return null
  const rows: Dimension = chosen?.by ?? 'publication'
  const matrix = chosen?.matrix ?? { ...all, cells: inOrder(view, 'publication', all.cells) }
  const table = reachTable(view, {
    cut: { rows },
    matrix,
    names: titles,
    corrections: await readCorrections(c.var.services, view),
    zones: zonesOf(view),
  })
  const name = chosen && placeWords(view, 'publication', chosen.id, titles)
  return {
    ...table,
    title: [table.title, ...(name ? [name] : [])].join(': '),
    notes: [...(name ? [name] : []), view.t('reach.publications.lead'), ...(table.notes ?? [])],
  }
}

export const publicationsPages: readonly Route[] = [
  reachPage(publicationsPath, publicationsPage),
  ...fileRoutes(publicationsPath, publicationTable),
]
