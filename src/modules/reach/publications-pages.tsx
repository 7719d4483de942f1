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
import type { ReachCell } from './figures.ts'
import { reachTable } from './matrix-export.ts'
import { Files, fileRoutes, namesOf, reachPage } from './page-parts.tsx'
import { publicationByUnit, publicationsIn, unitsWithVolunteers } from './publication-units.ts'
import { reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import type { Names } from './reach-words.ts'
import { CellsTable } from './views/cells-table.tsx'
import { ElectionField, linksPath, matrixPath, publicationsPath, ReachHead } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'

/** Units of a page: what each brought is put together from its links. */
const perPage = 20
/** Units of a file. */
const mostInFile = 600

const questionOf = ({ tree, unit, election }: ReachView) => ({
  tree,
  scope: unit.id,
  electionId: election.id,
})

/** What a publication brought in each unit that shared it, and where volunteers' links were opened. */
async function publicationsPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const { services } = c.var
  const known = await publicationsIn(services, questionOf(view))
  const ids = known.map(({ publicationId }) => publicationId)
  const titles = await namesOf(c, view, 'publication', ids)
  const asked = c.req.query('publication') || undefined
  const chosen = ids.find((id) => id === asked) ?? (asked === undefined ? ids[0] : undefined)
  const whole = await reachMatrix(services, { scope: unit.id, electionId: election.id, rows: 'base' })
  return renderPage(
    c,
    {
      title: t('reach.publications.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      status: asked === undefined || chosen !== undefined ? 200 : 404,
      actions: chosen !== undefined && (
        <Files view={view} path={publicationsPath} more={{ publication: chosen }} />
      ),
    },
    <>
      <ReachHead view={view} path={publicationsPath} hasForm={known.length > 0} />
      {known.length === 0 ? (
        <EmptyState title={t('reach.publications.empty')}>{t('reach.publications.emptyText')}</EmptyState>
      ) : (
        <>
          <Choice view={view} titles={titles} known={known} chosen={chosen} />
          {chosen === undefined ? (
            <Notice tone="bad">{t('reach.publications.unknown')}</Notice>
          ) : (
            <Section
              title={t('reach.publications.byUnit', { title: titles.get(chosen) ?? t('reach.noLink') })}
              lead={t('reach.publications.why')}
            >
              <ByUnit view={view} publicationId={chosen} cells={await unitsOf(c, view, chosen)} />
              <WhereFrom items={whereFrom(view, whole)} />
            </Section>
          )}
        </>
      )}
      <Volunteers view={view} rows={await volunteersOf(c, view)} />
    </>,
  )
}

const unitsOf = (c: RequestContext, view: ReachView, publicationId: string) =>
  publicationByUnit(
    c.var.services,
    { ...questionOf(view), publicationId },
    { after: c.req.query('after') ?? '', limit: perPage + 1 },
  )

const volunteersOf = (c: RequestContext, view: ReachView) =>
  unitsWithVolunteers(c.var.services, questionOf(view), {
    after: c.req.query('volunteers') ?? '',
    limit: perPage + 1,
  })

function Choice({
  view,
  titles,
  known,
  chosen,
}: {
  view: ReachView
  titles: Names
  known: readonly { publicationId: string; units: number }[]
  chosen: string | undefined
}) {
  const { t, unit } = view
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
        required
        typed={{ publication: chosen ?? '' }}
        options={[
          ...(chosen === undefined ? [{ value: '', label: t('reach.publications.choose') }] : []),
          ...known.map(({ publicationId, units }) => ({
            value: publicationId,
            label: t('reach.publications.option', {
              title: titles.get(publicationId) ?? t('reach.noLink'),
              units,
            }),
          })),
        ]}
      />
    </FilterForm>
  )
}

function ByUnit({
  view,
  publicationId,
  cells,
}: {
  view: ReachView
  publicationId: string
  cells: readonly ReachCell[]
}) {
  const { t, tree } = view
  const shown = cells.slice(0, perPage)
  const last = shown.at(-1)
  return (
    <>
      <CellsTable
        view={view}
        caption={t('reach.publications.caption')}
        dimension="unit"
        cells={shown}
        zones={zonesOf(view)}
        hrefOf={({ row }) => {
          const unit = tree.byId(row)
          return unit && reachHref({ ...view, unit }, linksPath)
        }}
      />
      {cells.length > perPage && last && (
        <p class="actions">
          <a
            class="button button-plain"
            rel="next"
            href={reachHref(view, publicationsPath, { publication: publicationId, after: last.row })}
          >
            {t('reach.publications.next')}
          </a>
        </p>
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

/** What one publication brought, a unit a row; without rows where none was opened by links of units here. */
async function publicationTable(c: RequestContext, view: ReachView): Promise<ExportTable> {
  const { services } = c.var
  const { unit, election, t } = view
  const known = await publicationsIn(services, questionOf(view))
  const publicationId = c.req.query('publication') || known[0]?.publicationId
  const cells = publicationId
    ? await publicationByUnit(
        services,
        { ...questionOf(view), publicationId },
        { after: '', limit: mostInFile },
      )
    : []
  const matrix = await reachMatrix(services, { scope: unit.id, electionId: election.id, rows: 'base' })
  const titles = await namesOf(c, view, 'publication', publicationId ? [publicationId] : [])
  const table = reachTable(view, {
    cut: { rows: 'unit' },
    matrix: { ...matrix, cells },
    corrections: await readCorrections(services, view),
    zones: zonesOf(view),
  })
  // The last row, of everything within the unit, is of all publications and no total of these.
  return {
    ...table,
    title: [table.title, ...titles.values()].join(': '),
    rows: table.rows.slice(0, -1),
    notes: [t('reach.publications.why'), ...(table.notes ?? [])],
  }
}

export const publicationsPages: readonly Route[] = [
  reachPage(publicationsPath, publicationsPage),
  ...fileRoutes(publicationsPath, publicationTable),
]
