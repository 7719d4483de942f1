import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Refusal } from '../../platform/result.ts'
import { type Crumb, ExampleTag, FoldedTabs, Notice, refusalPage } from '../../ui/index.ts'
import {
  aboutMeeting,
  type MeetingHere,
  meetingHref,
  meetingInPath,
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
  /** The list as a whole, also what comes after a meeting is closed: letters, keeping. */
  mayChange: boolean
  /** Who is on it and by what rules, which nobody changes once the meeting is closed. */
  mayEdit: boolean
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
    mayEdit: rights.may('meetings.change') && meeting.state !== 'closed',
    href: (under = '') => meetingHref(meeting, under === '' ? 'people' : `people/${under}`),
  }
}

const tabs = [
  'list',
  'rules',
  'changes',
  'add',
  'import',
  'waiting',
  'stay',
  'duplicates',
  'letters',
  'keeping',
] as const
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
  'followed',
  'keeping',
  'erased',
  'photograph',
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

/** A page of the list in the frame of its meeting; the parts of the meeting above all but the deeper pages. */
export async function listPage(
  c: RequestContext,
  here: Here,
  { tab, title, crumbs, tag, ...page }: ListPage,
  body: Child,
): Promise<Response> {
  const { t } = c.var
  const { meeting, href, mayChange, mayEdit } = here
  const own = title ?? t(`participants.tab.${tab}.title`)
  const looksAfter = here.rights.mayAnywhere('meetings.change')
  const isShown: Partial<Record<ListTab, boolean>> = {
    stay: looksAfter,
    add: mayEdit,
    import: mayEdit,
    letters: mayChange,
  }
  const shown = tabs.filter((to) => isShown[to] ?? true)
  const isList = tab === 'list' && !crumbs
  const toList = { label: t('participants.title'), href: href() }
  return renderMeeting(
    c,
    here,
    {
      ...page,
      section: crumbs ? undefined : 'people',
      title: own,
      crumbs: isList ? [{ label: toList.label }] : [toList, ...(crumbs ?? [{ label: own }])],
      tag: tag ?? (meeting.example && <ExampleTag t={t} />),
    },
    <>
      <FoldedTabs
        label={t('participants.title')}
        groups={[
          {
            items: shown.map((to) => ({
              label: t(`participants.tab.${to}`),
              href: href(to === 'list' ? '' : to),
              current: to === tab,
            })),
          },
        ]}
      />
      <DoneNotice c={c} />
      {body}
    </>,
  )
}
