import type { Typed } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  type Column,
  DataTable,
  EmptyState,
  FileField,
  Form,
  LinkButton,
  Section,
  Tag,
  TextArea,
} from '../../ui/index.ts'
import { divisionsOf } from '../directory/index.ts'
import { readSheet } from '../spreadsheets/index.ts'
import { meetingHref } from './meeting-in-path.ts'
import { type MeetingHere, missingPage, renderMeeting } from './meeting-page.tsx'
import { DoneNotice } from './part-pages.tsx'
import {
  type Hotel,
  type HotelRoom,
  hotelRoomsOf,
  hotelsOf,
  type Venue,
  venuesOf,
} from './places-read-model.ts'
import { addHotelRooms } from './save-rooms.ts'
import { VenueMark } from './views/venue-mark.tsx'
import { audienceWords, venueName } from './views/words.ts'

/** Venues of a meeting with whom they are for, and its hotels with their beds. */
export async function placesPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, rights } = here
  const [venues, hotels, divisions] = await Promise.all([
    venuesOf(services.db, meeting),
    hotelsOf(services.db, meeting),
    divisionsOf(services.db),
  ])
  const isOpen = meeting.state !== 'closed'
  const mayAt = (venueId?: string) => isOpen && rights.may('meetings.change', venueId)
  const venueColumns: Column<Venue>[] = [
    {
      key: 'name',
      label: t('meetings.venue'),
      phone: 'title',
      cell: (venue) => (
        <>
          <VenueMark rank={venue.rank} /> {venue.name}
        </>
      ),
    },
    {
      key: 'audience',
      label: t('meetings.venue.audience'),
      cell: (venue) => audienceWords(t, divisions, venue),
    },
    { key: 'address', label: t('meetings.address'), cell: ({ address }) => address ?? '–' },
    {
      key: 'capacity',
      label: t('meetings.venue.capacity'),
      align: 'end',
      cell: ({ capacity }) => (capacity === null ? t('meetings.unknown') : format.number(capacity)),
    },
    {
      key: 'change',
      label: t('meetings.change'),
      cell: ({ id }) =>
        mayAt(id) && <a href={meetingHref(meeting, `venues/${id}`)}>{t('meetings.change')}</a>,
    },
  ]
  const hotelColumns: Column<Hotel>[] = [
    { key: 'name', label: t('meetings.hotel.name'), phone: 'title', cell: ({ name }) => name },
    {
      key: 'venue',
      label: t('meetings.venue'),
      cell: ({ venueId }) => {
        const venue = venues.find(({ id }) => id === venueId)
        return venue ? venueName(venue) : ''
      },
    },
    { key: 'address', label: t('meetings.address'), cell: ({ address }) => address ?? '–' },
    {
      key: 'rooms',
      label: t('meetings.hotel.rooms'),
      align: 'end',
      cell: ({ id, rooms }) => (
        <a href={meetingHref(meeting, `hotels/${id}/rooms`)}>
          {t('meetings.hotel.roomCount', { count: Number(rooms) })}
        </a>
      ),
    },
    {
      key: 'beds',
      label: t('meetings.hotel.beds'),
      align: 'end',
      cell: ({ beds }) => format.number(Number(beds)),
    },
    {
      key: 'change',
      label: t('meetings.change'),
      cell: ({ id, venueId }) =>
        mayAt(venueId) && <a href={meetingHref(meeting, `hotels/${id}`)}>{t('meetings.change')}</a>,
    },
  ]
  return renderMeeting(
    c,
    here,
    {
      section: 'venues',
      title: t('meetings.venues.title'),
      actions: mayAt() && (
        <LinkButton tone="main" href={meetingHref(meeting, 'venues/new')}>
          {t('meetings.venue.add')}
        </LinkButton>
      ),
    },
    <>
      <DoneNotice c={c} />
      <Section title={t('meetings.venues.list')} lead={t('meetings.venues.lead')}>
        <DataTable
          t={t}
          caption={t('meetings.venues.count', { count: venues.length })}
          rows={venues}
          columns={venueColumns}
          empty={<EmptyState title={t('meetings.venues.empty')}>{t('meetings.venues.emptyDo')}</EmptyState>}
        />
      </Section>
      <Section
        title={t('meetings.hotels.title')}
        lead={t('meetings.hotels.lead')}
        actions={
          isOpen &&
          venues.some(({ id }) => mayAt(id)) && (
            <LinkButton href={meetingHref(meeting, 'hotels/new')}>{t('meetings.hotel.add')}</LinkButton>
          )
        }
      >
        <DataTable
          t={t}
          caption={t('meetings.hotels.count', { count: hotels.length })}
          rows={hotels}
          columns={hotelColumns}
          empty={<EmptyState title={t('meetings.hotels.empty')}>{t('meetings.hotels.emptyDo')}</EmptyState>}
        />
      </Section>
    </>,
  )
}

async function hotelInPath(c: RequestContext, { meeting }: MeetingHere) {
  const hotels = await hotelsOf(c.var.services.db, meeting)
  return hotels.find(({ id }) => id === c.req.param('hotel'))
}

async function roomsBody(
  c: RequestContext,
  here: MeetingHere,
  hotel: Hotel,
  typed: Typed,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, rights } = here
  const rooms = (await hotelRoomsOf(services.db, meeting)).filter(({ hotelId }) => hotelId === hotel.id)
  const mayChange = meeting.state !== 'closed' && rights.may('meetings.change', hotel.venueId)
  const beds = rooms.reduce((sum, room) => sum + room.beds, 0)
  const columns: Column<HotelRoom>[] = [
    { key: 'number', label: t('meetings.room.number'), phone: 'title', cell: ({ number }) => number },
    { key: 'beds', label: t('meetings.room.beds'), align: 'end', cell: (room) => format.number(room.beds) },
    {
      key: 'accessible',
      label: t('meetings.room.access'),
      cell: ({ accessible }) => (accessible ? <Tag tone="good">{t('meetings.room.accessTag')}</Tag> : '–'),
    },
    {
      key: 'change',
      label: t('meetings.change'),
      cell: ({ id }) => mayChange && <a href={meetingHref(meeting, `rooms/${id}`)}>{t('meetings.change')}</a>,
    },
  ]
  return renderMeeting(
    c,
    here,
    {
      title: t('meetings.rooms.of', { hotel: hotel.name }),
      lead: t('meetings.rooms.lead', { rooms: rooms.length, beds }),
      back: { label: t('meetings.tab.venues'), under: 'venues' },
      status: problems ? 422 : 200,
    },
    <>
      <DoneNotice c={c} />
      {mayChange && (
        <Section title={t('meetings.rooms.add')}>
          <Form
            t={t}
            action={meetingHref(meeting, `hotels/${hotel.id}/rooms`)}
            problems={problems}
            submit={t('meetings.rooms.add')}
            enctype="multipart/form-data"
          >
            <TextArea
              t={t}
              name="lines"
              label={t('meetings.rooms.lines')}
              hint={t('meetings.rooms.linesHint')}
              rows={6}
              typed={typed}
              problems={problems}
            />
            <FileField
              t={t}
              name="file"
              label={t('meetings.rooms.file')}
              hint={t('meetings.rooms.fileHint')}
              accept=".xlsx,.ods,.csv"
              problems={problems}
            />
          </Form>
        </Section>
      )}
      <Section>
        <DataTable
          t={t}
          caption={t('meetings.rooms.of', { hotel: hotel.name })}
          rows={rooms}
          columns={columns}
          empty={<EmptyState title={t('meetings.rooms.empty')}>{t('meetings.rooms.emptyDo')}</EmptyState>}
        />
      </Section>
    </>,
  )
}

/** The rooms of a hotel, and more of them in bulk. */
export async function roomsPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const hotel = await hotelInPath(c, here)
  return hotel ? roomsBody(c, here, hotel, {}) : missingPage(c)
}

export async function postRooms(c: RequestContext, here: MeetingHere): Promise<Response> {
  const hotel = await hotelInPath(c, here)
  if (!hotel) return missingPage(c)
  const { lines, file } = await c.req.parseBody()
  const read =
    file instanceof File && file.size > 0 ? await readSheet(new Uint8Array(await file.arrayBuffer())) : null
  const isFileBad = read?.ok === false
  const fromFile = read?.ok ? read.value.map((cells) => cells.join('\t')) : []
  // What a file holds is shown as if typed, so that a line that is refused can be mended on the page.
  const typed = { lines: [typeof lines === 'string' ? lines : '', ...fromFile].filter(Boolean).join('\n') }
  if (isFileBad) return roomsBody(c, here, hotel, typed, [{ field: 'file', key: 'meetings.refusal.sheet' }])
  const input = { hotelId: hotel.id, lines: typed.lines }
  return answerForm(c, await addHotelRooms(c.var.services, here.actor, here.meeting, input), {
    to: () => `${meetingHref(here.meeting, `hotels/${hotel.id}/rooms`)}?done=saved`,
    again: (problems) => roomsBody(c, here, hotel, typed, problems),
  })
}
