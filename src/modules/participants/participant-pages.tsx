import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  ConfirmForm,
  Form,
  LinkButton,
  Notice,
  PostButton,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { directoryName } from '../directory/index.ts'
import { classesOf } from '../meetings/index.ts'
import { readAnswer, typedAnswer } from './answer-form.ts'
import { answerInvitation } from './answer-invitation.ts'
import {
  cancelParticipant,
  changeFacts,
  keepParticipant,
  mergeParticipants,
  moveUp,
  restoreParticipant,
} from './change-participant.ts'
import {
  changing,
  changingOne,
  type Here,
  hereIn,
  listPage,
  listPath,
  missingPage,
  reading,
} from './in-list.tsx'
import { officeOf, shownName, unitName, venueName } from './list-words.ts'
import { canAnswer, tookPart } from './participant-states.ts'
import {
  duplicatesOf,
  historyOf,
  type Participant,
  participantById,
  participantsOf,
  representativeOf,
} from './participants-read-model.ts'
import { personalPath } from './personal-code.ts'
import { rulesOf } from './rules-read-model.ts'
import { AnswerForm } from './views/answer-fields.tsx'
import { HistoryList, ParticipantFacts } from './views/participant-facts.tsx'
import { PeopleEntries } from './views/people-list.tsx'
import { StateTag } from './views/words.tsx'

interface One extends Here {
  one: Participant
  /** Of the committee of the whole meeting or of the venue. */
  isCommittee: boolean
}

async function oneIn(c: RequestContext): Promise<One | undefined> {
  const here = await hereIn(c)
  const one =
    here && (await participantById(c.var.services.db, here.meeting, c.req.param('participant') ?? ''))
  return here && one && { ...here, one, isCommittee: here.rights.may('meetings.change', one.venueId) }
}

/** One participant: facts, answer, history. */
async function participantPage(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const { t, format, services } = c.var
  const { one, meeting, words, href, isCommittee } = here
  const by = (id: string | null) => (id ? participantById(services.db, meeting, id) : undefined)
  const others = {
    represents: await by(one.representsId),
    representative: await representativeOf(services.db, meeting, one.id),
    roomMate: await by(one.sharesRoomWith),
  }
  const rule = (await rulesOf(services.db, meeting)).find(({ id }) => id === one.ruleId)
  const history = await historyOf(services.db, one)
  const own = href(one.id)
  const isListed = one.state !== 'cancelled' && one.name !== ''
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: shownName(words, one),
      lead: `${officeOf(words, one)}, ${unitName(words, one.unitId)}`,
      crumbs: [{ label: shownName(words, one) }],
      tag: <StateTag t={t} state={one.state} />,
      actions: isCommittee && isListed && (
        <ActionBar>
          {canAnswer(one.state) && (
            <LinkButton tone="main" href={`${own}/answer`}>
              {t('participants.answer.record')}
            </LinkButton>
          )}
          <LinkButton href={`${own}/change`}>{t('participants.change.title')}</LinkButton>
        </ActionBar>
      ),
    },
    <>
      <Section>
        <ParticipantFacts
          {...{ t, format, words, meeting, one, rule, others, isCommittee }}
          classes={await classesOf(services.db, meeting)}
          hrefOf={href}
        />
      </Section>
      {isCommittee && (
        <Section title={t('participants.one.link')} lead={t('participants.one.linkLead')}>
          {isListed ? (
            <p>
              <a href={personalPath(one.code)}>{`${services.config.publicUrl}${personalPath(one.code)}`}</a>
            </p>
          ) : (
            <p>{t('participants.one.noLink')}</p>
          )}
          <ActionBar>
            {one.state === 'waiting' && (
              <PostButton action={`${own}/move-up`} tone="ink" label={t('participants.moveUp')} />
            )}
            {isListed && <LinkButton href={`${own}/cancel`}>{t('participants.cancel')}</LinkButton>}
            {one.state === 'cancelled' && one.name !== '' && (
              <PostButton action={`${own}/restore`} label={t('participants.restore')} />
            )}
          </ActionBar>
        </Section>
      )}
      <Section title={t('participants.one.history')}>
        {history.length === 0 && <p>{t('participants.one.noHistory')}</p>}
        <HistoryList {...{ t, format, meeting, history }} />
      </Section>
    </>,
  )
}

async function changeShow(c: RequestContext, here: One, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t, services } = c.var
  const { one, meeting, words, href } = here
  const field = { t, typed, problems }
  const none = { value: '', label: t('participants.none') }
  const mates = await participantsOf(services.db, meeting, { scopes: [one.unitId], states: tookPart })
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.change.title'),
      lead: t(one.personId ? 'participants.change.leadPerson' : 'participants.change.lead'),
      crumbs: [
        { label: shownName(words, one), href: href(one.id) },
        { label: t('participants.change.title') },
      ],
      status: problems ? 422 : 200,
    },
    <Section>
      <Form
        t={t}
        action={href(`${one.id}/change`)}
        problems={problems}
        submit={t('participants.change.save')}
        cancel={{ href: href(one.id), label: t('participants.change.back') }}
      >
        {one.personId === null && (
          <>
            <TextField
              {...field}
              required
              name="name"
              label={t('participants.column.name')}
              maxlength={120}
            />
            <SelectField
              {...field}
              name="gender"
              label={t('participants.column.gender')}
              options={[
                none,
                ...(['f', 'm'] as const).map((value) => ({
                  value,
                  label: t(`participants.gender.${value}`),
                })),
              ]}
            />
            <SelectField
              {...field}
              name="division"
              label={t('participants.column.division')}
              options={[
                none,
                ...words.divisions.map((held) => ({
                  value: held.code,
                  label: directoryName(held, t.locale),
                })),
              ]}
            />
          </>
        )}
        <TextField
          {...field}
          name="title"
          label={t('participants.column.title')}
          hint={t('participants.add.titleHint')}
          maxlength={120}
        />
        <SelectField
          {...field}
          name="venue"
          label={t('participants.column.venue')}
          options={[
            { value: '', label: t('participants.change.audience') },
            ...words.venues.map(({ id }) => ({ value: id, label: venueName(words, id) })),
          ]}
        />
        <TextField
          {...field}
          name="venueReason"
          label={t('participants.change.venueReason')}
          maxlength={300}
        />
        <SelectField
          {...field}
          name="sharesRoomWith"
          label={t('participants.fact.roomMate')}
          options={[
            none,
            ...mates
              .filter(({ id }) => id !== one.id)
              .map((mate) => ({ value: mate.id, label: shownName(words, mate) })),
          ]}
        />
      </Form>
    </Section>,
  )
}

async function changePage(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const { one } = here
  return changeShow(c, here, {
    name: one.name,
    gender: one.gender ?? '',
    division: one.division ?? '',
    title: one.title ?? '',
    venue: one.isVenueByHand ? (one.venueId ?? '') : '',
    sharesRoomWith: one.sharesRoomWith ?? '',
  })
}

async function postChange(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const said = (name: string, most = 120) =>
    (typed[name] ?? '').trim().replace(/\s+/g, ' ').slice(0, most) || null
  const result = await changeFacts(c.var.services, here.actor, here.meeting, {
    id: here.one.id,
    facts: {
      name: said('name') ?? '',
      gender: typed.gender === 'f' || typed.gender === 'm' ? typed.gender : null,
      title: said('title'),
      division: here.words.divisions.find(({ code }) => code === typed.division)?.code ?? null,
      venueId: said('venue'),
      venueReason: said('venueReason', 300),
      sharesRoomWith: said('sharesRoomWith'),
    },
  })
  return answerForm(c, result, {
    to: () => `${here.href(here.one.id)}?done=changed`,
    again: (problems) => changeShow(c, here, typed, problems),
  })
}

async function answerShow(c: RequestContext, here: One, typed: Typed, problems?: readonly FieldProblem[]) {
  const { t, services } = c.var
  const { one, meeting, words, href } = here
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.answer.record'),
      lead: t('participants.answer.recordLead', { name: shownName(words, one) }),
      crumbs: [
        { label: shownName(words, one), href: href(one.id) },
        { label: t('participants.answer.record') },
      ],
      status: problems ? 422 : 200,
    },
    <Section>
      <AnswerForm
        {...{ t, typed, problems }}
        action={href(`${one.id}/answer`)}
        classes={await classesOf(services.db, meeting)}
        venueId={one.venueId}
        isRepresentative={one.representsId !== null}
        zone={zoneName(meeting.timeZone)}
      />
    </Section>,
  )
}

async function answerPage(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const { db } = c.var.services
  const representative = await representativeOf(db, here.meeting, here.one.id)
  const classes = await classesOf(db, here.meeting)
  return answerShow(c, here, typedAnswer(here.one, { representative, meeting: here.meeting, classes }))
}

async function postAnswer(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const read = readAnswer(typed, here.meeting)
  const by = { kind: 'committee', actor: here.actor } as const
  const result = read.ok
    ? await answerInvitation(c.var.services, by, here.meeting, { id: here.one.id, answer: read.value })
    : read
  return answerForm(c, result, {
    to: ({ id }) => `${here.href(id)}?done=answered`,
    again: (problems) => answerShow(c, here, typed, problems),
  })
}

async function cancelShow(
  c: RequestContext,
  here: One,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t } = c.var
  const { one, words, href } = here
  return listPage(
    c,
    here,
    {
      tab: 'list',
      title: t('participants.cancelPage.title', { name: shownName(words, one) }),
      crumbs: [{ label: shownName(words, one), href: href(one.id) }, { label: t('participants.cancel') }],
      status: problems ? 422 : 200,
    },
    <ConfirmForm
      t={t}
      action={href(`${one.id}/cancel`)}
      title={t('participants.cancelPage.question')}
      body={<p>{t('participants.cancelPage.body')}</p>}
      confirm={t('participants.cancel')}
      cancelHref={href(one.id)}
      tone="bad"
    >
      <TextField
        t={t}
        required
        name="reason"
        label={t('participants.fact.reason')}
        problems={problems}
        maxlength={300}
      />
    </ConfirmForm>,
  )
}

async function cancelPage(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  return here ? cancelShow(c, here) : missingPage(c)
}

async function postCancel(c: RequestContext): Promise<Response> {
  const here = await oneIn(c)
  if (!here) return missingPage(c)
  const reason = ((await typedForm(c)).reason ?? '').trim().slice(0, 300)
  const result = await cancelParticipant(c.var.services, here.actor, here.meeting, {
    id: here.one.id,
    reason,
  })
  return answerForm(c, result, {
    to: () => `${here.href(here.one.id)}?done=cancelled`,
    again: (problems) => cancelShow(c, here, problems),
  })
}

/** A button about one participant. */
const button =
  (deed: (...args: Parameters<typeof moveUp>) => Promise<Result<null>>, done: string) =>
  async (c: RequestContext): Promise<Response> => {
    const here = await oneIn(c)
    if (!here) return missingPage(c)
    return answerForm(c, await deed(c.var.services, here.actor, here.meeting, here.one.id), {
      to: () => `${here.href(here.one.id)}?done=${done}`,
      again: () => missingPage(c),
    })
  }

async function waitingPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, services } = c.var
  const { meeting, words, href, mayChange } = here
  const people = await participantsOf(services.db, meeting, { states: ['waiting'] })
  const sorted = people.toSorted(
    (a, b) =>
      (a.unitId < b.unitId ? -1 : a.unitId > b.unitId ? 1 : 0) ||
      a.createdAt.getTime() - b.createdAt.getTime(),
  )
  return listPage(
    c,
    here,
    { tab: 'waiting', lead: t('participants.waiting.lead') },
    <Section>
      {sorted.length === 0 && <Notice>{t('participants.waiting.empty')}</Notice>}
      <PeopleEntries
        {...{ words, href }}
        people={sorted}
        end={(one) =>
          mayChange && <PostButton action={href(`${one.id}/move-up`)} label={t('participants.moveUp')} />
        }
      />
    </Section>,
  )
}

async function duplicatesPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, services } = c.var
  const { meeting, words, href, mayChange } = here
  const groups = await duplicatesOf(services.db, meeting)
  return listPage(
    c,
    here,
    { tab: 'duplicates', lead: t('participants.duplicates.lead') },
    groups.length === 0 ? (
      <Section>
        <Notice>{t('participants.duplicates.empty')}</Notice>
      </Section>
    ) : (
      groups.map((group) => (
        <Section
          title={group[0] && shownName(words, group[0])}
          lead={group[0] && unitName(words, group[0].unitId)}
        >
          <PeopleEntries
            {...{ words, href }}
            people={group}
            end={(one) =>
              mayChange &&
              group
                .filter(({ id }) => id !== one.id)
                .slice(0, 1)
                .map((other) => (
                  <PostButton
                    action={href('merge')}
                    label={t('participants.duplicates.keep')}
                    fields={{ into: one.id, from: other.id }}
                  />
                ))
            }
          />
        </Section>
      ))
    ),
  )
}

async function postMerge(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { from = '', into = '' } = await typedForm(c)
  const reason = c.var.t('participants.duplicates.reason')
  const result = await mergeParticipants(c.var.services, here.actor, here.meeting, { from, into, reason })
  return answerForm(c, result, {
    to: () => `${here.href('duplicates')}?done=merged`,
    again: () => missingPage(c),
  })
}

const one = `${listPath}/:participant`

/** Fixed words before `:participant`: no id spells them. */
export const participantRoutes: readonly Route[] = [
  page('get', `${listPath}/waiting`, 'signed-in', reading(waitingPage)),
  page('get', `${listPath}/duplicates`, 'signed-in', reading(duplicatesPage)),
  page('post', `${listPath}/merge`, 'signed-in', changing(postMerge)),
  page('get', one, 'signed-in', reading(participantPage)),
  page('get', `${one}/change`, 'signed-in', changingOne(changePage)),
  page('post', `${one}/change`, 'signed-in', changingOne(postChange)),
  page('get', `${one}/answer`, 'signed-in', changingOne(answerPage)),
  page('post', `${one}/answer`, 'signed-in', changingOne(postAnswer)),
  page('get', `${one}/cancel`, 'signed-in', changingOne(cancelPage)),
  page('post', `${one}/cancel`, 'signed-in', changingOne(postCancel)),
  page('post', `${one}/keep`, 'signed-in', changingOne(button(keepParticipant, 'kept'))),
  page('post', `${one}/restore`, 'signed-in', changingOne(button(restoreParticipant, 'restored'))),
  page('post', `${one}/move-up`, 'signed-in', changingOne(button(moveUp, 'movedUp'))),
]
