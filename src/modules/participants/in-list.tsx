import type { Child } from 'hono/jsx'
import { type Actor, may } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Refusal } from '../../platform/result.ts'
import { type Crumb, ExampleTag, Notice, refusalPage, renderPage, Tabs } from '../../ui/index.ts'
import { scopeFromPath } from '../directory/index.ts'
import { type Meeting, meetingHref, meetingInPath, meetingName } from '../meetings/index.ts'
import { type ListWords, listWords } from './list-words.ts'

export const reading = { permission: 'meetings.read', scope: scopeFromPath } as const
export const changing = { permission: 'meetings.change', scope: scopeFromPath } as const
/** The list of a meeting and the pages under it. */
export const listPath = '/desk/meetings/:unit/:meeting/people'

export const missingPage = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' } satisfies Refusal, 404)

/** A page about the list of one meeting. */
export interface Here {
  meeting: Meeting
  actor: Actor
  words: ListWords
  mayChange: boolean
  /** Address of the list, or of a page under it. */
  href(under?: string): string
}

/** The meeting in the path with what its pages need, or undefined. */
export async function hereIn(c: RequestContext): Promise<Here | undefined> {
  const { services, actor, t } = c.var
  const meeting = await meetingInPath(c)
  if (!meeting || !actor) return undefined
  return {
    meeting,
    actor,
    words: await listWords(services, t, meeting),
    mayChange: may(actor, 'meetings.change', meeting.workUnitId),
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
  const isDeeper = page.crumbs !== undefined || page.tab !== 'list'
  return renderPage(
    c,
    {
      title: page.title ?? t(`participants.tab.${page.tab}.title`),
      lead: page.lead,
      crumbs: [
        { label: t('participants.meetings'), href: '/desk/meetings' },
        { label: name, href: meetingHref(meeting) },
        ...(isDeeper ? [{ label: t('participants.title'), href: href() }] : []),
        ...(page.crumbs ?? [{ label: page.title ?? t(`participants.tab.${page.tab}.title`) }]),
      ],
      current: '/desk/meetings',
      scope: meeting.workUnitId,
      actions: page.actions,
      tag: page.tag ?? (meeting.example && <ExampleTag t={t} />),
      status: page.status,
    },
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
    </>,
  )
}
