import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  ActionBar,
  answerForm,
  ConfirmForm,
  EmptyState,
  EntryList,
  LinkButton,
  Notice,
  Section,
  Tabs,
} from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { findingsOfClass } from './findings-read-model.ts'
import { type ClassHere, classHref, inLanguage, keyOf, minutesBack, missingPage } from './here.tsx'
import { type MinutesLine, minutesLineById, minutesOf } from './minutes-read-model.ts'
import { removeLine } from './remove-line.ts'
import { saveLine } from './save-line.ts'
import { FindingEntries } from './views/finding-entries.tsx'
import { LineForm } from './views/line-fields.tsx'

const doneKeys = ['line', 'lineGone', 'finding', 'findingGone'] as const

/** The session asked for, else the first; empty for what is of no session. */
const sessionOf = ({ sessions }: ClassHere, asked: string | undefined) =>
  sessions.find(({ id }) => id === asked)?.id ?? (asked === '' ? '' : (sessions[0]?.id ?? ''))

const minutesHref = (here: ClassHere, session: string) => `${classHref(here, 'minutes')}?session=${session}`

async function minutesPageOf(
  c: RequestContext,
  here: ClassHere,
  state: { session: string; typed: Typed; problems?: readonly FieldProblem[] },
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, sessions, mayWrite } = here
  const { session, typed, problems } = state
  const lines = (await minutesOf(services.db, meeting, here.class.id)).filter(
    ({ sessionId }) => (sessionId ?? '') === session,
  )
  const findings = (await findingsOfClass(services.db, meeting, here.class.id)).filter(
    ({ sessionId }) => (sessionId ?? '') === session,
  )
  const done = problems ? undefined : doneKeys.find((key) => key === c.req.query('done'))
  // Who saves line after line is led back to the form, where the next one is written.
  const isAtForm = done === 'line' && mayWrite
  return renderMeeting(
    c,
    here,
    {
      title: t('evaluation.minutesOf', { code: here.class.code }),
      lead: inLanguage(t.locale, here.class.topicId, here.class.topicEn),
      status: problems ? 422 : 200,
      back: { label: t('evaluation.minutes'), under: 'minutes' },
    },
    <>
      {done && !isAtForm && <Notice tone="good">{t(`evaluation.done.${done}`)}</Notice>}
      <Tabs
        items={[
          ...sessions.map(({ id, titleId, titleEn, startsAt }) => ({
            label: `${inLanguage(t.locale, titleId, titleEn)} · ${format.instant(startsAt, meeting.timeZone)}`,
            href: minutesHref(here, id),
            current: id === session,
          })),
          { label: t('evaluation.noSession'), href: minutesHref(here, ''), current: session === '' },
        ]}
      />
      <Section title={t('evaluation.minutes')}>
        {lines.length === 0 ? (
          <EmptyState title={t('evaluation.minutesEmpty')} />
        ) : (
          <EntryList
            entries={lines.map((line) => ({
              title: line.point,
              href: mayWrite ? classHref(here, `minutes/${line.id}`) : undefined,
              text: (
                <>
                  {line.said}
                  {line.decided && (
                    <>
                      {' '}
                      <strong>{t('evaluation.line.decidedAs', { decided: line.decided })}</strong>
                    </>
                  )}{' '}
                  <span class="muted small">{format.instant(line.changedAt, meeting.timeZone)}</span>
                </>
              ),
            }))}
          />
        )}
      </Section>
      {mayWrite && (
        <Section title={t('evaluation.line.new')} lead={t('evaluation.line.newLead')} id="new">
          {isAtForm && <Notice tone="good">{t('evaluation.done.line')}</Notice>}
          <LineForm
            t={t}
            typed={typed}
            problems={problems}
            action={classHref(here, 'minutes')}
            hidden={{ id: typed.id ?? newId(), version: '0', session }}
            submit={t('evaluation.line.add')}
          />
        </Section>
      )}
      <Section
        title={t('evaluation.findings')}
        actions={
          mayWrite && (
            <LinkButton tone="main" href={`${classHref(here, 'findings/new')}?session=${session}`}>
              {t('evaluation.finding.record')}
            </LinkButton>
          )
        }
      >
        {findings.length === 0 ? (
          <EmptyState title={t('evaluation.findingsEmptyHere')} />
        ) : (
          <FindingEntries
            speech={{ t, format }}
            tree={await unitTree(services)}
            findings={findings}
            hrefOf={mayWrite ? ({ id }) => classHref(here, `findings/${id}`) : undefined}
          />
        )}
      </Section>
    </>,
  )
}

/** The minutes and findings of one session of a class, and the forms that take down more. */
export const minutesPage = (c: RequestContext, here: ClassHere) =>
  minutesPageOf(c, here, { session: sessionOf(here, c.req.query('session')), typed: {} })

export async function postLine(c: RequestContext, here: ClassHere): Promise<Response> {
  const typed = await typedForm(c)
  const session = sessionOf(here, typed.session ?? '')
  const id = isId(typed.id ?? '') ? (typed.id ?? '') : newId()
  // What is added has no version yet, whatever a form says.
  const sent = { ...typed, session, version: '0' }
  return answerForm(c, await saveLine(c.var.services, here.actor, keyOf(here), id, sent), {
    to: () => `${minutesHref(here, session)}&done=line#new`,
    again: (problems) => minutesPageOf(c, here, { session, typed: { ...typed, id }, problems }),
  })
}

/** The line in the path. */
async function found(c: RequestContext, here: ClassHere): Promise<MinutesLine | undefined> {
  const line = await minutesLineById(c.var.services.db, here.meeting, c.req.param('line') ?? '')
  return line?.classId === here.class.id ? line : undefined
}

const isChangedMeanwhile = (problems: readonly FieldProblem[] | undefined) =>
  problems?.some(({ key }) => key === 'evaluation.refusal.changedMeanwhile') ?? false

function linePageOf(
  c: RequestContext,
  here: ClassHere,
  line: MinutesLine,
  typed: Typed,
  problems?: readonly FieldProblem[],
): Promise<Response> {
  const { t, format } = c.var
  const back = minutesHref(here, line.sessionId ?? '')
  return renderMeeting(
    c,
    here,
    {
      title: t('evaluation.line.change'),
      status: problems ? 422 : 200,
      back: minutesBack(here, t('evaluation.minutesOf', { code: here.class.code })),
    },
    <>
      {isChangedMeanwhile(problems) && (
        <Section
          tone="warn"
          title={t('evaluation.line.other')}
          lead={t('evaluation.line.otherLead', {
            at: format.instant(line.changedAt, here.meeting.timeZone),
          })}
        >
          <EntryList
            entries={[{ title: line.point, text: [line.said, line.decided].filter(Boolean).join(' · ') }]}
          />
        </Section>
      )}
      <LineForm
        t={t}
        typed={typed}
        problems={problems}
        action={classHref(here, `minutes/${line.id}`)}
        // Having seen the other words, sending again replaces them knowingly.
        hidden={{
          version: String(isChangedMeanwhile(problems) ? line.version : (typed.version ?? line.version)),
          session: line.sessionId ?? '',
        }}
        submit={t('evaluation.line.save')}
        cancel={{ href: back, label: t('ui.confirm.cancel') }}
      />
      <ActionBar>
        <LinkButton href={classHref(here, `minutes/${line.id}/remove`)}>
          {t('evaluation.line.remove')}
        </LinkButton>
      </ActionBar>
    </>,
  )
}

export async function linePage(c: RequestContext, here: ClassHere): Promise<Response> {
  const line = await found(c, here)
  if (!line) return missingPage(c)
  return linePageOf(c, here, line, { point: line.point, said: line.said, decided: line.decided ?? '' })
}

export async function postChangedLine(c: RequestContext, here: ClassHere): Promise<Response> {
  const line = await found(c, here)
  if (!line) return missingPage(c)
  const typed = await typedForm(c)
  const sent = { ...typed, session: line.sessionId ?? '', version: typed.version || '1' }
  return answerForm(c, await saveLine(c.var.services, here.actor, keyOf(here), line.id, sent), {
    to: () => `${minutesHref(here, line.sessionId ?? '')}&done=line#new`,
    again: async (problems) => linePageOf(c, here, (await found(c, here)) ?? line, typed, problems),
  })
}

/** Asks once more before a line goes. */
export async function removeLinePage(c: RequestContext, here: ClassHere): Promise<Response> {
  const { t } = c.var
  const line = await found(c, here)
  if (!line) return missingPage(c)
  return renderMeeting(
    c,
    here,
    {
      title: t('evaluation.line.remove'),
      back: minutesBack(here, t('evaluation.minutesOf', { code: here.class.code })),
    },
    <ConfirmForm
      t={t}
      tone="bad"
      action={classHref(here, `minutes/${line.id}/remove`)}
      fields={{ version: String(line.version) }}
      title={t('evaluation.line.removeAsk', { point: line.point })}
      body={line.said}
      confirm={t('evaluation.line.remove')}
      cancelHref={minutesHref(here, line.sessionId ?? '')}
    />,
  )
}

export async function postRemoveLine(c: RequestContext, here: ClassHere): Promise<Response> {
  const line = await found(c, here)
  if (!line) return missingPage(c)
  const { version } = await typedForm(c)
  const target = { id: line.id, version: Number(version) || 0 }
  return answerForm(c, await removeLine(c.var.services, here.actor, keyOf(here), target), {
    to: () => `${minutesHref(here, line.sessionId ?? '')}&done=lineGone`,
    again: () => missingPage(c),
  })
}
