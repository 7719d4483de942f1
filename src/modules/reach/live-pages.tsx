import { streamSSE } from 'hono/streaming'
import { dayAfter, dayIn, isDay } from '../../platform/clock.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  assetHref,
  BarChart,
  EmptyState,
  LinkButton,
  Notice,
  renderPage,
  Section,
  WhereFrom,
} from '../../ui/index.ts'
import { nameIn } from '../elections/index.ts'
import { newestHit } from './cells-read-model.ts'
import { readCorrections, zonesOf } from './corrections-read-model.ts'
import { exampleTag } from './example-tag.tsx'
import { reachPage, readsReach, unknownElection } from './judged-page.tsx'
import { isLate } from './late.ts'
import { reachTable } from './matrix-export.ts'
import { Files, fileRoutes } from './page-files.tsx'
import { reachMatrix } from './reach-matrix.ts'
import { type ReachView, reachHref, reachView } from './reach-view.ts'
import { zoneWords } from './reach-words.ts'
import { PeopleFigures } from './views/reach-figures.tsx'
import { livePath, matrixPath, ReachHead } from './views/reach-frame.tsx'
import { whereFrom } from './views/where-from.tsx'

/** The day of `?day=`, else today; `isKnown` is false where what was typed is no day. */
function dayOf(c: RequestContext, { unit, now }: ReachView): { day: string; isKnown: boolean } {
  const asked = c.req.query('day')
  return asked !== undefined && isDay(asked)
    ? { day: asked, isKnown: true }
    : { day: dayIn(unit.timeZone, now), isKnown: asked === undefined || asked === '' }
}

const hoursOf = (c: RequestContext, { unit, election }: ReachView, day: string) =>
  reachMatrix(c.var.services, {
    scope: unit.id,
    electionId: election.id,
    period: `day:${day}`,
    rows: 'hour',
  })

/** One day as it goes on, hour by hour on each unit's own clock. */
async function livePage(c: RequestContext, view: ReachView): Promise<Response> {
  const { t, format, unit, election, now } = view
  const { day, isKnown } = dayOf(c, view)
  const hours = await hoursOf(c, view, day)
  const zones = zonesOf(view)
  const today = dayIn(unit.timeZone, now)
  const to = (other: string) => reachHref(view, livePath, { day: other })
  return renderPage(
    c,
    {
      title: t('reach.live.title', { unit: unit.shortName, day: format.day(day) }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      ...(await exampleTag(c, view, `day:${day}`)),
      status: isKnown ? 200 : 422,
      head: <script type="module" src={assetHref('live-reach.js')} />,
      actions: (
        <>
          <LinkButton href={to(day)}>{t('reach.live.reload')}</LinkButton>
          <Files view={view} path={livePath} more={{ day }} />
        </>
      ),
    },
    <>
      <ReachHead view={view} path={livePath} />
      {!isKnown && <Notice tone="bad">{t('reach.live.noDay')}</Notice>}
      <p class="actions">
        <LinkButton href={to(dayAfter(day, -1))}>{t('reach.live.before')}</LinkButton>
        {day < today && <LinkButton href={to(dayAfter(day, 1))}>{t('reach.live.after')}</LinkButton>}
        {election.votingOn !== null && election.votingOn !== day && (
          <LinkButton href={to(election.votingOn)}>{t('reach.live.voting')}</LinkButton>
        )}
      </p>
      <div class="stack" data-live={reachHref(view, `${livePath}/events`)}>
        {isLate({ row: day, asOf: hours.asOf }, 'day', zones) && hours.asOf && (
          <Notice tone="warn">
            {t('reach.live.late', { at: format.instant(hours.asOf, unit.timeZone) })}
          </Notice>
        )}
        <PeopleFigures view={view} matrix={hours} />
        <Section
          title={t('reach.live.hours')}
          lead={`${zoneWords(view, zones)} ${day === today ? t('reach.live.lead') : ''}`}
        >
          {hours.cells.length === 0 ? (
            <NoHours t={t} isCounted={hours.asOf !== null} />
          ) : (
            <BarChart
              t={t}
              title={t('reach.live.hours')}
              unit={t('reach.people')}
              data={hours.cells.map(({ row, delivered }) => ({
                label: `${row.slice(11)}.00`,
                value: delivered.people,
                suppressed: delivered.suppressed,
              }))}
            />
          )}
          <WhereFrom of={t('reach.live.hours')} items={whereFrom(view, hours)} />
        </Section>
      </div>
    </>,
  )
}

/** A day without hours: nobody came, or hours were not kept of it. */
const NoHours = ({ t, isCounted }: Pick<ReachView, 't'> & { isCounted: boolean }) => (
  <EmptyState title={t(isCounted ? 'reach.live.unkept' : 'reach.live.none')}>
    {t(isCounted ? 'reach.live.unkeptText' : 'reach.live.noneText')}
  </EmptyState>
)

/** Between two looks at whether anything was folded, in milliseconds. */
const lookEvery = 3_000

/** Tells an open page that hits were folded; it then asks for itself again. Never ends, so only for who can take that. */
async function liveEvents(c: RequestContext): Promise<Response> {
  if (!c.req.header('accept')?.includes('text/event-stream')) return new Response(null, { status: 406 })
  const view = await reachView(c)
  if (!view) return unknownElection(c)
  const seen = async () => (await newestHit(c.var.services.db, view.election.id))?.getTime() ?? 0
  return streamSSE(c, async (stream) => {
    let last = await seen()
    await stream.writeSSE({ event: 'open', data: String(last) })
    while (!stream.aborted && !stream.closed) {
      await stream.sleep(lookEvery)
      if (stream.aborted) break
      const now = await seen()
      // Also where nothing happened, so that a line that broke is noticed.
      await stream.writeSSE({ event: now === last ? 'still' : 'hits', data: String(now) })
      last = now
    }
  })
}

export const livePages: readonly Route[] = [
  reachPage(livePath, livePage),
  page('get', `${livePath}/events`, readsReach, liveEvents),
  ...fileRoutes(livePath, async (c, view) => {
    const { day, isKnown } = dayOf(c, view)
    if (!isKnown) return null
    return reachTable(view, {
      cut: { rows: 'hour', period: `day:${day}` },
      matrix: await hoursOf(c, view, day),
      corrections: await readCorrections(c.var.services, view),
      zones: zonesOf(view),
    })
  }),
]
