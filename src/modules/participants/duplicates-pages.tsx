import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { answerForm, Notice, PostButton, Section } from '../../ui/index.ts'
import { changing, hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { shownName, unitName } from './list-words.ts'
import { mergeParticipants } from './merge-participants.ts'
import { duplicatesOf } from './participants-read-model.ts'
import { PeopleEntries } from './views/people-list.tsx'

/** The same name from the same unit, group by group, with the choice which entry goes on. */
async function duplicatesPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, services } = c.var
  const { meeting, words, href, mayEdit } = here
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
              mayEdit &&
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

export const duplicatesRoutes: readonly Route[] = [
  page('get', `${listPath}/duplicates`, 'signed-in', reading(duplicatesPage)),
  page('post', `${listPath}/merge`, 'signed-in', changing(postMerge)),
]
