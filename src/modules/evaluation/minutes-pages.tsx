import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { isId, newId } from '../../platform/ids.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  EmptyState,
  EntryList,
  ExampleTag,
  ExportLinks,
  LinkButton,
  Notice,
  Section,
  Tabs,
  Tag,
} from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { findingsOfClass } from './findings-read-model.ts'
import {
  type ClassHere,
  classHref,
  draftOf,
  inLanguage,
  isCopy,
  keyOf,
  minutesHref,
  sessionChoices,
} from './here.tsx'
import { minutesFileLinks } from './minutes-files.ts'
import { minutesOf } from './minutes-read-model.ts'
import { saveLine } from './save-line.ts'
import { Draft, draftScript } from './views/draft-parts.tsx'
import { FindingEntries } from './views/finding-entries.tsx'
import { LineForm } from './views/line-fields.tsx'

const doneKeys = ['line', 'lineGone', 'finding', 'findingGone'] as const

/** The session asked for, else the first; empty for what is of no session. */
const sessionOf = ({ sessions }: ClassHere, asked: string | undefined) =>
  sessions.find(({ id }) => id === asked)?.id ?? (asked === '' ? '' : (sessions[0]?.id ?? ''))

async function minutesPageOf(
  c: RequestContext,
  here: ClassHere,
  state: { session: string; typed: Typed; problems?: readonly FieldProblem[] },
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, sessions, mayWrite } = here
  const { session, typed, problems } = state
  const ofClass = await minutesOf(services.db, meeting, here.class.id)
  const lines = ofClass.filter(({ sessionId }) => (sessionId ?? '') === session)
  const found = await findingsOfClass(services.db, meeting, here.class.id)
  const findings = found.filter(({ sessionId }) => (sessionId ?? '') === session)
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
      // The list of all classes is for who reads the meeting.
      back: here.rights.mayAnywhere('meetings.read')
        ? { label: t('evaluation.minutes'), under: 'minutes' }
        : undefined,
      head: mayWrite && draftScript(),
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
      <Section title={t('evaluation.minutes')} id="taken-lines">
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
              end: line.example && <ExampleTag t={t} />,
            }))}
          />
        )}
      </Section>
      {mayWrite && (
        <div class="screen-only">
          <Section title={t('evaluation.line.new')} lead={t('evaluation.line.newLead')} id="new">
            {isAtForm && <Notice tone="good">{t('evaluation.done.line')}</Notice>}
            <Draft t={t} config={draftOf(here, 'line new')}>
              <LineForm
                t={t}
                typed={typed}
                problems={problems}
                action={classHref(here, 'minutes')}
                hidden={{ id: typed.id ?? newId(), version: '0', session }}
                submit={t('evaluation.line.add')}
              />
            </Draft>
          </Section>
        </div>
      )}
      <Section
        title={t('evaluation.findings')}
        id="taken-findings"
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
      {ofClass.length + found.length > 0 && (
        <ExportLinks t={t} links={minutesFileLinks(classHref(here, 'minutes'))} />
      )}
    </>,
  )
}

/** The page as a device keeps it: the form alone, for whichever session. */
const minutesCopy = (c: RequestContext, here: ClassHere) => {
  const { t } = c.var
  return renderMeeting(
    c,
    here,
    {
      title: t('evaluation.minutesOf', { code: here.class.code }),
      lead: t('evaluation.device.offlineLead'),
      tag: <Tag tone="warn">{t('evaluation.device.offline')}</Tag>,
      head: draftScript(),
    },
    <Section title={t('evaluation.line.new')}>
      <Draft t={t} config={{ ...draftOf(here, 'line new'), offline: null }}>
        <LineForm
          t={t}
          typed={{ session: sessionOf(here, c.req.query('session')) }}
          action={classHref(here, 'minutes')}
          hidden={{ id: newId(), version: '0' }}
          sessions={sessionChoices(t, here)}
          submit={t('evaluation.line.add')}
        />
      </Draft>
    </Section>,
  )
}

/** The minutes and findings of one session of a class, and the forms that take down more. */
export const minutesPage = (c: RequestContext, here: ClassHere) =>
  isCopy(c) && here.mayWrite
    ? minutesCopy(c, here)
    : minutesPageOf(c, here, { session: sessionOf(here, c.req.query('session')), typed: {} })

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
