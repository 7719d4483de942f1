import type { Child } from 'hono/jsx'
import type { Actor } from '../../platform/access.ts'
import type { Db } from '../../platform/db/database.ts'
import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { MessageKey, Translator } from '../../platform/i18n/catalogue.ts'
import type { FieldProblem, Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { answerForm, ConfirmForm, Form, LinkButton, Notice } from '../../ui/index.ts'
import { meetingHref } from './meeting-in-path.ts'
import { aboutMeeting, type MeetingHere, meetingsPath, missingPage, renderMeeting } from './meeting-page.tsx'
import type { Meeting, MeetingKey } from './meetings-read-model.ts'

/** What every field of a form is given. */
export interface FieldState {
  t: Translator
  typed: Typed
  problems?: readonly FieldProblem[]
}

/** The form of one kind of part of a meeting: added, changed, removed after being asked once more. */
export interface PartForm<Part> {
  /** Its place under the meeting: `venues` gives `/venues/new` and `/venues/ID`. */
  under: string
  /** Whether new ones come one by one through this form; others are added in bulk on a page of their own. */
  isAddedHere: boolean
  /** The section it is shown in, with the word of that section. */
  section: { label: MessageKey; under: string }
  words: {
    add: MessageKey
    change: MessageKey
    remove: MessageKey
    /** What goes with it. */
    removes: MessageKey
  }
  nameOf(part: Part, t: Translator): string
  find(db: Db, meeting: MeetingKey, id: string): Promise<Part | undefined>
  /** What a form about something new begins with. */
  begin(c: RequestContext, here: MeetingHere): Typed
  typedOf(part: Part, meeting: Meeting): Typed
  markOf(part: Part): string
  fields(c: RequestContext, here: MeetingHere, part: Part | undefined): Promise<(state: FieldState) => Child>
  /** Checks what was typed and saves it; `existing` names what is changed. */
  save(
    services: Services,
    actor: Actor,
    meeting: Meeting,
    typed: Typed,
    existing: { part: Part; mark: string } | null,
  ): Promise<Result<unknown>>
  remove(services: Services, actor: Actor, meeting: MeetingKey, id: string): Promise<Result<unknown>>
}

const changing = 'meetings.change'

/** The pages of a kind of part, with their routes. */
export function partRoutes<Part>(form: PartForm<Part>): readonly Route[] {
  const { under, section, words } = form
  const hrefOf = (meeting: Meeting, id: string) => meetingHref(meeting, `${under}/${encodeURIComponent(id)}`)
  const back = (meeting: Meeting) => meetingHref(meeting, section.under)

  interface Shown {
    part: Part | undefined
    typed: Typed
    problems?: readonly FieldProblem[]
    isOutdated?: boolean
  }
  const show = async (c: RequestContext, here: MeetingHere, { part, typed, problems, isOutdated }: Shown) => {
    const { t } = c.var
    const id = c.req.param('part') ?? 'new'
    const fields = await form.fields(c, here, part)
    return renderMeeting(
      c,
      here,
      {
        title: t(part ? words.change : words.add),
        back: { label: t(section.label), under: section.under },
        status: isOutdated ? 409 : problems ? 422 : 200,
        actions: part && (
          <LinkButton href={`${hrefOf(here.meeting, id)}/remove`}>{t(words.remove)}</LinkButton>
        ),
      },
      <>
        {isOutdated && <Notice tone="bad">{t('meetings.refusal.outdatedPart')}</Notice>}
        <Form
          t={t}
          action={hrefOf(here.meeting, id)}
          problems={problems}
          submit={t('meetings.form.save')}
          cancel={{ href: back(here.meeting), label: t('ui.confirm.cancel') }}
          hidden={part ? { mark: isOutdated || !typed.mark ? form.markOf(part) : typed.mark } : {}}
        >
          {fields({ t, typed, problems })}
        </Form>
      </>,
    )
  }

  /** The part of the path; null where the path names none, undefined where there is none of that name. */
  const partOf = (c: RequestContext, { meeting }: MeetingHere) => {
    const id = c.req.param('part')
    return id === undefined ? null : form.find(c.var.services.db, meeting, id)
  }

  const get = aboutMeeting(changing, async (c, here) => {
    const part = await partOf(c, here)
    if (part === undefined) return missingPage(c)
    const typed = part ? form.typedOf(part, here.meeting) : form.begin(c, here)
    return show(c, here, { part: part ?? undefined, typed })
  })

  const post = aboutMeeting(changing, async (c, here) => {
    const part = await partOf(c, here)
    if (part === undefined) return missingPage(c)
    const typed = await typedForm(c)
    const existing = part && { part, mark: typed.mark ?? '' }
    const result = await form.save(c.var.services, here.actor, here.meeting, typed, existing)
    const shown = { part: part ?? undefined, typed }
    if (!result.ok && result.refusal.key === 'meetings.refusal.outdated') {
      return show(c, here, { ...shown, isOutdated: true })
    }
    return answerForm(c, result, {
      to: () => `${back(here.meeting)}?done=saved`,
      again: (problems) => show(c, here, { ...shown, problems }),
    })
  })

  const ask = aboutMeeting(changing, async (c, here) => {
    const { t } = c.var
    const part = await partOf(c, here)
    if (!part) return missingPage(c)
    return renderMeeting(
      c,
      here,
      { title: t(words.remove), back: { label: t(section.label), under: section.under } },
      <ConfirmForm
        t={t}
        tone="bad"
        action={`${hrefOf(here.meeting, c.req.param('part') ?? '')}/remove`}
        title={t('meetings.form.removeAsk', { name: form.nameOf(part, t) })}
        body={t(words.removes)}
        confirm={t(words.remove)}
        cancelHref={back(here.meeting)}
      />,
    )
  })

  const remove = aboutMeeting(changing, async (c, here) => {
    const id = c.req.param('part') ?? ''
    return answerForm(c, await form.remove(c.var.services, here.actor, here.meeting, id), {
      to: () => `${back(here.meeting)}?done=removed`,
      again: () => missingPage(c),
    })
  })

  const base = `${meetingsPath}/:unit/:meeting/${under}`
  const adding = [
    page('get', `${base}/new`, 'signed-in', get),
    page('post', `${base}/new`, 'signed-in', post),
  ]
  return [
    ...(form.isAddedHere ? adding : []),
    page('get', `${base}/:part`, 'signed-in', get),
    page('post', `${base}/:part`, 'signed-in', post),
    page('get', `${base}/:part/remove`, 'signed-in', ask),
    page('post', `${base}/:part/remove`, 'signed-in', remove),
  ]
}

/** What a section says after something was done on one of its forms. */
export function DoneNotice({ c }: { c: RequestContext }) {
  const { t } = c.var
  const done = c.req.query('done')
  if (done === 'removed') return <Notice tone="good">{t('meetings.done.removed')}</Notice>
  return done === 'saved' ? <Notice tone="good">{t('meetings.done.saved')}</Notice> : null
}
