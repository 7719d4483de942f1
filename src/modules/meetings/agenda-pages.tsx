import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import {
  type Column,
  DataTable,
  EmptyState,
  ExportLinks,
  FilterForm,
  LinkButton,
  Notice,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { agendaCalendar } from './agenda-calendar.ts'
import { classesOf, type MeetingSession, sessionsOf } from './classes-read-model.ts'
import { meetingHref } from './meeting-in-path.ts'
import { type MeetingHere, renderMeeting } from './meeting-page.tsx'
import { type Meeting, meetingName } from './meetings-read-model.ts'
import { DoneNotice } from './part-pages.tsx'
import { venuesOf } from './places-read-model.ts'
import { inOrder } from './session-times.ts'
import { VenueMark } from './views/venue-mark.tsx'
import { dayRange, inLanguage, sessionFor, timeSpan, venueName } from './views/words.ts'

/** The agenda of all, or what somebody at a venue or in a class attends: `?venue=`, `?class=`. */
async function agendaOf(c: RequestContext, meeting: Meeting) {
  const { db } = c.var.services
  const [venues, classes, sessions] = await Promise.all([
    venuesOf(db, meeting),
    classesOf(db, meeting),
    sessionsOf(db, meeting),
  ])
  const asked = venues.find(({ id }) => id === c.req.query('venue'))?.id
  // A class of another venue than the one asked for is left over from before the venue was changed.
  const chosen = classes.find(
    ({ id, venueId: at }) => id === c.req.query('class') && (asked === undefined || at === asked),
  )
  const venueId = chosen?.venueId ?? asked
  const shown = inOrder(sessions, classes).filter(
    (session) =>
      (venueId === undefined || session.venueId === null || session.venueId === venueId) &&
      (chosen === undefined || session.classId === null || session.classId === chosen.id),
  )
  return { venues, classes, venueId, chosen, sessions: shown }
}

/** The agenda by day, in the zone of the meeting; prints as it stands. */
export async function agendaPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format } = c.var
  const { meeting, rights } = here
  const { venues, classes, sessions, venueId, chosen } = await agendaOf(c, meeting)
  const isOpen = meeting.state !== 'closed'
  const mayAt = (id?: string | null) => isOpen && rights.may('meetings.change', id)
  const mayAdd = mayAt() || venues.some(({ id }) => mayAt(id))
  const days = Map.groupBy(sessions, ({ startsAt }) => dayIn(meeting.timeZone, startsAt))
  const columns: Column<MeetingSession>[] = [
    {
      key: 'time',
      label: t('meetings.session.time'),
      phone: 'title',
      cell: (one) => timeSpan(t.locale, meeting.timeZone, one),
    },
    {
      key: 'title',
      label: t('meetings.session'),
      cell: ({ id, venueId: at, titleId, titleEn }) => {
        const title = inLanguage(t.locale, titleId, titleEn)
        return mayAt(at) ? <a href={meetingHref(meeting, `sessions/${id}`)}>{title}</a> : title
      },
    },
    { key: 'whom', label: t('meetings.session.whom'), cell: (one) => sessionFor(t, one, venues, classes) },
    {
      key: 'place',
      label: t('meetings.class.place'),
      cell: (one) => {
        const venue = venues.find(({ id }) => id === one.venueId)
        if (!venue) return meeting.city
        const room = classes.find(({ id }) => id === one.classId)?.room
        return (
          <>
            <VenueMark rank={venue.rank} /> {room ?? venue.name}
          </>
        )
      },
    },
  ]
  const query = chosen ? `?class=${chosen.id}` : venueId ? `?venue=${venueId}` : ''
  return renderMeeting(
    c,
    here,
    {
      section: 'agenda',
      title: t('meetings.agenda.title'),
      lead: t('meetings.agenda.lead', {
        meeting: meetingName(meeting, t.locale),
        days: dayRange(t.locale, meeting.startsOn, meeting.endsOn),
        city: meeting.city,
        zone: zoneName(meeting.timeZone),
      }),
      actions: mayAdd && (
        <LinkButton tone="main" href={meetingHref(meeting, 'sessions/new')}>
          {t('meetings.session.add')}
        </LinkButton>
      ),
    },
    <>
      <DoneNotice c={c} />
      {(venueId || chosen) && (
        <Notice>
          {t('meetings.agenda.only', {
            what: chosen
              ? t('meetings.session.forClass', {
                  code: chosen.code,
                  topic: inLanguage(t.locale, chosen.topicId, chosen.topicEn),
                })
              : venues
                  .filter(({ id }) => id === venueId)
                  .map(venueName)
                  .join(),
          })}
        </Notice>
      )}
      {venues.length > 0 && (
        <FilterForm t={t} action={meetingHref(meeting, 'agenda')}>
          <SelectField
            t={t}
            name="venue"
            label={t('meetings.venue')}
            required
            typed={{ venue: venueId ?? '' }}
            options={[
              { value: '', label: t('meetings.agenda.all') },
              ...venues.map((venue) => ({ value: venue.id, label: venueName(venue) })),
            ]}
          />
          {classes.length > 0 && (
            <SelectField
              t={t}
              name="class"
              label={t('meetings.class')}
              required
              typed={{ class: chosen?.id ?? '' }}
              options={[
                { value: '', label: t('meetings.agenda.allClasses') },
                ...classes
                  .filter((one) => venueId === undefined || one.venueId === venueId)
                  .map(({ id, code, topicId, topicEn }) => ({
                    value: id,
                    label: `${code} · ${inLanguage(t.locale, topicId, topicEn)}`,
                  })),
              ]}
            />
          )}
        </FilterForm>
      )}
      {sessions.length === 0 && (
        <EmptyState title={t('meetings.agenda.empty')}>{t('meetings.agenda.emptyDo')}</EmptyState>
      )}
      {[...days].map(([day, rows]) => (
        <Section title={format.weekday(day)} id={`day-${day}`}>
          <DataTable
            t={t}
            caption={t('meetings.agenda.count', { count: rows.length })}
            rows={rows}
            columns={columns}
            empty={null}
          />
        </Section>
      ))}
      {sessions.length > 0 && (
        <ExportLinks
          t={t}
          links={[
            { href: `${meetingHref(meeting, 'agenda.ics')}${query}`, label: t('meetings.agenda.ical') },
          ]}
        />
      )}
    </>,
  )
}

/** The same agenda as a calendar file. */
export async function agendaFile(c: RequestContext, { meeting }: MeetingHere): Promise<Response> {
  const { t, services } = c.var
  const { venues, classes, sessions, chosen } = await agendaOf(c, meeting)
  const body = agendaCalendar({
    t,
    meeting,
    venues,
    classes,
    sessions,
    publicUrl: services.config.publicUrl,
    now: services.clock.now(),
  })
  const name = chosen ? `${meeting.slug}-${encodeURIComponent(chosen.code)}` : meeting.slug
  return c.body(body, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': `attachment; filename="${name}.ics"`,
    'cache-control': 'private, no-store',
  })
}
