import type { Child } from 'hono/jsx'
import type { RequestContext } from '../../platform/http/route.ts'
import { type Crumb, ExampleTag, FoldedTabs, Notice, refusalPage } from '../../ui/index.ts'
import { aboutMeeting, type MeetingHere, meetingHref, renderMeeting } from '../meetings/index.ts'

/** Where people are placed, and the pages under it. */
export const seatingPath = '/desk/meetings/:unit/:meeting/seating'

export const missingPage = (c: RequestContext): Promise<Response> =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/** A page about the places of one meeting. */
export interface Here extends MeetingHere {
  /** May change the meeting as a whole, and it is not closed. */
  mayChange: boolean
  /** May change who is placed where at a venue, and the meeting is not closed. */
  mayChangeAt(venueId: string | null): boolean
  /** May print what belongs to a venue, or (null) to the whole meeting; also after its end. */
  mayPrintAt(venueId: string | null): boolean
  /** Address of the room, or of a page under it. */
  href(under?: string): string
}

type Handler = (c: RequestContext, here: Here) => Promise<Response>

const hereOf = (here: MeetingHere): Here => {
  const { meeting, rights } = here
  const isOpen = meeting.state !== 'closed'
  return {
    ...here,
    mayChange: isOpen && rights.may('meetings.change'),
    mayChangeAt: (venueId) => isOpen && rights.may('meetings.change', venueId),
    mayPrintAt: (venueId) => rights.may('meetings.change', venueId),
    href: (under = '') => meetingHref(meeting, under === '' ? 'seating' : `seating/${under}`),
  }
}

/** For who may read the meeting in the path, by role or by a task; its route is declared `signed-in`. */
export const reading = (handler: Handler) =>
  aboutMeeting('meetings.read', (c, here) => handler(c, hereOf(here)))

/** For who may change the meeting as a whole. */
export const changing = (handler: Handler) =>
  aboutMeeting('meetings.change', (c, here) =>
    here.rights.may('meetings.change')
      ? handler(c, hereOf(here))
      : refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403),
  )

/** For who may change one venue at least; the command, or the handler, asks which. */
export const changingOne = (handler: Handler) =>
  aboutMeeting('meetings.change', (c, here) => handler(c, hereOf(here)))

const tabs = ['plans', 'classes', 'rooms', 'pairs', 'papers'] as const
export type SeatingTab = (typeof tabs)[number]

const done = ['stopped', 'applied', 'placed', 'swapped', 'slept', 'paired', 'unpaired'] as const

function DoneNotice({ c }: { c: RequestContext }) {
  const key = done.find((one) => one === c.req.query('done'))
  const number = (name: string) => {
    const value = Number(c.req.query(name) ?? 0)
    return Number.isFinite(value) ? value : 0
  }
  if (!key) return null
  return (
    <Notice tone="good">
      {c.var.t(`seating.done.${key}`, { count: number('n'), first: number('first'), lost: number('lost') })}
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

/** Puts a page of the room into the frame of its meeting; the parts of the meeting above all but the deeper pages. */
export async function renderSeating(
  c: RequestContext,
  here: Here,
  { tab, crumbs, title, tag, ...page }: SeatingPage,
  body: Child,
): Promise<Response> {
  const { t } = c.var
  const { meeting, href } = here
  const hrefOf = (to: SeatingTab) =>
    to === 'papers' ? meetingHref(meeting, 'papers') : href(to === 'plans' ? '' : to)
  return renderMeeting(
    c,
    here,
    {
      ...page,
      section: crumbs ? undefined : 'seating',
      title: title ?? t(`seating.tab.${tab}.title`),
      crumbs: crumbs
        ? [{ label: t(`seating.tab.${tab}`), href: hrefOf(tab) }, ...crumbs]
        : [{ label: t(`seating.tab.${tab}`) }],
      tag: tag ?? (meeting.example && <ExampleTag t={t} />),
    },
    <>
      <FoldedTabs
        label={t('seating.section')}
        groups={[
          {
            items: tabs.map((to) => ({
              label: t(`seating.tab.${to}`),
              href: hrefOf(to),
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
