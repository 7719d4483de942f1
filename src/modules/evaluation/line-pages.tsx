import { type Typed, typedForm } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { ActionBar, answerForm, ConfirmForm, EntryList, LinkButton, Section } from '../../ui/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { type ClassHere, classHref, draftOf, keyOf, minutesBack, minutesHref, missingPage } from './here.tsx'
import { type MinutesLine, minutesLineById } from './minutes-read-model.ts'
import { removeTaken } from './remove-taken.ts'
import { saveLine } from './save-line.ts'
import { Draft, draftScript } from './views/draft-parts.tsx'
import { LineForm } from './views/line-fields.tsx'

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
      head: draftScript(),
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
      <Draft t={t} config={draftOf(here, `line ${line.id}`)}>
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
      </Draft>
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
  return answerForm(c, await removeTaken(c.var.services, here.actor, keyOf(here), 'minutes_line', target), {
    to: () => `${minutesHref(here, line.sessionId ?? '')}&done=lineGone`,
    again: () => missingPage(c),
  })
}
