import { page, type Route } from '../../platform/http/route.ts'
import type { Result } from '../../platform/result.ts'
import { ActionBar, answerForm, LinkButton, PostButton, Section } from '../../ui/index.ts'
import { classesOf } from '../meetings/index.ts'
import { changingOne, listPage, missingPage, reading } from './in-list.tsx'
import { keepParticipant } from './keep-participant.ts'
import { officeOf, shownName, unitName } from './list-words.ts'
import { moveUp } from './move-up.ts'
import { aboutOne, onePath } from './one-participant.tsx'
import { canAnswer } from './participant-states.ts'
import { historyOf, participantById, representativeOf } from './participants-read-model.ts'
import { personalPath } from './personal-code.ts'
import { photographOf } from './photographs-read-model.ts'
import { restoreParticipant } from './restore-participant.ts'
import { rulesOf } from './rules-read-model.ts'
import { eraseDay, settingsOf } from './settings.ts'
import { HistoryList, ParticipantFacts } from './views/participant-facts.tsx'
import { StateTag } from './views/words.tsx'

/** One participant: facts, answer, history. */
const participantPage = aboutOne(async (c, here) => {
  const { t, format, services } = c.var
  const { one, meeting, words, href, isCommittee, mayEditOne } = here
  const by = (id: string | null) => (id ? participantById(services.db, meeting, id) : undefined)
  const others = {
    represents: await by(one.representsId),
    representative: await representativeOf(services.db, meeting, one.id),
    roomMate: await by(one.sharesRoomWith),
  }
  const rule = (await rulesOf(services.db, meeting)).find(({ id }) => id === one.ruleId)
  const history = await historyOf(services.db, one)
  const own = href(one.id)
  const settings = await settingsOf(services.db, meeting)
  const hasPhotograph =
    isCommittee && one.name !== '' && (await photographOf(services.db, meeting, one.id)) !== undefined
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
      actions: mayEditOne && isListed && (
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
          eraseOn={eraseDay(meeting, settings)}
          classes={await classesOf(services.db, meeting)}
          hrefOf={href}
        />
      </Section>
      {hasPhotograph && (
        <Section
          title={t('participants.photograph.heading')}
          lead={t('participants.photograph.desk', { day: format.day(eraseDay(meeting, settings)) })}
        >
          <p>
            <img
              src={`${own}/photograph`}
              width="160"
              height="200"
              alt={t('participants.photograph.of', { name: shownName(words, one) })}
            />
          </p>
          <ActionBar>
            <PostButton action={`${own}/photograph/remove`} label={t('participants.photograph.remove')} />
          </ActionBar>
        </Section>
      )}
      {isCommittee && (
        <Section title={t('participants.one.link')} lead={t('participants.one.linkLead')}>
          {isListed ? (
            <p>
              <a href={personalPath(one.code)}>{`${services.config.publicUrl}${personalPath(one.code)}`}</a>
            </p>
          ) : (
            <p>{t('participants.one.noLink')}</p>
          )}
          {mayEditOne && (
            <ActionBar>
              {one.state === 'waiting' && (
                <PostButton action={`${own}/move-up`} tone="ink" label={t('participants.moveUp')} />
              )}
              {isListed && <LinkButton href={`${own}/cancel`}>{t('participants.cancel')}</LinkButton>}
              {one.state === 'cancelled' && one.name !== '' && (
                <PostButton action={`${own}/restore`} label={t('participants.restore')} />
              )}
            </ActionBar>
          )}
        </Section>
      )}
      <Section title={t('participants.one.history')}>
        {history.length === 0 && <p>{t('participants.one.noHistory')}</p>}
        <HistoryList {...{ t, format, meeting, history }} />
      </Section>
    </>,
  )
})

/** A button about one participant. */
const button = (deed: (...args: Parameters<typeof moveUp>) => Promise<Result<null>>, done: string) =>
  aboutOne(async (c, here) =>
    answerForm(c, await deed(c.var.services, here.actor, here.meeting, here.one.id), {
      to: () => `${here.href(here.one.id)}?done=${done}`,
      again: () => missingPage(c),
    }),
  )

/** Stand after the fixed words in the place of `:participant`: no id spells them. */
export const participantRoutes: readonly Route[] = [
  page('get', onePath, 'signed-in', reading(participantPage)),
  page('post', `${onePath}/keep`, 'signed-in', changingOne(button(keepParticipant, 'kept'))),
  page('post', `${onePath}/restore`, 'signed-in', changingOne(button(restoreParticipant, 'restored'))),
  page('post', `${onePath}/move-up`, 'signed-in', changingOne(button(moveUp, 'movedUp'))),
]
