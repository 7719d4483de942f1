import { type ExportTable, exportFormats, exportRows } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { EmptyState, ExampleTag, ExportLinks, LinkButton, refusalPage, renderPage } from '../../ui/index.ts'
import { scopeFromQuery, unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { volunteerNames } from '../outreach/index.ts'
import { publicationTitles } from '../publications/index.ts'
import type { Dimension } from './figures.ts'
import { holdsExamples } from './holds-examples.ts'
import { none } from './origin.ts'
import { type ReachView, reachHref, reachView } from './reach-view.ts'
import type { Names } from './reach-words.ts'
import { judgedFigures } from './release.ts'
import { matrixPath } from './views/reach-frame.tsx'

/** Who may read reach of the unit that a page is about. */
export const readsReach = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

export const unknownElection = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)

/** How long a page waits for figures to be judged before it says so, in milliseconds. */
const patience = 5_000

/** What came of a promise in time; false when it takes longer, and it goes on. What goes wrong in time is thrown. */
export async function isDoneWithin(work: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds)
  })
  try {
    return await Promise.race([work.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}

/** The first judgement of a large election takes minutes; until then nothing is told rather than too much. */
function judgingPage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, election, unit } = view
  const again = new URL(c.req.url)
  c.header('retry-after', '30')
  return renderPage(
    c,
    {
      title: t('reach.judging'),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      status: 503,
    },
    <EmptyState
      title={t('reach.judging.title')}
      action={<LinkButton href={`${again.pathname}${again.search}`}>{t('reach.judging.again')}</LinkButton>}
    >
      {t('reach.judging.text', { min: view.minCell })}
    </EmptyState>,
  )
}

/** Answers about the unit and election that are asked for, once it is decided what of them is held back. */
const judged =
  (answer: (c: RequestContext, view: ReachView) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const view = await reachView(c)
    if (!view) return unknownElection(c)
    const judging = judgedFigures(c.var.services, view.election.id)
    return (await isDoneWithin(judging, patience)) ? answer(c, view) : judgingPage(c, view)
  }

/** A page with figures of reach. */
export const reachPage = (
  path: string,
  answer: (c: RequestContext, view: ReachView) => Promise<Response>,
): Route => page('get', path, readsReach, judged(answer))

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

const isExample = (c: RequestContext, { unit, election }: ReachView, period?: string) =>
  holdsExamples(c.var.services.db, { scope: unit.id, electionId: election.id, period })

/** The period that a file is about, as its address names it: `period=`, or the `day=` of the live view. */
function askedPeriod(c: RequestContext): string | undefined {
  const day = c.req.query('day')
  return c.req.query('period') || (day ? `day:${day}` : undefined)
}

/** Beside the title of a page: that some of what it shows, in its period, is made up. */
export const exampleTag = async (c: RequestContext, view: ReachView, period?: string) =>
  (await isExample(c, view, period)) ? { tag: <ExampleTag t={view.t} /> } : {}

/**
 * The routes of a page's files: the same question as the page's, held back alike. A question that has no answer is
 * refused with the sentence of the page.
 */
export const fileRoutes = (
  path: string,
  tableOf: (c: RequestContext, view: ReachView) => Promise<ExportTable | null>,
): Route[] =>
  exportFormats.map((format) =>
    reachPage(`${path}/file.${format}`, async (c, view) => {
      const table = await tableOf(c, view)
      if (!table) return refusalPage(c, { kind: 'invalid', key: 'reach.refusal.question' }, 422)
      const name = fileName(view, path)
      if (!(await isExample(c, view, askedPeriod(c)))) return exportRows({ ...table, format, name })
      // A csv has no notes: its name says it.
      const notes = [...(table.notes ?? []), view.t('reach.export.examples')]
      return exportRows({ ...table, notes, format, name: `${name}-${view.t('ui.example.tag')}` })
    }),
  )

const fileName = ({ t, unit, election }: ReachView, path: string): string =>
  [t('reach.export.file'), ...path.split('/').slice(3), unitParam(unit), election.id].join('-')

/**
 * Names of publications, or of volunteers of a unit's links; of other dimensions none are needed. Many units publish
 * under the same title: with those of the same name stands whose they are.
 */
export async function namesOf(
  c: RequestContext,
  { unit, t, tree }: Pick<ReachView, 'unit' | 't' | 'tree'>,
  dimension: Dimension,
  codes: readonly string[],
): Promise<Names> {
  const { db } = c.var.services
  const ids = [...new Set(codes)].filter((code) => code !== none)
  if (dimension === 'volunteer') return volunteerNames(db, { workUnitIds: [unit.id], ids })
  if (dimension !== 'publication') return new Map()
  const titles = await publicationTitles(db, ids)
  const named = [...titles].map(([id, { workUnitId, ...words }]) => ({
    id,
    owner: tree.byId(workUnitId)?.shortName ?? workUnitId,
    title: t.locale === 'en' && words.en ? words.en : words.id,
  }))
  const alike = Map.groupBy(named, ({ title }) => title)
  return new Map(
    named.map(({ id, owner, title }) => [
      id,
      (alike.get(title) ?? []).length > 1 ? `${title} (${owner})` : title,
    ]),
  )
}
