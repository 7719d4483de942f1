import { type ExportTable, exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { ExportLinks, refusalPage } from '../../ui/index.ts'
import { scopeFromQuery, unitParam } from '../directory/index.ts'
import { volunteerNames } from '../outreach/index.ts'
import { publicationTitles } from '../publications/index.ts'
import type { Dimension } from './figures.ts'
import { none } from './origin.ts'
import { type ReachView, reachHref, reachView } from './reach-view.ts'
import type { Names } from './reach-words.ts'

/** Who may read reach of the unit that a page is about. */
export const readsReach = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

export const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)

/** The same as files, beside the title of a page. */
export const Files = ({
  view,
  path,
  more = {},
}: {
  view: ReachView
  path: string
  more?: Record<string, string>
}) => (
  <ExportLinks
    t={view.t}
    links={exportFormats.map((format) => ({
      href: reachHref(view, `${path}/file.${format}`, more),
      label: format.toUpperCase(),
    }))}
  />
)

/**
 * The routes of a page's files: the same question as the page's, held back alike. A question that has no answer is
 * refused with the sentence of the page.
 */
export const fileRoutes = (
  path: string,
  tableOf: (c: RequestContext, view: ReachView) => Promise<ExportTable | null>,
): Route[] =>
  exportFormats.map((format) =>
    page('get', `${path}/file.${format}`, readsReach, async (c) => {
      const view = await reachView(c)
      if (!view) return unknownElection(c)
      const table = await tableOf(c, view)
      if (!table) return refusalPage(c, { kind: 'invalid', key: 'reach.refusal.question' }, 422)
      return exportRows({ ...table, format, name: fileName(view, path) })
    }),
  )

const fileName = ({ t, unit, election }: ReachView, path: string): string =>
  [t('reach.export.file'), ...path.split('/').slice(3), unitParam(unit), election.id].join('-')

/** Names of the publications or volunteers of a unit's links; of other dimensions none are needed. */
export async function namesOf(
  c: RequestContext,
  { unit, t }: Pick<ReachView, 'unit' | 't'>,
  dimension: Dimension,
  codes: readonly string[],
): Promise<Names> {
  const { db } = c.var.services
  const ids = [...new Set(codes)].filter((code) => code !== none)
  if (dimension === 'volunteer') return volunteerNames(db, { workUnitIds: [unit.id], ids })
  if (dimension !== 'publication') return new Map()
  const titles = await publicationTitles(db, ids)
  return new Map([...titles].map(([id, words]) => [id, t.locale === 'en' && words.en ? words.en : words.id]))
}
