import type { Child } from 'hono/jsx'
import type { Actor } from '../../platform/access.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Crumb, ExampleTag, FoldedTabs, refusalPage, renderPage, Tag } from '../../ui/index.ts'
import { meetingHref, meetingInPath } from './meeting-in-path.ts'
import { type MeetingRights, rightsIn } from './meeting-rights.ts'
import { meetingSections } from './meeting-sections.ts'
import { type Meeting, meetingName } from './meetings-read-model.ts'
import { dayRange, stateTone } from './views/words.ts'

export const meetingsPath = '/desk/meetings'
/** What somebody has to do in meetings. */
export const myTasksPath = '/desk/tasks'

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

interface MeetingPage {
  /** Place of the section; absent on forms, whose title then stands last in the path. */
  section?: string
  title?: string
  lead?: Child
  actions?: Child
  status?: number
  /** The section a form belongs to. */
  back?: { label: string; under: string }
  /** The way down from the meeting, where it is another than `back` and title. */
  crumbs?: readonly Crumb[]
  tag?: Child
  head?: Child
}

/**
 * The way down to a meeting. Who has nothing but a task there may not open the meeting itself and comes from the own
 * tasks.
 */
const crumbsTo = (
  t: Translator,
  { meeting, isReader }: { meeting: Meeting; isReader: boolean },
  isItself = false,
): Crumb[] => {
  const name = meetingName(meeting, t.locale)
  if (!isReader) return [{ label: t('meetings.mine.title'), href: myTasksPath }, { label: name }]
  return [
    { label: t('meetings.nav'), href: meetingsPath },
    isItself ? { label: name } : { label: name, href: meetingHref(meeting) },
  ]
}

/**
 * Puts a page about a meeting into the frame: a section under the meeting's parts, or (`title` alone) a form. On paper,
 * where the frame is left out, the page says which meeting it is about and as of when.
 */
export function renderMeeting(
  c: RequestContext,
  { meeting, rights }: MeetingHere,
  page: MeetingPage,
  body: Child,
): Promise<Response> {
  const { t, format, services } = c.var
  const name = meetingName(meeting, t.locale)
  const { section, title, lead, actions, status, head } = page
  const isReader = rights.mayAnywhere('meetings.read')
  const down = page.crumbs ?? [
    ...(page.back ? [{ label: page.back.label, href: meetingHref(meeting, page.back.under) }] : []),
    ...(title === undefined ? [] : [{ label: title }]),
  ]
  return renderPage(
    c,
    {
      title: title ?? name,
      lead,
      crumbs: [...crumbsTo(t, { meeting, isReader }, section === ''), ...down],
      current: isReader ? meetingsPath : myTasksPath,
      scope: meeting.workUnitId,
      actions,
      status,
      head,
      tag:
        page.tag ??
        (section === '' && (
          <>
            <Tag tone={stateTone[meeting.state]}>{t(`meetings.state.${meeting.state}`)}</Tag>{' '}
            {meeting.example && <ExampleTag t={t} />}
          </>
        )),
    },
    <>
      {section !== undefined && (
        <FoldedTabs
          label={t('meetings.sections')}
          groups={meetingSections(rights.mayAnywhere).map(({ phase, sections }) => ({
            label: t(`meetings.phase.${phase}`),
            items: sections.map(({ label, under }) => ({
              label: t(label),
              href: meetingHref(meeting, under),
              current: under === section,
            })),
          }))}
        />
      )}
      <p class="print-only">
        {t('meetings.printed', {
          meeting: name,
          days: dayRange(t.locale, meeting.startsOn, meeting.endsOn),
          city: meeting.city,
          at: format.instant(services.clock.now(), meeting.timeZone),
        })}
      </p>
      {body}
    </>,
  )
}
