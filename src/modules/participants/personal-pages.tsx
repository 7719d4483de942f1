import { dayIn } from '../../platform/clock.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { unlistedPage } from '../../ui/index.ts'
import { attempt, originOf } from '../accounts/index.ts'
import { unitTree } from '../directory/index.ts'
import { classesOf, type Meeting, meetingById, meetingName, timeSpan } from '../meetings/index.ts'
import { readAnswer, typedAnswer } from './answer-form.ts'
import { answerInvitation } from './answer-invitation.ts'
import { invitationCalendar } from './invitation-calendar.ts'
import { type ListWords, listWords, officeOf, unitName, venueName } from './list-words.ts'
import { ownSessions } from './own-sessions.ts'
import { answersOn, canAnswer, lastAnswerDay } from './participant-states.ts'
import { type Participant, participantByCode, representativeOf } from './participants-read-model.ts'
import { personalPath, readPersonalCode } from './personal-code.ts'
import { personalFacts, personalLinks } from './personal-parts.ts'
import { eraseDay, isOver, settingsOf } from './settings.ts'
import { AnswerForm } from './views/answer-fields.tsx'

export interface Invited {
  one: Participant
  meeting: Meeting
  words: ListWords
}

/** The invitation behind the code, or the status that says nothing of why there is none. */
export async function invitedIn(c: RequestContext): Promise<Invited | 404 | 429> {
  const { services, t } = c.var
  const code = readPersonalCode((c.req.param('code') ?? '').replace(/\.ics$/, ''))
  const one = code ? await participantByCode(services.db, code) : undefined
  const meeting = one && (await meetingById(services.db, { workUnitId: one.workUnitId, id: one.meetingId }))
  // Who was taken off a list is told so by the committee; a link that opens still would say otherwise.
  if (!one || !meeting || one.state === 'cancelled') {
    return (await attempt(services, 'wrong-link-address', originOf(c))) ? 404 : 429
  }
  return { one, meeting, words: await listWords(services, t, meeting) }
}

/** One answer for codes that never were, of people erased, taken off or replaced. */
export async function gone(c: RequestContext, status: 404 | 429): Promise<Response> {
  const { t, services } = c.var
  const { root } = await unitTree(services)
  return unlistedPage(c, {
    privacy: t('participants.public.privacy'),
    title: t('participants.public.gone'),
    organiser: root.name,
    path: '/m/-',
    status,
    children: (
      <div class="card notice">
        <h1>{t('participants.public.gone')}</h1>
        <p>{t(status === 429 ? 'participants.public.tooMany' : 'participants.public.goneText')}</p>
      </div>
    ),
  })
}

/** Behind the link to a draft: whose meeting it is and that it is not open, no more. */
const notOpen = (
  c: RequestContext,
  { one, meeting, words }: Invited,
  status: 200 | 404,
): Promise<Response> => {
  const { t } = c.var
  const organiser = unitName(words, meeting.workUnitId)
  return unlistedPage(c, {
    privacy: t('participants.public.privacy'),
    title: t('participants.public.notOpen'),
    organiser,
    path: personalPath(one.code),
    status,
    children: (
      <div class="card notice">
        <h1>{t('participants.public.notOpen')}</h1>
        <p>{t('participants.public.notOpenText', { organiser })}</p>
      </div>
    ),
  })
}

/**
 * A page behind a personal link; codes that lead nowhere get the one answer of all of them, and one to a draft finds
 * nothing yet.
 */
export const behindLink =
  (handler: (c: RequestContext, here: Invited) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const here = await invitedIn(c)
    if (typeof here === 'number') return gone(c, here)
    return here.meeting.state === 'draft' ? notOpen(c, here, 404) : handler(c, here)
  }

async function show(c: RequestContext, here: Invited, typed?: Typed, problems?: readonly FieldProblem[]) {
  const { t, format, services } = c.var
  const { one, meeting, words } = here
  if (meeting.state === 'draft') return notOpen(c, here, 200)
  const { db } = services
  const path = personalPath(one.code)
  const classes = await classesOf(db, meeting)
  const settings = await settingsOf(db, meeting)
  const representative = await representativeOf(db, meeting, one.id)
  const sessions = await ownSessions(c, here)
  const links = await personalLinks(c, meeting, one)
  const venue = words.venues.find(({ id }) => id === one.venueId)
  const open = answersOn(meeting, dayIn(meeting.timeZone, services.clock.now()))
  const name = meetingName(meeting, t.locale)
  const organiser = unitName(words, meeting.workUnitId)
  const until = format.weekday(lastAnswerDay(meeting))
  const days =
    meeting.startsOn === meeting.endsOn
      ? format.weekday(meeting.startsOn)
      : `${format.weekday(meeting.startsOn)} – ${format.weekday(meeting.endsOn)}`
  const facts: [string, string][] = [
    [t('participants.public.when'), days],
    [
      t('participants.public.where'),
      [venueName(words, one.venueId), venue?.address, meeting.city].filter(Boolean).join(', '),
    ],
    ...(await personalFacts(c, meeting, one)),
    [t('participants.public.bring'), t('participants.public.bringText')],
  ]
  return unlistedPage(c, {
    privacy: t('participants.public.privacy'),
    title: name,
    organiser,
    path,
    status: problems ? 422 : 200,
    children: (
      <div class="card notice">
        <p class="small muted">
          {t('participants.public.for', {
            name: one.name,
            office: `${officeOf(words, one)}, ${unitName(words, one.unitId)}`,
          })}
        </p>
        <h1>
          {name} {meeting.example && <span class="tag">{t('ui.example.tag')}</span>}
        </h1>
        <p>{t.locale === 'en' ? (meeting.purposeEn ?? meeting.purposeId) : meeting.purposeId}</p>
        {c.req.query('done') === 'answered' && !problems && (
          <p class="standing now" role="status">
            {t('participants.public.thanks')}
          </p>
        )}
        <dl>
          {facts.map(([label, value]) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
        {sessions.length > 0 && (
          <>
            <h2>{t('participants.public.sessions')}</h2>
            <dl class="times">
              {sessions.map((session) => (
                <>
                  <dt>
                    {format.weekday(dayIn(meeting.timeZone, session.startsAt))},{' '}
                    {timeSpan(t.locale, meeting.timeZone, session)}
                  </dt>
                  <dd>{[session.title, session.place].filter(Boolean).join(' – ')}</dd>
                </>
              ))}
            </dl>
          </>
        )}
        <p>
          <a class="way" href={`${path}.ics`}>
            {t('participants.public.calendar')}
          </a>
        </p>
        {settings.takesPhotographs && canAnswer(one.state) && !isOver(meeting, services.clock.now()) && (
          <p>
            <a class="way" href={`${path}/photograph?lang=${t.locale}`}>
              {t('participants.photograph.link')}
            </a>
          </p>
        )}
        {links.map(({ label, href }) => (
          <p>
            <a class="way" href={href}>
              {label}
            </a>
          </p>
        ))}
        <h2>{t('participants.public.answer')}</h2>
        <p>
          <strong>{t(`participants.public.now.${one.state}`, { name: representative?.name ?? '' })}</strong>
        </p>
        {representative && (
          <p>
            {t('participants.public.representative', { name: representative.name })}{' '}
            <a
              href={personalPath(representative.code)}
            >{`${services.config.publicUrl}${personalPath(representative.code)}`}</a>
          </p>
        )}
        {open === 'over' && <p class="standing">{t('participants.public.over', { until, organiser })}</p>}
        {open === 'open' && canAnswer(one.state) && (
          <>
            <p>{t('participants.public.until', { until })}</p>
            <p class="small muted">
              {t('participants.public.erased', { day: format.day(eraseDay(meeting, settings)) })}
            </p>
            <AnswerForm
              t={t}
              // Without a script nothing leads to what is wrong but the address itself.
              action={`${path}?lang=${t.locale}#problems`}
              typed={typed ?? typedAnswer(one, { representative, meeting, classes })}
              problems={problems}
              classes={classes}
              venueId={one.venueId}
              isRepresentative={one.representsId !== null}
              zone={zoneName(meeting.timeZone)}
            />
          </>
        )}
      </div>
    ),
  })
}

async function calendar(c: RequestContext, here: Invited): Promise<Response> {
  const { t, services } = c.var
  const { one, meeting, words } = here
  if (meeting.state === 'draft') return notOpen(c, here, 404)
  const body = invitationCalendar({
    t,
    meeting,
    venue: words.venues.find(({ id }) => id === one.venueId),
    sessions: await ownSessions(c, here),
    publicUrl: services.config.publicUrl,
    stamp: services.clock.now(),
  })
  return c.body(body, 200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'attachment; filename="meeting.ics"',
    'cache-control': 'no-store',
    'x-robots-tag': 'noindex, nofollow',
  })
}

/** `/m/CODE` shows the invitation, `/m/CODE.ics` its days as a calendar. */
async function personalPage(c: RequestContext): Promise<Response> {
  const here = await invitedIn(c)
  if (typeof here === 'number') return gone(c, here)
  return (c.req.param('code') ?? '').endsWith('.ics') ? calendar(c, here) : show(c, here)
}

async function postAnswer(c: RequestContext): Promise<Response> {
  const here = await invitedIn(c)
  if (typeof here === 'number') return gone(c, here)
  const { one, meeting } = here
  const typed = await typedForm(c)
  const read = readAnswer(typed, meeting)
  const result = read.ok
    ? await answerInvitation(c.var.services, { kind: 'link' }, meeting, { id: one.id, answer: read.value })
    : read
  if (result.ok) return c.redirect(`${personalPath(one.code)}?lang=${c.var.t.locale}&done=answered`, 303)
  const { fields, kind } = result.refusal
  // Too late or on the waiting list since: the page itself says so.
  return kind === 'invalid' ? show(c, here, typed, fields) : show(c, here)
}

/** The personal link; public, since the code is the key. */
export const personalRoutes: readonly Route[] = [
  page('get', '/m/:code', 'public', personalPage),
  page('post', '/m/:code', 'public', postAnswer),
]
