import { streamSSE } from 'hono/streaming'
import { dayIn } from '../../platform/clock.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  assetHref,
  BarChart,
  EmptyState,
  Figure,
  FigureRow,
  LinkButton,
  refusalPage,
  renderPage,
  Section,
} from '../../ui/index.ts'
import { scopeFromQuery } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { reachMatrix } from './reach-matrix.ts'
import { errorWords, peopleWords, reachHref, reachView } from './reach-view.ts'
import { newestHit } from './release-store.ts'
import { livePath, matrixPath, ReachHead } from './views/reach-frame.tsx'

const access = { permission: 'reach.read', scope: scopeFromQuery('reach.read') }

const isDay = (text: string | undefined): text is string =>
  text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)

/** One day as it goes on, hour by hour on each unit's own clock. Today unless `?day=` says otherwise. */
async function livePage(c: RequestContext): Promise<Response> {
  const view = await reachView(c)
  if (!view) return refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)
  const { t, format, unit, election, now } = view
  const asked = c.req.query('day')
  const day = isDay(asked) ? asked : dayIn(unit.timeZone, now)
  const question = { scope: unit.id, electionId: election.id, period: `day:${day}` }
  const hours = await reachMatrix(c.var.services, { ...question, rows: 'hour' })
  const { total, asOf } = hours
  const origin = {
    source: t('reach.source'),
    ...(asOf ? { date: t('reach.asOf', { at: format.instant(asOf, unit.timeZone) }) } : {}),
  }
  return renderPage(
    c,
    {
      title: t('reach.live.title', { unit: unit.shortName, day: format.day(day) }),
      lead: nameIn(t.locale, election),
      current: matrixPath,
      scope: unit.id,
      head: <script type="module" src={assetHref('live-reach.js')} />,
      actions: (
        <LinkButton href={`${reachHref(view, livePath)}&day=${day}`}>{t('reach.live.reload')}</LinkButton>
      ),
    },
    <>
      <ReachHead view={view} path={livePath} />
      <div class="stack" data-live={reachHref(view, `${livePath}/events`)}>
        <FigureRow>
          <Figure
            tone="ink"
            label={t('reach.delivered')}
            value={
              total.delivered.people === null && !total.delivered.suppressed
                ? '0'
                : peopleWords(view, total.delivered)
            }
            {...(total.delivered.people === null ? {} : { unit: t('reach.people') })}
            note={
              total.delivered.people === null ? t('reach.delivered.note') : errorWords(view, total.delivered)
            }
            {...origin}
          />
          <Figure
            label={t('reach.engaged')}
            value={
              total.engaged.people === null && !total.engaged.suppressed
                ? '0'
                : peopleWords(view, total.engaged)
            }
            note={total.engaged.people === null ? t('reach.engaged.note') : errorWords(view, total.engaged)}
            {...origin}
          />
        </FigureRow>
        <Section title={t('reach.live.hours')} lead={t('reach.live.lead')}>
          {hours.cells.length === 0 ? (
            <EmptyState title={t('reach.live.none')}>{t('reach.live.noneText')}</EmptyState>
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
        </Section>
      </div>
    </>,
  )
}

/** Between two looks at whether anything was folded, in milliseconds. */
const lookEvery = 3_000

/** Tells an open page that hits were folded; it then asks for itself again. Never ends, so only for who can take that. */
async function liveEvents(c: RequestContext): Promise<Response> {
  if (!c.req.header('accept')?.includes('text/event-stream')) return new Response(null, { status: 406 })
  const view = await reachView(c)
  if (!view) return refusalPage(c, { kind: 'missing', key: 'reach.refusal.election' }, 404)
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
  page('get', livePath, access, livePage),
  page('get', `${livePath}/events`, access, liveEvents),
]
