import { type ExportFormat, exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ExportLinks, LinkButton, Notice, refusalPage, renderPage } from '../../ui/index.ts'
import { scopeFromQuery, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { volunteerNames } from '../outreach/index.ts'
import { publicationTitles } from '../publications/index.ts'
import { linkReach } from './links-read-model.ts'
import { matrixTable } from './matrix-export.ts'
import { none } from './origin.ts'
import { reachMatrix } from './reach-matrix.ts'
import { besideCounted } from './reach-sections.ts'
import { type ReachView, reachHref, reachView } from './reach-view.ts'
import { LinksTable } from './views/links-table.tsx'
import { ReachFigures } from './views/reach-figures.tsx'
import { linksPath, matrixPath, ReachHead } from './views/reach-frame.tsx'
import { BaseMatrix, Provenance, RegionTable } from './views/reach-tables.tsx'

const access = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)

const questionOf = ({ unit, election }: ReachView) => ({ scope: unit.id, electionId: election.id })

/** How many different people a unit reached, by base and channel, and the units under it. */
async function matrixPage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, unit, election, tree } = view
  const matrix = await reachMatrix(c.var.services, { ...questionOf(view), rows: 'base', columns: 'channel' })
  const regions =
    tree.childrenOf(unit.id).length > 0
      ? await reachMatrix(c.var.services, { ...questionOf(view), rows: 'region' })
      : null
  return renderPage(
    c,
    {
      title: t('reach.page.title', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      actions: (
        <ExportLinks
          t={t}
          links={exportFormats.map((format) => ({
            href: reachHref(view, `${matrixPath}/matrix.${format}`),
            label: format.toUpperCase(),
          }))}
        />
      ),
    },
    <>
      <ReachHead view={view} path={matrixPath} />
      <ReachFigures view={view} matrix={matrix} />
      {await besideCounted(c, view)}
      <BaseMatrix view={view} matrix={matrix} />
      {regions && <RegionTable view={view} matrix={regions} path={matrixPath} />}
      <Provenance view={view} matrix={matrix} />
    </>,
  )
}

/** What came by each link of a unit. */
async function linksPage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const { t, unit, election } = view
  const { db } = c.var.services
  const links = await linkReach(c.var.services, { workUnitId: unit.id, electionId: election.id })
  const ids = links.flatMap(({ personId }) => (personId === none ? [] : personId))
  const names = await volunteerNames(db, { workUnitIds: [unit.id], ids })
  const found = await publicationTitles(
    db,
    links.flatMap(({ publicationId }) => (publicationId === none ? [] : publicationId)),
  )
  const titles = new Map(
    [...found].map(([id, words]) => [id, t.locale === 'en' && words.en ? words.en : words.id]),
  )
  return renderPage(
    c,
    {
      title: t('reach.links.page', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      crumbs: [{ label: t('reach.nav'), href: reachHref(view, matrixPath) }],
      actions: (
        <LinkButton href={`/desk/publications?unit=${unitParam(unit)}`}>{t('reach.links.make')}</LinkButton>
      ),
    },
    <>
      <ReachHead view={view} path={linksPath} />
      {unit.level !== 'district' && <Notice>{t('reach.links.own')}</Notice>}
      <LinksTable view={view} links={links} names={names} titles={titles} />
    </>,
  )
}

async function matrixFile(c: RequestContext, format: ExportFormat): Promise<Response> {
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const matrix = await reachMatrix(c.var.services, { ...questionOf(view), rows: 'base', columns: 'channel' })
  return exportRows({
    ...matrixTable(view, matrix),
    format,
    name: `${view.t('reach.export.file')}-${unitParam(view.unit)}-${view.election.id}`,
  })
}

export const reachPages: readonly Route[] = [
  page('get', matrixPath, access, matrixPage),
  page('get', linksPath, access, linksPage),
  ...exportFormats.map((format) =>
    page('get', `${matrixPath}/matrix.${format}`, access, (c) => matrixFile(c, format)),
  ),
]
