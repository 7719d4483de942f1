import type { Child } from 'hono/jsx'
import type { Actor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { ExampleTag, refusalPage, Tabs } from '../../ui/index.ts'
import {
  type Meeting,
  meetingHref,
  meetingInPath,
  renderMeeting,
  rightsIn,
  type Venue,
  venuesOf,
} from '../meetings/index.ts'
import { mayAtDoor } from './may-at-door.ts'

export const doorsPath = '/desk/meetings/:unit/:meeting/doors'

/** Address of one of the pages about a meeting's doors. */
export const doorsHref = (meeting: Meeting, under = '') =>
  meetingHref(meeting, under === '' ? 'doors' : `doors/${under}`)

export const missingPage = (c: RequestContext) =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/**
 * A page about the doors of the meeting in the path, for who holds `permission` there, by role or by a task given for
 * the meeting; its route is declared `signed-in`, since tasks are not in the table of roles.
 */
export const aboutDoors =
  (
    permission: 'meetings.door' | 'meetings.read',
    handler: (c: RequestContext, meeting: Meeting, actor: Actor) => Promise<Response>,
  ) =>
  async (c: RequestContext): Promise<Response> => {
    const { actor, services } = c.var
    const meeting = await meetingInPath(c)
    if (!meeting || !actor) return missingPage(c)
    if (!(await mayAtDoor(services, actor, meeting, permission)))
      return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
    return handler(c, meeting, actor)
  }

const tabs = [
  { under: 'board', label: 'doors.tab.board', permission: 'meetings.read', section: 'doors/board' },
  { under: 'missing', label: 'doors.tab.missing', permission: 'meetings.read', section: 'doors/board' },
  { under: '', label: 'doors.tab.doors', permission: 'meetings.door', section: 'doors' },
  { under: 'flags', label: 'doors.tab.flags', permission: 'meetings.door', section: 'doors' },
] as const

interface Shown {
  title: string
  lead?: Child
  tab: (typeof tabs)[number]['under']
  status?: number
  /** Words of the page where it is not the tab's own. */
  crumb?: string
  head?: Child
  actions?: Child
}

/** Puts a page about doors into the frame of its meeting; the parts of the meeting above all but the deeper pages. */
export async function doorsPage(
  c: RequestContext,
  meeting: Meeting,
  { tab, crumb, ...page }: Shown,
  body: Child,
): Promise<Response> {
  const { t, services, actor } = c.var
  if (!actor) return missingPage(c)
  const shown: { href: string; label: string; current: boolean }[] = []
  for (const { under, label, permission } of tabs) {
    if (await mayAtDoor(services, actor, meeting, permission))
      shown.push({ href: doorsHref(meeting, under), label: t(label), current: under === tab })
  }
  const own = tabs.find(({ under }) => under === tab)
  const label = t(own?.label ?? 'doors.tab.doors')
  return renderMeeting(
    c,
    { meeting, actor, rights: await rightsIn(services.db, actor, meeting) },
    {
      ...page,
      section: crumb === undefined ? own?.section : undefined,
      crumbs:
        crumb === undefined ? [{ label }] : [{ label, href: doorsHref(meeting, tab) }, { label: crumb }],
      tag: meeting.example ? <ExampleTag t={t} /> : undefined,
    },
    <>
      <Tabs items={shown} />
      {body}
    </>,
  )
}

/** The venues whose doors the reader may run, by role or by a task. */
export async function venuesRun(c: RequestContext, meeting: Meeting): Promise<Venue[]> {
  const { services, actor } = c.var
  if (!actor) return []
  const rights = await rightsIn(services.db, actor, meeting)
  return (await venuesOf(services.db, meeting)).filter(({ id }) =>
    (['meetings.door', 'meetings.change'] as const).some((one) => rights.may(one, id)),
  )
}

/** Those at which the reader may set up doors, phones and relays: none once the meeting is closed. */
export const venuesToEquip = async (c: RequestContext, meeting: Meeting): Promise<Venue[]> =>
  meeting.state === 'closed' ? [] : venuesRun(c, meeting)
