import { may, scopesFor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import {
  ActionBar,
  type Column,
  DataTable,
  DefinitionList,
  EmptyState,
  EntryList,
  ExampleTag,
  Figure,
  FigureRow,
  LinkButton,
  Notice,
  renderPage,
  Section,
  Tag,
} from '../../ui/index.ts'
import { divisionsOf, unitParam, unitTree } from '../directory/index.ts'
import { electionById, nameIn } from '../elections/index.ts'
import { classesOf, classGroupsOf, sessionsOf } from './classes-read-model.ts'
import { delegatedMeetings } from './delegates-read-model.ts'
import { meetingHref } from './meeting-in-path.ts'
import { type MeetingHere, meetingsPath, renderMeeting } from './meeting-page.tsx'
import { type Meeting, meetingName, meetingsIn } from './meetings-read-model.ts'
import { DoneNotice } from './part-pages.tsx'
import { hotelsOf, venuesOf } from './places-read-model.ts'
import { inOrder } from './session-times.ts'
import type { MeetingState } from './tables.ts'
import { VenueMark } from './views/venue-mark.tsx'
import { audienceWords, dayRange, inLanguage, sessionFor, stateTone, timeSpan } from './views/words.ts'

/** Meetings that the actor's units host, and those in which he or she has a task. */
export async function meetingsPage(c: RequestContext): Promise<Response> {
  const { t, services, actor } = c.var
  const tree = await unitTree(services)
  const hosted = await meetingsIn(
    services.db,
    actor?.kind === 'system' ? [tree.root.id] : scopesFor(actor, 'meetings.read'),
  )
  const given = actor ? await delegatedMeetings(services.db, actor) : []
  const meetings = [...hosted, ...given.filter(({ id }) => !hosted.some((meeting) => meeting.id === id))]
  const [home] = scopesFor(actor, 'meetings.change')
  const unit = home === undefined ? undefined : tree.byId(home)
  const add = unit && (
    <LinkButton tone="main" href={`${meetingsPath}/new?unit=${unitParam(unit)}`}>
      {t('meetings.list.add')}
    </LinkButton>
  )
  const columns: Column<Meeting>[] = [
    {
      key: 'name',
      label: t('meetings.meeting.name'),
      phone: 'title',
      cell: (meeting) => (
        <>
          <a href={meetingHref(meeting)}>{meetingName(meeting, t.locale)}</a>{' '}
          {meeting.example && <ExampleTag t={t} />}
        </>
      ),
    },
    {
      key: 'state',
      label: t('meetings.meeting.state'),
      cell: ({ state }) => <Tag tone={stateTone[state]}>{t(`meetings.state.${state}`)}</Tag>,
    },
    {
      key: 'days',
      label: t('meetings.meeting.days'),
      cell: ({ startsOn, endsOn }) => dayRange(t.locale, startsOn, endsOn),
    },
    { key: 'city', label: t('meetings.meeting.city'), cell: ({ city }) => city },
    {
      key: 'host',
      label: t('meetings.meeting.host'),
      cell: ({ workUnitId }) => tree.byId(workUnitId)?.shortName ?? workUnitId,
    },
  ]
  return renderPage(
    c,
    {
      title: t('meetings.list.title'),
      lead: t('meetings.list.lead'),
      current: meetingsPath,
      actions: meetings.length > 0 && add,
    },
    <>
      <DoneNotice c={c} />
      <DataTable
        t={t}
        caption={t('meetings.list.caption')}
        rows={meetings}
        columns={columns}
        empty={
          <EmptyState title={t('meetings.list.empty')} action={add}>
            {t(add ? 'meetings.list.emptyDo' : 'meetings.list.emptyWait')}
          </EmptyState>
        }
      />
    </>,
  )
}

/** Steps that lead on from a state, the main one first. */
const stepsFrom: Record<MeetingState, readonly ('open' | 'close' | 'withdraw' | 'reopen')[]> = {
  draft: ['open'],
  open: ['close', 'withdraw'],
  closed: ['reopen'],
}

/** One meeting: its facts, what it consists of, what comes next. */
export async function meetingPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, services } = c.var
  const { meeting, rights, actor } = here
  const { db } = services
  const [venues, hotels, groups, classes, sessions, divisions] = await Promise.all([
    venuesOf(db, meeting),
    hotelsOf(db, meeting),
    classGroupsOf(db, meeting),
    classesOf(db, meeting),
    sessionsOf(db, meeting),
    divisionsOf(db),
  ])
  const { number } = c.var.format
  const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)
  const beds = sum(hotels.map((hotel) => Number(hotel.beds)))
  const mayChange = rights.may('meetings.change')
  const done = c.req.query('done')
  return renderMeeting(
    c,
    here,
    {
      section: '',
      lead: inLanguage(t.locale, meeting.purposeId, meeting.purposeEn),
      actions: mayChange && (
        <>
          {stepsFrom[meeting.state].slice(0, 1).map((step) => (
            <LinkButton tone="main" href={meetingHref(meeting, step)}>
              {t(`meetings.step.${step}`)}
            </LinkButton>
          ))}
          {meeting.state !== 'closed' && (
            <LinkButton href={meetingHref(meeting, 'change')}>{t('meetings.meeting.change')}</LinkButton>
          )}
        </>
      ),
    },
    <>
      {done === 'saved' && <Notice tone="good">{t('meetings.done.saved')}</Notice>}
      {done === 'moved' && <Notice tone="good">{t(`meetings.moved.${meeting.state}`)}</Notice>}
      {done === 'cloned' && <Notice tone="good">{t('meetings.done.cloned')}</Notice>}
      <FigureRow>
        <Figure
          tone="ink"
          label={t('meetings.figure.seats')}
          value={number(sum(classes.map(({ capacity }) => capacity)))}
          unit={t('meetings.figure.people')}
          note={t('meetings.figure.inClasses', { count: classes.length })}
          example={meeting.example}
        />
        <Figure
          label={t('meetings.figure.venues')}
          value={number(venues.length)}
          unit={t('meetings.figure.places')}
          note={t('meetings.figure.plan')}
          href={meetingHref(meeting, 'venues')}
          example={meeting.example}
        />
        <Figure
          label={t('meetings.figure.beds')}
          value={number(beds)}
          unit={t('meetings.figure.bedsUnit')}
          note={t('meetings.figure.inHotels', { count: hotels.length })}
          href={meetingHref(meeting, 'venues')}
          example={meeting.example}
        />
        <Figure
          label={t('meetings.figure.sessions')}
          value={number(sessions.length)}
          unit={t('meetings.figure.sessionsUnit')}
          note={t('meetings.figure.plan')}
          href={meetingHref(meeting, 'agenda')}
          example={meeting.example}
        />
      </FigureRow>
      <Section title={t('meetings.overview.venues')} lead={t('meetings.overview.venuesLead')}>
        {venues.length === 0 ? (
          <EmptyState
            title={t('meetings.venues.empty')}
            action={
              mayChange && (
                <LinkButton href={meetingHref(meeting, 'venues/new')}>{t('meetings.venue.add')}</LinkButton>
              )
            }
          >
            {t('meetings.venues.emptyDo')}
          </EmptyState>
        ) : (
          <EntryList
            entries={venues.map((venue) => ({
              title: (
                <>
                  <VenueMark rank={venue.rank} /> {venue.name}
                </>
              ),
              href: `${meetingHref(meeting, 'agenda')}?venue=${venue.id}`,
              text: audienceWords(t, divisions, venue),
              end: (
                <Tag>
                  {t('meetings.overview.classCount', {
                    count: classes.filter(({ venueId }) => venueId === venue.id).length,
                  })}
                </Tag>
              ),
            }))}
          />
        )}
      </Section>
      {groups.length > 0 && (
        <Section title={t('meetings.overview.groups')} lead={t('meetings.overview.groupsLead')}>
          <EntryList
            entries={groups.map((group) => {
              const members = classes.filter((one) => one.group === group.code)
              return {
                title: inLanguage(t.locale, group.nameId, group.nameEn),
                href: `${meetingHref(meeting, 'classes')}#group-${group.code}`,
                text: t('meetings.overview.groupText', {
                  round: group.round,
                  seats: sum(members.map(({ capacity }) => capacity)),
                }),
                end: <Tag>{t('meetings.overview.classCount', { count: members.length })}</Tag>,
              }
            })}
          />
        </Section>
      )}
      <NextSessions c={c} meeting={meeting} sessions={sessions} venues={venues} classes={classes} />
      <Facts
        c={c}
        meeting={meeting}
        host={await hostName(c, meeting)}
        elections={await electionNames(c, meeting)}
      />
      {mayChange && (
        <ActionBar>
          {stepsFrom[meeting.state].slice(1).map((step) => (
            <LinkButton href={meetingHref(meeting, step)}>{t(`meetings.step.${step}`)}</LinkButton>
          ))}
          {may(actor, 'meetings.change', meeting.workUnitId) && (
            <LinkButton href={meetingHref(meeting, 'clone')}>{t('meetings.clone.title')}</LinkButton>
          )}
          {meeting.state === 'draft' && may(actor, 'meetings.change', meeting.workUnitId) && (
            <LinkButton href={meetingHref(meeting, 'remove')}>{t('meetings.removal.title')}</LinkButton>
          )}
        </ActionBar>
      )}
    </>,
  )
}

const hostName = async (c: RequestContext, { workUnitId }: Meeting) =>
  (await unitTree(c.var.services)).byId(workUnitId)?.name ?? workUnitId

async function electionNames(c: RequestContext, meeting: Meeting) {
  const nameOf = async (id: string | null) => {
    const election = id === null ? undefined : await electionById(c.var.services.db, id)
    return election ? nameIn(c.var.t.locale, election) : null
  }
  return {
    evaluates: await nameOf(meeting.evaluatesElectionId),
    prepares: await nameOf(meeting.preparesElectionId),
  }
}

function Facts({
  c,
  meeting,
  host,
  elections,
}: {
  c: RequestContext
  meeting: Meeting
  host: string
  elections: { evaluates: string | null; prepares: string | null }
}) {
  const { t, format } = c.var
  const items: [string, string][] = [
    [t('meetings.meeting.days'), dayRange(t.locale, meeting.startsOn, meeting.endsOn)],
    [t('meetings.meeting.city'), meeting.city],
    [t('meetings.meeting.zone'), zoneName(meeting.timeZone)],
    [t('meetings.meeting.host'), host],
    [t('meetings.meeting.rosterOn'), format.day(meeting.rosterOn)],
  ]
  if (meeting.answerUntil) items.push([t('meetings.meeting.answerUntil'), format.day(meeting.answerUntil)])
  if (elections.evaluates) items.push([t('meetings.meeting.evaluates'), elections.evaluates])
  if (elections.prepares) items.push([t('meetings.meeting.prepares'), elections.prepares])
  if (meeting.source) items.push([t('meetings.meeting.source'), meeting.source])
  return (
    <Section title={t('meetings.overview.facts')}>
      <DefinitionList items={items} />
    </Section>
  )
}

/** The five sessions that begin next; before the meeting its first ones, after it none. */
function NextSessions({
  c,
  meeting,
  sessions,
  venues,
  classes,
}: {
  c: RequestContext
  meeting: Meeting
  sessions: Awaited<ReturnType<typeof sessionsOf>>
  venues: Awaited<ReturnType<typeof venuesOf>>
  classes: Awaited<ReturnType<typeof classesOf>>
}) {
  const { t, format, services } = c.var
  const now = services.clock.now()
  const next = inOrder(sessions, classes)
    .filter(({ endsAt }) => endsAt > now)
    .slice(0, 5)
  if (next.length === 0) return null
  return (
    <Section title={t('meetings.overview.next')}>
      <EntryList
        entries={next.map((session) => ({
          title: inLanguage(t.locale, session.titleId, session.titleEn),
          text: sessionFor(t, session, venues, classes),
          end: (
            <span>
              {format.day(dayIn(meeting.timeZone, session.startsAt), 'short')}
              {', '}
              {timeSpan(t.locale, meeting.timeZone, session)}
            </span>
          ),
        }))}
      />
    </Section>
  )
}
