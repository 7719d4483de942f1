import { type Actor, covers } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, EmptyState, EntryList, Notice, renderPage, Section } from '../../ui/index.ts'
import { cutPage, edgeOf, edgeText, scopesOf, unitTree } from '../directory/index.ts'
import { classesOf, type Meeting, meetingName, openMeetings } from '../meetings/index.ts'
import { readAnswer, typedAnswer } from './answer-form.ts'
import { answerInvitation } from './answer-invitation.ts'
import { DoneNotice, missingPage } from './in-list.tsx'
import { listWords, officeOf, shownName, unitName } from './list-words.ts'
import { answersOn, canAnswer, lastAnswerDay } from './participant-states.ts'
import {
  countsByState,
  type Participant,
  participantById,
  participantsPage,
  representativeOf,
} from './participants-read-model.ts'
import { AnswerForm } from './views/answer-fields.tsx'
import { PeopleTable } from './views/people-list.tsx'
import { StateTag } from './views/words.tsx'

const access = { permission: 'meetings.attend', scope: 'anywhere' } as const
const path = '/desk/invitations'
const pageOf = 50

/** Part of the tree the actor answers for. */
const ownScopes = async (c: RequestContext) =>
  scopesOf(c.var.actor, 'meetings.attend', (await unitTree(c.var.services)).root.id)

/** Meetings that ask for answers, with how many of the own people have given one. */
async function meetingsPage(c: RequestContext): Promise<Response> {
  const { t, format, services } = c.var
  const scopes = await ownScopes(c)
  const entries = []
  for (const meeting of await openMeetings(services.db)) {
    const counts = await countsByState(services.db, meeting, { scopes })
    const asked =
      (counts.invited ?? 0) + (counts.coming ?? 0) + (counts.represented ?? 0) + (counts['not-coming'] ?? 0)
    if (asked + (counts.waiting ?? 0) === 0) continue
    entries.push({
      title: meetingName(meeting, t.locale),
      href: `${path}/${meeting.id}`,
      text: t('participants.unit.progress', {
        answered: asked - (counts.invited ?? 0),
        asked,
        until: format.day(lastAnswerDay(meeting)),
      }),
    })
  }
  return renderPage(
    c,
    { title: t('participants.unit.title'), lead: t('participants.unit.lead'), current: path },
    <Section>
      {entries.length === 0 ? (
        <EmptyState title={t('participants.unit.none')}>{t('participants.unit.noneText')}</EmptyState>
      ) : (
        <EntryList entries={entries} />
      )}
    </Section>,
  )
}

const meetingIn = async (c: RequestContext): Promise<Meeting | undefined> =>
  (await openMeetings(c.var.services.db)).find(({ id }) => id === c.req.param('meeting'))

/** The own people of one meeting. */
async function peoplePage(c: RequestContext): Promise<Response> {
  const { t, format, services } = c.var
  const meeting = await meetingIn(c)
  if (!meeting) return missingPage(c)
  const [after, before] = [edgeOf(c.req.query('after')), edgeOf(c.req.query('before'))]
  const found = await participantsPage(services.db, meeting, {
    scopes: await ownScopes(c),
    limit: pageOf,
    after,
    before,
  })
  const { rows, hasNext, hasPrevious } = cutPage(found, { limit: pageOf, after, before })
  const own = `${path}/${meeting.id}`
  const at = (key: string, row: Participant | undefined) =>
    `${own}?${key}=${row ? edgeText({ value: row.searchWords, id: row.id }) : ''}`
  return renderPage(
    c,
    {
      title: meetingName(meeting, t.locale),
      lead: t('participants.unit.peopleLead', { until: format.day(lastAnswerDay(meeting)) }),
      crumbs: [
        { label: t('participants.unit.title'), href: path },
        { label: meetingName(meeting, t.locale) },
      ],
      current: path,
    },
    <>
      <DoneNotice c={c} />
      <Section>
        <PeopleTable
          {...{ t, format }}
          words={await listWords(services, t, meeting)}
          people={rows}
          caption={t('participants.unit.caption')}
          hrefOf={(one) => `${own}/${one.id}`}
          pager={{
            next: hasNext ? at('after', rows.at(-1)) : undefined,
            previous: hasPrevious ? at('before', rows[0]) : undefined,
          }}
        />
      </Section>
    </>,
  )
}

interface Here {
  meeting: Meeting
  one: Participant
  actor: Actor
}

/** The participant in the path, where the actor answers for the unit; of others nothing is told. */
async function oneIn(c: RequestContext): Promise<Here | undefined> {
  const { services, actor } = c.var
  const meeting = await meetingIn(c)
  const one = meeting && (await participantById(services.db, meeting, c.req.param('participant') ?? ''))
  const scopes = await ownScopes(c)
  if (!meeting || !one || !actor || !scopes.some((scope) => covers(scope, one.unitId))) return undefined
  return { meeting, one, actor }
}

async function show(
  c: RequestContext,
  { meeting, one }: Here,
  typed: Typed,
  problems?: readonly FieldProblem[],
) {
  const { t, format, services } = c.var
  const words = await listWords(services, t, meeting)
  const own = `${path}/${meeting.id}`
  const open = answersOn(meeting, dayIn(meeting.timeZone, services.clock.now()))
  return renderPage(
    c,
    {
      title: shownName(words, one),
      lead: `${officeOf(words, one)}, ${unitName(words, one.unitId)}`,
      crumbs: [
        { label: t('participants.unit.title'), href: path },
        { label: meetingName(meeting, t.locale), href: own },
        { label: shownName(words, one) },
      ],
      current: path,
      tag: <StateTag t={t} state={one.state} />,
      status: problems ? 422 : 200,
    },
    open === 'open' && canAnswer(one.state) ? (
      <Section lead={t('participants.public.until', { until: format.weekday(lastAnswerDay(meeting)) })}>
        <AnswerForm
          {...{ t, typed, problems }}
          action={`${own}/${one.id}`}
          classes={await classesOf(services.db, meeting)}
          venueId={one.venueId}
          isRepresentative={one.representsId !== null}
          zone={zoneName(meeting.timeZone)}
        />
      </Section>
    ) : (
      <Notice>
        {canAnswer(one.state)
          ? t('participants.public.over', {
              until: format.weekday(lastAnswerDay(meeting)),
              organiser: unitName(words, meeting.workUnitId),
            })
          : t(`participants.public.now.${one.state}`, { name: '' })}
      </Notice>
    ),
  )
}

async function answerPage(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const { db } = c.var.services
  const { one, meeting } = here
  const representative = await representativeOf(db, meeting, one.id)
  return show(c, here, typedAnswer(one, { representative, meeting, classes: await classesOf(db, meeting) }))
}

async function postAnswer(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const { one, meeting, actor } = here
  const typed = await typedForm(c)
  const read = readAnswer(typed, meeting)
  const result = read.ok
    ? await answerInvitation(c.var.services, { kind: 'unit', actor }, meeting, {
        id: one.id,
        answer: read.value,
      })
    : read
  return answerForm(c, result, {
    to: () => `${path}/${meeting.id}?done=answered`,
    again: (problems) => show(c, here, typed, problems),
  })
}

/** Where a unit's desk answers for its own people. */
export const unitAnswersRoutes: readonly Route[] = [
  // Beside the list of meetings, where people look for it; deeper addresses there are those of meetings.
  page('get', '/desk/meetings/answers', access, (c) => c.redirect(path, 303)),
  page('get', path, access, meetingsPage),
  page('get', `${path}/:meeting`, access, peoplePage),
  page('get', `${path}/:meeting/:participant`, access, answerPage),
  page('post', `${path}/:meeting/:participant`, access, postAnswer),
]
