import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { EmptyState, LinkButton, refusalPage, renderPage } from '../../ui/index.ts'
import { scopeFromQuery } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { type ReachView, reachView } from './reach-view.ts'
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
