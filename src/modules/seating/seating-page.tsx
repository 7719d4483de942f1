import type { Child } from 'hono/jsx'
import { type Actor, may } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { type Crumb, ExampleTag, Notice, refusalPage, renderPage, Tabs } from '../../ui/index.ts'
import { scopeFromPath } from '../directory/index.ts'
import { type Meeting, meetingHref, meetingInPath, meetingName } from '../meetings/index.ts'

export const reading = { permission: 'meetings.read', scope: scopeFromPath } as const
export const changing = { permission: 'meetings.change', scope: scopeFromPath } as const
/** Where people are placed, and the pages under it. */
export const seatingPath = '/desk/meetings/:unit/:meeting/seating'

export const missingPage = (c: RequestContext): Promise<Response> =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** A page about the places of one meeting. */
export interface Here {
  meeting: Meeting
  actor: Actor
  /** May change the meeting, and it is not closed. */
  mayChange: boolean
  /** Address of the room, or of a page under it. */
  href(under?: string): string
}

/** Runs a handler for the meeting in the path; without one the page for what is not there. */
export const aboutSeating =
  (handler: (c: RequestContext, here: Here) => Promise<Response>) =>
  async (c: RequestContext): Promise<Response> => {
    const { actor } = c.var
    const meeting = await meetingInPath(c)
    if (!meeting || !actor) return missingPage(c)
    return handler(c, {
      meeting,
      actor,
      mayChange: may(actor, 'meetings.change', meeting.workUnitId) && meeting.state !== 'closed',
      href: (under = '') => meetingHref(meeting, under === '' ? 'seating' : `seating/${under}`),
    })
  }

const tabs = ['plans', 'classes', 'rooms', 'pairs', 'papers'] as const
export type SeatingTab = (typeof tabs)[number]

const done = ['stopped', 'applied', 'placed', 'swapped', 'slept', 'paired', 'unpaired'] as const

function DoneNotice({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  const count = Number(c.req.query('n') ?? 0)
  if (!key) return null
  return (
    <Notice tone="good">
      {c.var.t(`seating.done.${key}`, { count: Number.isFinite(count) ? count : 0 })}
    </Notice>
  )
}

interface SeatingPage {
  tab: SeatingTab
  title?: string
  lead?: Child
  /** Deeper than a tab: the way down from it. */
  crumbs?: readonly Crumb[]
  actions?: Child
  tag?: Child
  status?: number
  head?: Child
}

/** Puts a page of the room into the frame of the desk. */
export async function renderSeating(
  c: RequestContext,
  { meeting, href }: Here,
  page: SeatingPage,
  body: Child,
): Promise<Response> {
  const { t } = c.var
  const hrefOf = (tab: SeatingTab) =>
    tab === 'papers' ? meetingHref(meeting, 'papers') : href(tab === 'plans' ? '' : tab)
  const title = page.title ?? t(`seating.tab.${page.tab}.title`)
  return renderPage(
    c,
    {
      title,
      lead: page.lead,
      crumbs: [
        { label: t('seating.meetings'), href: '/desk/meetings' },
        { label: meetingName(meeting, t.locale), href: meetingHref(meeting) },
        ...(page.crumbs
          ? [{ label: t(`seating.tab.${page.tab}`), href: hrefOf(page.tab) }, ...page.crumbs]
          : [{ label: t(`seating.tab.${page.tab}`) }]),
      ],
      current: '/desk/meetings',
      scope: meeting.workUnitId,
      actions: page.actions,
      tag: page.tag ?? (meeting.example && <ExampleTag t={t} />),
      status: page.status,
      head: page.head,
    },
    <>
      <Tabs
        items={tabs.map((tab) => ({
          label: t(`seating.tab.${tab}`),
          href: hrefOf(tab),
          current: tab === page.tab,
        }))}
      />
      <DoneNotice c={c} />
      {body}
    </>,
  )
}
