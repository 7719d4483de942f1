import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Refusal } from '../../platform/result.ts'
import { type Crumb, ExampleTag, Notice, refusalPage, renderPage, Tabs } from '../../ui/index.ts'
import {
  aboutMeeting,
  type MeetingHere,
  meetingHref,
  meetingInPath,
  meetingName,
  renderMeeting,
  rightsIn,
} from '../meetings/index.ts'
import { type ListWords, listWords } from './list-words.ts'

type Handler = (c: RequestContext) => Promise<Response>

/** For who may read the meeting, by role or by a task given for it. Its routes are declared `signed-in`. */
export const reading = (handler: Handler) => aboutMeeting('meetings.read', (c) => handler(c))
/** For who may change the list as a whole. */
export const changing = (handler: Handler) =>
  aboutMeeting('meetings.change', (c, { rights }) =>
    rights.may('meetings.change')
      ? handler(c)
      : refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403),
  )
/** For who may change those of one venue at least; the command asks for whom. */
export const changingOne = (handler: Handler) => aboutMeeting('meetings.change', (c) => handler(c))
/** The list of a meeting and the pages under it. */
export const listPath = '/desk/meetings/:unit/:meeting/people'

export const missingPage = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' } satisfies Refusal, 404)

/** A page about the list of one meeting. */
export interface Here extends MeetingHere {
  words: ListWords
  /** The list as a whole. */
  mayChange: boolean
  /** Address of the list, or of a page under it. */
  href(under?: string): string
}

/** The meeting in the path with what its pages need, or undefined. */
export async function hereIn(c: RequestContext): Promise<Here | undefined> {
  const { services, actor, t } = c.var
  const meeting = await meetingInPath(c)
  if (!meeting || !actor) return undefined
  const rights = await rightsIn(services.db, actor, meeting)
  return {
    meeting,
    actor,
    rights,
    words: await listWords(services, t, meeting),
    mayChange: rights.may('meetings.change'),
    href: (under = '') => meetingHref(meeting, under === '' ? 'people' : `people/${under}`),
  }
}

const tabs = ['list', 'rules', 'add', 'import', 'waiting', 'duplicates', 'letters'] as const
export type ListTab = (typeof tabs)[number]

interface ListPage {
  tab: ListTab
  title?: string
  lead?: string
  crumbs?: readonly Crumb[]
  actions?: Child
  tag?: Child
  status?: number
}

const done = [
  'added',
  'waiting',
  'leftOut',
  'changed',
  'cancelled',
  'restored',
  'kept',
  'movedUp',
  'merged',
  'answered',
  'rule',
  'quotas',
  'imported',
  'applied',
] as const

/** What was done on the page before, in a sentence. */
export function DoneNotice({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  if (!key) return null
  const count = Number(c.req.query('n') ?? 0)
  return (
    <Notice tone="good">
      {c.var.t(`participants.done.${key}`, { count: Number.isFinite(count) ? count : 0 })}
    </Notice>
  )
}

/** A page of the list in the frame of the desk. */
export async function listPage(
  c: RequestContext,
  here: Here,
  page: ListPage,
  body: Child,
): Promise<Response> {
  const { t } = c.var
  const { meeting, href, mayChange } = here
  const name = meetingName(meeting, t.locale)
  const shown = tabs.filter((tab) => mayChange || !['add', 'import', 'letters'].includes(tab))
  const inside = (
    <>
      <Tabs
        items={shown.map((tab) => ({
          label: t(`participants.tab.${tab}`),
          href: href(tab === 'list' ? '' : tab),
          current: tab === page.tab,
        }))}
      />
      <DoneNotice c={c} />
      {body}
    </>
  )
  if (page.tab === 'list' && !page.crumbs) {
    const title = page.title ?? t('participants.title')
    return renderMeeting(
      c,
      here,
      { section: 'people', title, lead: page.lead, actions: page.actions },
      inside,
    )
  }
  return renderPage(
    c,
    {
      title: page.title ?? t(`participants.tab.${page.tab}.title`),
      lead: page.lead,
      crumbs: [
        { label: t('participants.meetings'), href: '/desk/meetings' },
        { label: name, href: meetingHref(meeting) },
        { label: t('participants.title'), href: href() },
        ...(page.crumbs ?? [{ label: page.title ?? t(`participants.tab.${page.tab}.title`) }]),
      ],
      current: '/desk/meetings',
      scope: meeting.workUnitId,
      actions: page.actions,
      tag: page.tag ?? (meeting.example && <ExampleTag t={t} />),
      status: page.status,
    },
    inside,
  )
}
