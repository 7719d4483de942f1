import { z } from 'zod'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  type Column,
  ConfirmForm,
  DataTable,
  EmptyState,
  FilterForm,
  Form,
  LinkButton,
  RadioGroup,
  Section,
  SelectField,
  TextField,
} from '../../ui/index.ts'
import { accountChoices } from '../accounts/index.ts'
import { unitTree } from '../directory/index.ts'
import { type Delegate, delegatesOf } from './delegates-read-model.ts'
import { choice, text, textOrNull } from './form-shapes.ts'
import { giveTask, takeTask } from './give-task.ts'
import { meetingHref } from './meeting-in-path.ts'
import { aboutMeeting, type MeetingHere, meetingsPath, missingPage, renderMeeting } from './meeting-page.tsx'
import { DoneNotice } from './part-pages.tsx'
import { venuesOf } from './places-read-model.ts'
import { delegateTasks } from './tables.ts'
import { venueName } from './views/words.ts'

/** As many accounts as are offered at once; a longer list is searched. */
const offered = 20
const shape = z.object({ accountId: text, task: choice(delegateTasks), venueId: textOrNull })

/** Tasks are given and taken by who may change the whole meeting; only they see whom they could be given to. */
const deciding = (handler: Parameters<typeof aboutMeeting>[1]) =>
  aboutMeeting('meetings.change', handler, { ofAll: true })

const list = aboutMeeting('meetings.read', async (c, here) => {
  const { t, format, services } = c.var
  const { meeting, rights } = here
  const venues = await venuesOf(services.db, meeting)
  const mayChange = rights.may('meetings.change')
  const columns: Column<Delegate>[] = [
    {
      key: 'name',
      label: t('meetings.task.who'),
      phone: 'title',
      cell: ({ name }) => name || t('meetings.task.nobody'),
    },
    { key: 'task', label: t('meetings.task'), cell: ({ task }) => t(`meetings.task.${task}`) },
    {
      key: 'venue',
      label: t('meetings.task.where'),
      cell: ({ venueId }) => {
        const venue = venues.find(({ id }) => id === venueId)
        return venue ? venueName(venue) : t('meetings.task.everywhere')
      },
    },
    {
      key: 'since',
      label: t('meetings.task.since'),
      cell: ({ givenAt }) => format.instant(givenAt, meeting.timeZone),
    },
    {
      key: 'take',
      label: t('meetings.task.take'),
      cell: ({ id }) =>
        mayChange && <a href={meetingHref(meeting, `tasks/${id}/take`)}>{t('meetings.task.take')}</a>,
    },
  ]
  return renderMeeting(
    c,
    here,
    {
      section: 'tasks',
      title: t('meetings.tasks.title'),
      lead: t('meetings.tasks.lead'),
      actions: mayChange && meeting.state !== 'closed' && (
        <LinkButton tone="main" href={meetingHref(meeting, 'tasks/new')}>
          {t('meetings.task.give')}
        </LinkButton>
      ),
    },
    <>
      <DoneNotice c={c} />
      <DataTable
        t={t}
        caption={t('meetings.tasks.title')}
        rows={await delegatesOf(services.db, meeting)}
        columns={columns}
        empty={<EmptyState title={t('meetings.tasks.empty')}>{t('meetings.tasks.emptyDo')}</EmptyState>}
      />
    </>,
  )
})

async function form(
  c: RequestContext,
  here: MeetingHere,
  typed: Typed,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, services } = c.var
  const { meeting } = here
  const state = { t, typed, problems }
  const asked = typed.q ?? ''
  const tree = await unitTree(services)
  const scope = meeting.workUnitId
  const accounts = await accountChoices(services.db, { scope, text: asked, limit: offered })
  const venues = await venuesOf(services.db, meeting)
  return renderMeeting(
    c,
    here,
    {
      title: t('meetings.task.give'),
      back: { label: t('meetings.tab.tasks'), under: 'tasks' },
      status: problems ? 422 : 200,
    },
    <>
      <FilterForm t={t} action={meetingHref(meeting, 'tasks/new')} submit={t('meetings.task.search')}>
        <TextField t={t} name="q" label={t('meetings.task.searchFor')} type="search" required typed={typed} />
      </FilterForm>
      {accounts.length === 0 ? (
        <EmptyState title={t('meetings.task.notFound')}>{t('meetings.task.notFoundDo')}</EmptyState>
      ) : (
        <Section>
          <Form
            t={t}
            action={meetingHref(meeting, 'tasks/new')}
            problems={problems}
            submit={t('meetings.task.give')}
            cancel={{ href: meetingHref(meeting, 'tasks'), label: t('ui.confirm.cancel') }}
            hidden={{ q: asked }}
          >
            <RadioGroup
              {...state}
              name="accountId"
              label={t('meetings.task.who')}
              hint={accounts.length === offered ? t('meetings.task.more', { count: offered }) : undefined}
              required
              options={accounts.map((account) => ({
                value: account.id,
                label: account.name,
                hint: tree.byId(account.scope)?.shortName ?? account.scope,
              }))}
            />
            <RadioGroup
              {...state}
              name="task"
              label={t('meetings.task')}
              required
              options={delegateTasks.map((value) => ({
                value,
                label: t(`meetings.task.${value}`),
                hint: t(`meetings.taskWhat.${value}`),
              }))}
            />
            <SelectField
              {...state}
              name="venueId"
              label={t('meetings.task.where')}
              required
              options={[
                { value: '', label: t('meetings.task.everywhere') },
                ...venues.map((venue) => ({ value: venue.id, label: venueName(venue) })),
              ]}
            />
          </Form>
        </Section>
      )}
    </>,
  )
}

const give = deciding(async (c, here) => {
  const typed = await typedForm(c)
  const checked = checkForm(shape, typed)
  const result = checked.ok
    ? await giveTask(c.var.services, here.actor, here.meeting, checked.value)
    : checked
  return answerForm(c, result, {
    to: () => `${meetingHref(here.meeting, 'tasks')}?done=saved`,
    again: (problems) => form(c, here, typed, problems),
  })
})

const ask = deciding(async (c, here) => {
  const { t, services } = c.var
  const found = (await delegatesOf(services.db, here.meeting)).find(({ id }) => id === c.req.param('task'))
  if (!found) return missingPage(c)
  return renderMeeting(
    c,
    here,
    { title: t('meetings.task.take'), back: { label: t('meetings.tab.tasks'), under: 'tasks' } },
    <ConfirmForm
      t={t}
      tone="bad"
      action={meetingHref(here.meeting, `tasks/${found.id}/take`)}
      title={t('meetings.task.takeAsk', {
        name: found.name || t('meetings.task.nobody'),
        task: t(`meetings.task.${found.task}`),
      })}
      body={t('meetings.task.takes')}
      confirm={t('meetings.task.take')}
      cancelHref={meetingHref(here.meeting, 'tasks')}
    />,
  )
})

const take = deciding(async (c, here) => {
  const id = c.req.param('task') ?? ''
  return answerForm(c, await takeTask(c.var.services, here.actor, here.meeting, id), {
    to: () => `${meetingHref(here.meeting, 'tasks')}?done=removed`,
    again: () => missingPage(c),
  })
})

const base = `${meetingsPath}/:unit/:meeting/tasks`

/** Whom a meeting is delegated to. */
export const taskRoutes: readonly Route[] = [
  page('get', base, 'signed-in', list),
  page(
    'get',
    `${base}/new`,
    'signed-in',
    deciding((c, here) => form(c, here, { q: c.req.query('q') ?? '' })),
  ),
  page('post', `${base}/new`, 'signed-in', give),
  page('get', `${base}/:task/take`, 'signed-in', ask),
  page('post', `${base}/:task/take`, 'signed-in', take),
]
