import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, ConfirmForm, DateField, Form, TextField } from '../../ui/index.ts'
import { cloneMeeting } from './clone-meeting.ts'
import { text, textOrNull } from './form-shapes.ts'
import { meetingHref } from './meeting-in-path.ts'
import { aboutMeeting, type MeetingHere, meetingsPath, missingPage, renderMeeting } from './meeting-page.tsx'
import { meetingName } from './meetings-read-model.ts'
import { type MeetingStep, meetingSteps, moveMeeting } from './move-meeting.ts'
import { removeMeeting } from './remove-meeting.ts'

const one = `${meetingsPath}/:unit/:meeting`
const steps = Object.keys(meetingSteps) as MeetingStep[]

const deciding = (handler: Parameters<typeof aboutMeeting>[1]) =>
  aboutMeeting('meetings.change', handler, { ofAll: true })

const ask = (step: MeetingStep) =>
  deciding(async (c, here) => {
    const { t } = c.var
    return renderMeeting(
      c,
      here,
      { title: t(`meetings.step.${step}`) },
      <ConfirmForm
        t={t}
        tone={step === 'withdraw' ? 'bad' : 'neutral'}
        action={meetingHref(here.meeting, step)}
        title={t(`meetings.stepAsk.${step}`)}
        body={t(`meetings.stepWhat.${step}`)}
        confirm={t(`meetings.step.${step}`)}
        cancelHref={meetingHref(here.meeting)}
      />,
    )
  })

const take = (step: MeetingStep) =>
  deciding(async (c, { meeting, actor }) =>
    answerForm(c, await moveMeeting(c.var.services, actor, meeting, step), {
      to: () => `${meetingHref(meeting)}?done=moved`,
      again: () => missingPage(c),
    }),
  )

const askRemoval = deciding(async (c, here) => {
  const { t } = c.var
  return renderMeeting(
    c,
    here,
    { title: t('meetings.removal.title') },
    <ConfirmForm
      t={t}
      tone="bad"
      action={meetingHref(here.meeting, 'remove')}
      title={t('meetings.form.removeAsk', { name: meetingName(here.meeting, t.locale) })}
      body={t('meetings.removal.what')}
      confirm={t('meetings.removal.title')}
      cancelHref={meetingHref(here.meeting)}
    />,
  )
})

const remove = deciding(async (c, { meeting, actor }) =>
  answerForm(c, await removeMeeting(c.var.services, actor, meeting), {
    to: () => `${meetingsPath}?done=removed`,
    again: () => missingPage(c),
  }),
)

const cloneShape = z.object({ nameId: text, nameEn: textOrNull, startsOn: text })

const cloneForm = (
  c: RequestContext,
  here: MeetingHere,
  typed: Typed,
  problems?: readonly FieldProblem[],
) => {
  const { t } = c.var
  const state = { t, typed, problems }
  return renderMeeting(
    c,
    here,
    { title: t('meetings.clone.title'), lead: t('meetings.clone.lead'), status: problems ? 422 : 200 },
    <Form
      t={t}
      action={meetingHref(here.meeting, 'clone')}
      problems={problems}
      submit={t('meetings.clone.do')}
      cancel={{ href: meetingHref(here.meeting), label: t('ui.confirm.cancel') }}
    >
      <TextField {...state} name="nameId" label={t('meetings.form.nameId')} required maxlength={200} />
      <TextField {...state} name="nameEn" label={t('meetings.form.nameEn')} maxlength={200} />
      <DateField
        {...state}
        name="startsOn"
        label={t('meetings.form.startsOn')}
        hint={t('meetings.clone.dayHint')}
        required
      />
    </Form>,
  )
}

const postClone = deciding(async (c, here) => {
  const typed = await typedForm(c)
  const checked = checkForm(cloneShape, typed)
  const result = checked.ok
    ? await cloneMeeting(c.var.services, here.actor, here.meeting, checked.value)
    : checked
  return answerForm(c, result, {
    to: (meeting) => `${meetingHref(meeting)}?done=cloned`,
    again: (problems) => cloneForm(c, here, typed, problems),
  })
})

/** The states of a meeting and its removal, each asked for on a page of its own, and a new meeting like this one. */
export const stepRoutes: readonly Route[] = [
  ...steps.flatMap((step) => [
    page('get', `${one}/${step}`, 'signed-in', ask(step)),
    page('post', `${one}/${step}`, 'signed-in', take(step)),
  ]),
  page('get', `${one}/remove`, 'signed-in', askRemoval),
  page('post', `${one}/remove`, 'signed-in', remove),
  page(
    'get',
    `${one}/clone`,
    'signed-in',
    deciding((c, here) => cloneForm(c, here, {})),
  ),
  page('post', `${one}/clone`, 'signed-in', postClone),
]
