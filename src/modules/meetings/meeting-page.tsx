import type { Child } from 'hono/jsx'
import type { Actor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { MessageKey } from '../../platform/i18n/catalogue.ts'
import { ExampleTag, refusalPage, renderPage, Tabs, Tag } from '../../ui/index.ts'
import { meetingHref, meetingInPath } from './meeting-in-path.ts'
import { type MeetingRights, rightsIn } from './meeting-rights.ts'
import { type Meeting, meetingName } from './meetings-read-model.ts'
import { stateTone } from './views/words.ts'

export const meetingsPath = '/desk/meetings'

/** What a page about a meeting is given. */
export interface MeetingHere {
  meeting: Meeting
  actor: Actor
  rights: MeetingRights
}

/** The page for an address that names nothing we have. */
export const missingPage = (c: RequestContext): Promise<Response> =>
  refusalPage(c, { kind: 'missing', key: 'ui.refusal.missing' }, 404)

/**
 * A page about the meeting in the path, for who holds `permission` there by role or by a task. Its route is declared
 * `signed-in`: tasks are not in the table of roles. `ofAll`: a task for one venue does not suffice.
 */
export const aboutMeeting =
  (
    permission: string,
    handler: (c: RequestContext, here: MeetingHere) => Promise<Response>,
    { ofAll = false }: { ofAll?: boolean } = {},
  ) =>
  async (c: RequestContext): Promise<Response> => {
    const { actor, services } = c.var
    const meeting = await meetingInPath(c)
    if (!meeting || !actor) return missingPage(c)
    const rights = await rightsIn(services.db, actor, meeting)
    if (!(ofAll ? rights.may(permission) : rights.mayAnywhere(permission))) {
      return refusalPage(c, { kind: 'forbidden', key: 'ui.refusal.forbidden' }, 403)
    }
    return handler(c, { meeting, actor, rights })
  }

/** A part of a meeting with a page of its own: its word and its place under the meeting's address. */
export interface MeetingSection {
  label: MessageKey
  under: string
  permission: string
}

const sections: MeetingSection[] = [
  { label: 'meetings.tab.overview', under: '', permission: 'meetings.read' },
  { label: 'meetings.tab.venues', under: 'venues', permission: 'meetings.read' },
  { label: 'meetings.tab.classes', under: 'classes', permission: 'meetings.read' },
  { label: 'meetings.tab.agenda', under: 'agenda', permission: 'meetings.read' },
  { label: 'meetings.tab.tasks', under: 'tasks', permission: 'meetings.read' },
]

/** Lets another room show its pages of a meeting among the others, before the tasks; called once, when it is loaded. */
export function addMeetingSection(section: MeetingSection): void {
  if (!sections.some(({ under }) => under === section.under)) sections.splice(-1, 0, section)
}

/** Puts a page about a meeting into the frame: a section under the meeting's tabs, or (`title` alone) a form. */
export function renderMeeting(
  c: RequestContext,
  { meeting, rights }: MeetingHere,
  page: {
    /** Place of the section; absent on forms, whose title then stands last in the path. */
    section?: string
    title?: string
    lead?: Child
    actions?: Child
    status?: number
    /** The section a form belongs to. */
    back?: { label: string; under: string }
  },
  body: Child,
): Promise<Response> {
  const { t } = c.var
  const name = meetingName(meeting, t.locale)
  const { section } = page
  return renderPage(
    c,
    {
      title: page.title ?? name,
      lead: page.lead,
      crumbs: [
        { label: t('meetings.nav'), href: meetingsPath },
        ...(section === '' ? [{ label: name }] : [{ label: name, href: meetingHref(meeting) }]),
        ...(page.back ? [{ label: page.back.label, href: meetingHref(meeting, page.back.under) }] : []),
        ...(page.title === undefined ? [] : [{ label: page.title }]),
      ],
      current: meetingsPath,
      actions: page.actions,
      status: page.status,
      tag: section === '' && (
        <>
          <Tag tone={stateTone[meeting.state]}>{t(`meetings.state.${meeting.state}`)}</Tag>{' '}
          {meeting.example && <ExampleTag t={t} />}
        </>
      ),
    },
    <>
      {section !== undefined && (
        <Tabs
          label={t('meetings.sections')}
          items={sections
            .filter(({ permission }) => rights.mayAnywhere(permission))
            .map(({ label, under }) => ({
              label: t(label),
              href: meetingHref(meeting, under),
              current: under === section,
            }))}
        />
      )}
      {body}
    </>,
  )
}
