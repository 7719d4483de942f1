import { streamSSE } from 'hono/streaming'
import { may } from '../../platform/access.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  assetHref,
  DataTable,
  EmptyState,
  Figure,
  FigureRow,
  FilterForm,
  LinkButton,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { type Meeting, venueFor, venueLetter, venuesOf } from '../meetings/index.ts'
import { countedBoard, nextCount } from './board-cache.ts'
import { type BoardLine, type MissingPerson, missingPeople } from './board-read-model.ts'
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
    <div class="stack" data-board={doorsHref(meeting, 'board/events')}>
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
          note={t('doors.board.silent', { silent })}
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

const perPage = 100

async function missingPageOf(c: RequestContext, meeting: Meeting) {
  const { t, services, actor } = c.var
  const units = await unitTree(services)
  const province = c.req.query('province') || undefined
  const [unitId, id] = (c.req.query('after') ?? '').split('~')
  const after = unitId && /^[0-9a-f-]{36}$/.test(id ?? '') ? { unitId, id: id ?? '' } : undefined
  const found = await missingPeople(services.db, meeting, { province, after, limit: perPage + 1 })
  const rows = found.slice(0, perPage)
  const venues = await venuesOf(services.db, meeting)
  const last = found.length > perPage ? rows.at(-1) : undefined
  const venueOf = (row: MissingPerson) =>
    venues.find((venue) => venue.id === row.venueId) ??
    (row.venueId === null ? venueFor(venues, { side: row.side, division: row.division }) : undefined)
  const office = (row: MissingPerson) => {
    const unit = units.byId(row.unitId)
    if (!unit) return row.unitId
    // The directory shows whom to call, to those who may see it there.
    return may(actor, 'directory.read', unit.id) ? (
      <a href={`/desk/units/${unitParam(unit)}`}>{unit.shortName}</a>
    ) : (
      unit.shortName
    )
  }
  return doorsPage(
    c,
    meeting,
    { title: t('doors.missing.title'), lead: t('doors.missing.lead'), tab: 'missing' },
    <Section>
      <DataTable
        t={t}
        caption={t('doors.missing.caption')}
        rows={rows}
        empty={<EmptyState title={t('doors.missing.empty')}>{t('doors.missing.emptyText')}</EmptyState>}
        filter={
          <FilterForm t={t} action={doorsHref(meeting, 'missing')}>
            <SelectField
              t={t}
              name="province"
              label={t('doors.field.province')}
              required
              typed={{ province: province ?? '' }}
              options={[
                { value: '', label: t('doors.missing.everywhere') },
                ...units.childrenOf(units.root.id).map((unit) => ({ value: unit.id, label: unit.shortName })),
              ]}
            />
          </FilterForm>
        }
        pager={
          last && {
            next: doorsHref(
              meeting,
              `missing?province=${encodeURIComponent(province ?? '')}&after=${encodeURIComponent(`${last.unitId}~${last.id}`)}`,
            ),
          }
        }
        columns={[
          {
            key: 'name',
            label: t('doors.field.person'),
            phone: 'title',
            cell: ({ name }) => name || t('doors.erased'),
          },
          { key: 'office', label: t('doors.field.office'), cell: office },
          { key: 'side', label: t('doors.field.side'), cell: ({ side }) => t(`doors.side.${side}`) },
          {
            key: 'venue',
            label: t('doors.field.venue'),
            cell: (row) => {
              const venue = venueOf(row)
              return venue ? venueLetter(venue.rank) : t('doors.missing.noVenue')
            },
          },
          {
            key: 'arrives',
            label: t('doors.field.arrives'),
            cell: ({ arrivesAt }) =>
              arrivesAt ? c.var.format.instant(arrivesAt, meeting.timeZone) : t('doors.missing.notTold'),
          },
        ]}
      />
    </Section>,
  )
}

const read = 'meetings.read'

export const boardPages: readonly Route[] = [
  page('get', `${doorsPath}/board`, 'signed-in', aboutDoors(read, boardPage)),
  page('get', `${doorsPath}/board/events`, 'signed-in', aboutDoors(read, boardEvents)),
  page('get', `${doorsPath}/missing`, 'signed-in', aboutDoors(read, missingPageOf)),
]
