import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  CheckboxField,
  ConfirmForm,
  DefinitionList,
  Form,
  LinkButton,
  Section,
  TextField,
} from '../../ui/index.ts'
import { eraseNeedsNow } from './erase-needs.ts'
import { heldOf } from './held-read-model.ts'
import { changing, type Here, hereIn, listPage, listPath, missingPage, reading } from './in-list.tsx'
import { setSettings } from './set-settings.ts'
import { eraseDay, isOver, keepDaysRange, settingsOf } from './settings.ts'

const parts = ['needs', 'travel', 'roomMates', 'reasons', 'photographs'] as const

/** What a meeting keeps of people for its days alone, until when, and what stays after that. */
async function show(
  c: RequestContext,
  here: Here,
  { typed, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, href, mayChange } = here
  const settings = await settingsOf(services.db, meeting)
  const held = await heldOf(services.db, meeting)
  const values = {
    keepDays: String(settings.keepDays),
    takesPhotographs: settings.takesPhotographs ? 'on' : '',
  }
  const field = { t, typed: typed ?? values, problems }
  const mayErase = mayChange && isOver(meeting, services.clock.now())
  return listPage(
    c,
    here,
    {
      tab: 'keeping',
      lead: meeting.example
        ? t('participants.keeping.leadExample')
        : t('participants.keeping.lead', { day: format.weekday(eraseDay(meeting, settings)) }),
      status: problems ? 422 : 200,
      actions: mayErase && (
        <LinkButton href={href('keeping/erase')}>{t('participants.keeping.now')}</LinkButton>
      ),
    },
    <>
      <Section title={t('participants.keeping.held')} lead={t('participants.keeping.heldLead')}>
        <DefinitionList
          items={[
            ...parts.map((part): [string, string] => [
              t(`participants.keeping.part.${part}`),
              t('participants.keeping.people', { count: held[part] }),
            ]),
            [t('participants.keeping.on'), format.weekday(eraseDay(meeting, settings))],
            [
              t('participants.keeping.last'),
              settings.erasedAt
                ? format.instant(settings.erasedAt, meeting.timeZone)
                : t('participants.keeping.never'),
            ],
          ]}
        />
        <p>{t('participants.keeping.stays')}</p>
      </Section>
      {mayChange && (
        <Section title={t('participants.keeping.settings')}>
          <Form t={t} action={href('keeping')} problems={problems} submit={t('participants.keeping.save')}>
            <TextField
              {...field}
              required
              name="keepDays"
              label={t('participants.keeping.days')}
              hint={t('participants.keeping.daysHint', keepDaysRange)}
              width="short"
              inputmode="numeric"
            />
            <CheckboxField
              {...field}
              name="takesPhotographs"
              label={t('participants.keeping.photographs')}
              hint={t('participants.keeping.photographsHint')}
            />
          </Form>
        </Section>
      )}
    </>,
  )
}

async function keepingPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  return here ? show(c, here) : missingPage(c)
}

async function postKeeping(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const typed = await typedForm(c)
  const days = (typed.keepDays ?? '').trim()
  const result = await setSettings(c.var.services, here.actor, here.meeting, {
    keepDays: /^\d{1,4}$/.test(days) ? Number(days) : 0,
    takesPhotographs: typed.takesPhotographs === 'on',
  })
  return answerForm(c, result, {
    to: () => `${here.href('keeping')}?done=keeping`,
    again: (problems) => show(c, here, { typed, problems }),
  })
}

/** Asks before what cannot be brought back. */
async function erasePage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here || !isOver(here.meeting, c.var.services.clock.now())) return missingPage(c)
  const { t, services } = c.var
  const held = await heldOf(services.db, here.meeting)
  return listPage(
    c,
    here,
    {
      tab: 'keeping',
      title: t('participants.keeping.now'),
      crumbs: [
        { label: t('participants.tab.keeping'), href: here.href('keeping') },
        { label: t('participants.keeping.now') },
      ],
    },
    <ConfirmForm
      t={t}
      tone="bad"
      action={here.href('keeping/erase')}
      title={t('participants.keeping.ask', { people: held.people, photographs: held.photographs })}
      body={<p>{t('participants.keeping.stays')}</p>}
      confirm={t('participants.keeping.now')}
      cancelHref={here.href('keeping')}
    />,
  )
}

async function postErase(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  return answerForm(c, await eraseNeedsNow(c.var.services, here.actor, here.meeting), {
    to: ({ people }) => `${here.href('keeping')}?done=erased&n=${people}`,
    again: () => missingPage(c),
  })
}

export const keepingRoutes: readonly Route[] = [
  page('get', `${listPath}/keeping`, 'signed-in', reading(keepingPage)),
  page('post', `${listPath}/keeping`, 'signed-in', changing(postKeeping)),
  page('get', `${listPath}/keeping/erase`, 'signed-in', changing(erasePage)),
  page('post', `${listPath}/keeping/erase`, 'signed-in', changing(postErase)),
]
