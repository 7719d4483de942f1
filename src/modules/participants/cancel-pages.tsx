import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, ConfirmForm, TextField } from '../../ui/index.ts'
import { cancelParticipant } from './cancel-participant.ts'
import { changingOne, listPage } from './in-list.tsx'
import { shownName } from './list-words.ts'
import { aboutOne, crumbsTo, type One, onePath } from './one-participant.tsx'

/** Asks before somebody is taken off the list, and why. */
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
      crumbs: crumbsTo(here, t('participants.cancel')),
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

const cancelPage = aboutOne((c, here) => cancelShow(c, here))

const postCancel = aboutOne(async (c, here) => {
  const reason = ((await typedForm(c)).reason ?? '').trim().slice(0, 300)
  const result = await cancelParticipant(c.var.services, here.actor, here.meeting, {
    id: here.one.id,
    reason,
  })
  return answerForm(c, result, {
    to: () => `${here.href(here.one.id)}?done=cancelled`,
    again: (problems) => cancelShow(c, here, problems),
  })
})

export const cancelRoutes: readonly Route[] = [
  page('get', `${onePath}/cancel`, 'signed-in', changingOne(cancelPage)),
  page('post', `${onePath}/cancel`, 'signed-in', changingOne(postCancel)),
]
