import { z } from 'zod'
import { instantIn } from '../../platform/clock.ts'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { zoneName } from '../../platform/i18n/formats.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  DateField,
  Form,
  Notice,
  RadioGroup,
  renderPage,
  SelectField,
  TextArea,
  TextField,
} from '../../ui/index.ts'
import { chosenUnit, unitParam, unitTree } from '../directory/index.ts'
import { electionsOf, nameIn } from '../elections/index.ts'
import { createMeeting } from './create-meeting.ts'
import { editMeeting } from './edit-meeting.ts'
import { text, textOrNull } from './form-shapes.ts'
import { meetingHref } from './meeting-in-path.ts'
import { type MeetingHere, meetingsPath, missingPage, renderMeeting } from './meeting-page.tsx'
import type { Meeting } from './meetings-read-model.ts'

const shape = z.object({
  nameId: text,
  nameEn: textOrNull,
  purposeId: text,
  purposeEn: textOrNull,
  city: text,
  timeZone: text,
  startsOn: text,
  endsOn: text,
  rosterOn: text,
  answerUntil: textOrNull,
  evaluatesElectionId: textOrNull,
  preparesElectionId: textOrNull,
  source: textOrNull,
})

const typedOf = (meeting: Meeting): Typed => ({
  version: String(meeting.version),
  nameId: meeting.nameId,
  nameEn: meeting.nameEn ?? '',
  purposeId: meeting.purposeId,
  purposeEn: meeting.purposeEn ?? '',
  city: meeting.city,
  timeZone: meeting.timeZone,
  startsOn: meeting.startsOn,
  endsOn: meeting.endsOn,
  rosterOn: meeting.rosterOn,
  answerUntil: meeting.answerUntil ?? '',
  evaluatesElectionId: meeting.evaluatesElectionId ?? '',
  preparesElectionId: meeting.preparesElectionId ?? '',
  source: meeting.source ?? '',
})

interface Shown {
  action: string
  cancelHref: string
  typed: Typed
  problems?: readonly FieldProblem[]
  isOutdated?: boolean
}

/** Zones from west to east, each once: where noon is latest comes first. */
const fromWest = (zones: readonly string[]) => {
  const noon = (zone: string) => +instantIn(zone, '2019-01-01', '12:00')
  return [...new Set(zones)].toSorted((one, other) => noon(other) - noon(one))
}

async function formBody(c: RequestContext, { action, cancelHref, typed, problems, isOutdated }: Shown) {
  const { t, services } = c.var
  const state = { t, typed, problems }
  const zones = fromWest((await unitTree(services)).all.map(({ timeZone }) => timeZone))
  const elections = [
    { value: '', label: t('meetings.form.none') },
    ...(await electionsOf(services.db)).map((election) => ({
      value: election.id,
      label: nameIn(t.locale, election),
    })),
  ]
  return (
    <>
      {isOutdated && <Notice tone="bad">{t('meetings.refusal.outdatedPart')}</Notice>}
      <Form
        t={t}
        action={action}
        problems={problems}
        submit={t('meetings.form.save')}
        cancel={{ href: cancelHref, label: t('ui.confirm.cancel') }}
        hidden={typed.version ? { version: typed.version } : {}}
      >
        <TextField {...state} name="nameId" label={t('meetings.form.nameId')} required maxlength={200} />
        <TextField {...state} name="nameEn" label={t('meetings.form.nameEn')} maxlength={200} />
        <TextArea
          {...state}
          name="purposeId"
          label={t('meetings.form.purposeId')}
          required
          rows={3}
          maxlength={1000}
        />
        <TextArea
          {...state}
          name="purposeEn"
          label={t('meetings.form.purposeEn')}
          rows={3}
          maxlength={1000}
        />
        <TextField
          {...state}
          name="city"
          label={t('meetings.meeting.city')}
          required
          width="medium"
          maxlength={120}
        />
        <RadioGroup
          {...state}
          name="timeZone"
          label={t('meetings.meeting.zone')}
          hint={t('meetings.form.zoneHint')}
          required
          options={zones.map((value) => ({
            value,
            label: zoneName(value) === value ? value : `${zoneName(value)} (${value})`,
          }))}
        />
        <DateField {...state} name="startsOn" label={t('meetings.form.startsOn')} required />
        <DateField {...state} name="endsOn" label={t('meetings.form.endsOn')} required />
        <DateField
          {...state}
          name="rosterOn"
          label={t('meetings.meeting.rosterOn')}
          hint={t('meetings.form.rosterHint')}
          required
        />
        <DateField
          {...state}
          name="answerUntil"
          label={t('meetings.meeting.answerUntil')}
          hint={t('meetings.form.answerHint')}
        />
        <SelectField
          {...state}
          name="evaluatesElectionId"
          label={t('meetings.meeting.evaluates')}
          options={elections}
        />
        <SelectField
          {...state}
          name="preparesElectionId"
          label={t('meetings.meeting.prepares')}
          options={elections}
        />
        <TextField
          {...state}
          name="source"
          label={t('meetings.meeting.source')}
          hint={t('meetings.form.sourceHint')}
          maxlength={300}
        />
      </Form>
    </>
  )
}

async function newForm(
  c: RequestContext,
  typed: Typed,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t } = c.var
  const unit = await chosenUnit(c, 'meetings.change')
  return renderPage(
    c,
    {
      title: t('meetings.list.add'),
      lead: t('meetings.form.hostedBy', { unit: unit.name }),
      crumbs: [{ label: t('meetings.nav'), href: meetingsPath }, { label: t('meetings.list.add') }],
      current: meetingsPath,
      scope: unit.id,
      status: problems ? 422 : 200,
    },
    await formBody(c, {
      action: `${meetingsPath}/new?unit=${unitParam(unit)}`,
      cancelHref: meetingsPath,
      typed,
      problems,
    }),
  )
}

export const newMeetingPage = async (c: RequestContext) =>
  newForm(c, { timeZone: (await chosenUnit(c, 'meetings.change')).timeZone })

export async function postNewMeeting(c: RequestContext): Promise<Response> {
  const { services, actor } = c.var
  if (!actor) return missingPage(c)
  const unit = await chosenUnit(c, 'meetings.change')
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  const result = checked.ok
    ? await createMeeting(services, actor, { ...checked.value, workUnitId: unit.id })
    : checked
  return answerForm(c, result, {
    to: (meeting) => `${meetingHref(meeting)}?done=saved`,
    again: (problems) => newForm(c, typed, problems),
  })
}

async function changeForm(
  c: RequestContext,
  here: MeetingHere,
  shown: Omit<Shown, 'action' | 'cancelHref'>,
): Promise<Response> {
  const action = meetingHref(here.meeting, 'change')
  const body = await formBody(c, { ...shown, action, cancelHref: meetingHref(here.meeting) })
  const status = shown.isOutdated ? 409 : shown.problems ? 422 : 200
  return renderMeeting(c, here, { title: c.var.t('meetings.meeting.change'), status }, body)
}

export const changeMeetingPage = (c: RequestContext, here: MeetingHere) =>
  changeForm(c, here, { typed: typedOf(here.meeting) })

export async function postChangeMeeting(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { meeting, actor } = here
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  const key = { workUnitId: meeting.workUnitId, id: meeting.id, version: Number(typed.version) }
  const result = checked.ok ? await editMeeting(c.var.services, actor, key, checked.value) : checked
  if (!result.ok && result.refusal.key === 'meetings.refusal.outdated') {
    // What was typed stays; sent once more it is meant to replace what the other wrote.
    return changeForm(c, here, { typed: { ...typed, version: String(meeting.version) }, isOutdated: true })
  }
  return answerForm(c, result, {
    to: () => `${meetingHref(meeting)}?done=saved`,
    again: (problems) => changeForm(c, here, { typed, problems }),
  })
}
