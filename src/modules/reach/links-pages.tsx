import type { RequestContext, Route } from '../../platform/http/route.ts'
import { LinkButton, Notice, renderPage } from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { reachPage } from './judged-page.tsx'
import { linksTable } from './links-export.ts'
import { linkReach } from './links-read-model.ts'
import { notesOf } from './matrix-export.ts'
import { namesOf } from './names-of.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref } from './reach-view.ts'
import { LinksTable } from './views/links-table.tsx'
import { linksPath, matrixPath, publicationsPath, ReachHead } from './views/reach-frame.tsx'

async function readLinks(c: RequestContext, view: ReachView) {
  const question = { workUnitId: view.unit.id, electionId: view.election.id }
  const links = await linkReach(c.var.services, question)
  return {
    links,
    names: await namesOf(
      c,
      view,
      'volunteer',
      links.map(({ personId }) => personId),
    ),
    titles: await namesOf(
      c,
      view,
      'publication',
      links.map(({ publicationId }) => publicationId),
    ),
    matrix: await reachMatrix(c.var.services, {
      scope: view.unit.id,
      electionId: view.election.id,
      rows: 'base',
    }),
  }
}

/** What came by each link of a unit. */
async function linksPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const found = await readLinks(c, view)
  return renderPage(
    c,
    {
      title: t('reach.links.page', { unit: unit.shortName }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      actions: (
        <>
          <LinkButton href={`/desk/publications?unit=${unitParam(unit)}`}>{t('reach.links.make')}</LinkButton>
          {found.links.length > 0 && <Files view={view} path={linksPath} />}
        </>
      ),
    },
    <>
      <ReachHead view={view} path={linksPath} />
      {unit.level !== 'district' && (
        <Notice>
          {t('reach.links.own')}{' '}
          <a href={reachHref(view, publicationsPath)}>{t('reach.publications.link')}</a>
        </Notice>
      )}
      <LinksTable view={view} {...found} />
    </>,
  )
}

export const linksPages: readonly Route[] = [
  reachPage(linksPath, linksPage),
  ...fileRoutes(linksPath, async (c, view) => {
    const found = await readLinks(c, view)
    const corrections = await readCorrections(c.var.services, view)
    const ground = { cut: { rows: 'base' as const }, matrix: found.matrix, corrections, zones: zonesOf(view) }
    return linksTable(view, { ...found, notes: notesOf(view, ground) })
  }),
]
