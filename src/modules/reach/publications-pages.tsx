import type { ExportTable } from '../../platform/export.ts'
import type { RequestContext, Route } from '../../platform/http/route.ts'
import { EmptyState, Notice, renderPage } from '../../ui/index.ts'
import { nameIn } from '../elections/index.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { exampleTag } from './example-tag.tsx'
import type { Dimension } from './figures.ts'
import { reachPage } from './judged-page.tsx'
import { reachTable } from './matrix-export.ts'
import { none } from './origin.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { publicationsAnswer } from './publications-answer.ts'
import type { ReachView } from './reach-view.ts'
import { placeWords } from './reach-words.ts'
import { inOrder } from './row-order.ts'
import { CorrectionsNotice } from './views/corrections-notice.tsx'
import { AllPublications, OnePublication, PublicationChoice } from './views/publications-parts.tsx'
import { matrixPath, publicationsPath, ReachHead } from './views/reach-frame.tsx'
import { VolunteerUnitsTable, volunteerUnitsPerPage } from './views/volunteer-units-table.tsx'
import { unitsWithVolunteers } from './volunteer-units.ts'

/** Whom each publication reached in a unit and everything under it, where, and whose volunteers' links were opened. */
async function publicationsPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, unit, election } = view
  const answer = await publicationsAnswer(c, view)
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
          <PublicationChoice view={view} answer={answer} />
          <CorrectionsNotice view={view} corrections={await readCorrections(c.var.services, view)} />
          {isUnknown && <Notice tone="bad">{t('reach.publications.unknown')}</Notice>}
          {chosen && <OnePublication view={view} titles={answer.titles} chosen={chosen} />}
          {!chosen && (
            <AllPublications
              view={view}
              answer={answer}
              from={Math.max(0, Math.floor(Number(c.req.query('from')) || 0))}
            />
          )}
        </>
      ) : (
        <EmptyState title={t('reach.publications.empty')}>{t('reach.publications.emptyText')}</EmptyState>
      )}
      <VolunteerUnitsTable view={view} rows={await volunteersOf(c, view)} />
    </>,
  )
}

const volunteersOf = (c: RequestContext, { tree, unit, election }: ReachView) =>
  unitsWithVolunteers(
    c.var.services,
    { tree, scope: unit.id, electionId: election.id },
    { after: c.req.query('volunteers') ?? '', limit: volunteerUnitsPerPage + 1 },
  )

/** The same question as the page's: all publications, or one of them by region or unit. */
async function publicationTable(c: RequestContext, view: ReachView): Promise<ExportTable | null> {
  const { all, titles, chosen, isUnknown } = await publicationsAnswer(c, view)
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
