import { streamSSE } from 'hono/streaming'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { assetHref, Figure, FigureRow, LinkButton, Section } from '../../ui/index.ts'
import { type Meeting, venuesOf } from '../meetings/index.ts'
import { countedBoard, nextCount } from './board-cache.ts'
import type { BoardLine } from './board-read-model.ts'
import { onScans } from './engine.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath } from './in-doors.tsx'
import { BoardTable } from './views/board-table.tsx'
import { RelaysTable } from './views/relays-table.tsx'

async function boardPage(c: RequestContext, meeting: Meeting) {
  const { t, format, services } = c.var
  const { board, openFlags, standing, silent, relays, at } = await countedBoard(services, meeting)
  const common = { date: format.instant(at, meeting.timeZone), source: t('doors.board.source') }
  const lines = (caption: string, rows: readonly BoardLine[], linked = false) => (
    <BoardTable
      speech={{ t, format }}
      caption={caption}
      rows={rows}
      href={
        linked ? ({ key }) => doorsHref(meeting, `missing?province=${encodeURIComponent(key)}`) : undefined
      }
    />
  )
  return doorsPage(
    c,
    meeting,
    {
      title: t('doors.board.title'),
      lead: t('doors.board.lead'),
      tab: 'board',
      head: <script type="module" src={assetHref('board.js')} />,
      actions: <LinkButton href={doorsHref(meeting, 'board')}>{t('doors.board.reload')}</LinkButton>,
    },
    <div class="stack" data-board={doorsHref(meeting, 'board/events')} data-at={String(at.getTime())}>
      <FigureRow>
        <Figure
          {...common}
          label={t('doors.board.arrived')}
          value={format.number(board.arrived)}
          unit={t('doors.board.people')}
          suffix={t('doors.board.of', { expected: format.number(board.expected) })}
          denominator={t('doors.board.expected')}
          note={t('doors.board.beyond', { beyond: board.beyond })}
          tone="ink"
        />
        <Figure
          {...common}
          label={t('doors.board.missing')}
          value={format.number(board.expected - board.arrived)}
          unit={t('doors.board.people')}
          denominator={t('doors.board.expected')}
          href={doorsHref(meeting, 'missing')}
        />
        <Figure
          {...common}
          label={t('doors.board.scans')}
          value={format.number(board.scans)}
          unit={t('doors.board.scanUnit')}
          note={
            board.lastReceivedAt
              ? t('doors.board.last', { at: format.instant(board.lastReceivedAt, meeting.timeZone) })
              : t('doors.board.noScan')
          }
        />
        <Figure
          {...common}
          label={t('doors.board.phones')}
          value={format.number(standing.length)}
          unit={t('doors.board.phoneUnit')}
          note={standing.length > 0 ? t('doors.board.silent', { silent }) : t('doors.board.noPhone')}
        />
        <Figure
          {...common}
          label={t('doors.board.flags')}
          value={format.number(openFlags)}
          unit={t('doors.board.scanUnit')}
        />
      </FigureRow>
      {relays.length > 0 && (
        <Section title={t('doors.board.relays')}>
          <RelaysTable
            speech={{ t, format }}
            meeting={meeting}
            venues={await venuesOf(services.db, meeting)}
            relays={relays}
            now={at}
            linked={false}
          />
        </Section>
      )}
      <Section title={t('doors.board.byVenue')}>{lines(t('doors.board.byVenue'), board.venues)}</Section>
      <Section title={t('doors.board.byDivision')}>
        {lines(
          t('doors.board.byDivision'),
          board.divisions.map(({ labelEn, ...line }) => ({
            ...line,
            label: t.locale === 'en' ? labelEn : line.label,
          })),
        )}
      </Section>
      <Section title={t('doors.board.byProvince')}>
        {lines(t('doors.board.byProvince'), board.provinces, true)}
      </Section>
    </div>,
  )
}

/** Between two looks at what other processes may have taken, in milliseconds. */
const lookEvery = 5_000

/** Tells an open board that scans were committed; the page then asks for itself again. */
const boardEvents = (c: RequestContext, meeting: Meeting) => {
  const { services } = c.var
  const seen = async () => {
    const row = await services.db
      .selectFrom('scan')
      .select((e) => e.fn.max('received_at').as('at'))
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .executeTakeFirst()
    return row?.at?.getTime() ?? 0
  }
  const response = streamSSE(c, async (stream) => {
    let isTold = false
    let wake = () => {}
    const stop = onScans(services, meeting, () => {
      isTold = true
      wake()
    })
    stream.onAbort(() => wake())
    let last = await seen()
    await stream.writeSSE({ event: 'open', data: String(last) })
    while (!stream.aborted && !stream.closed) {
      // Told while the last telling was under way: that one may have come too early for it.
      if (!isTold) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, lookEvery)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      }
      if (stream.aborted) break
      const wasTold = isTold
      isTold = false
      const now = await seen()
      const isNews = wasTold || now !== last
      if (isNews) await nextCount(services, meeting)
      if (stream.aborted) break
      // Also where nothing happened, so that a line that broke is noticed.
      await stream.writeSSE({ event: isNews ? 'scans' : 'still', data: String(now) })
      last = now
      // What comes within a second is told together.
      await stream.sleep(1_000)
    }
    stop()
  })
  return Promise.resolve(response)
}

const read = 'meetings.read'

export const boardPages: readonly Route[] = [
  page('get', `${doorsPath}/board`, 'signed-in', aboutDoors(read, boardPage)),
  page('get', `${doorsPath}/board/events`, 'signed-in', aboutDoors(read, boardEvents)),
]
