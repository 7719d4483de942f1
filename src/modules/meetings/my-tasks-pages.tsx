import type { RequestContext } from '../../platform/http/route.ts'
import { EmptyState, EntryList, ExampleTag, renderPage, Section, Tag } from '../../ui/index.ts'
import { type OwnTask, tasksOf } from './delegates-read-model.ts'
import { addDuty, dutyLinks } from './duties.ts'
import { meetingHref } from './meeting-in-path.ts'
import { myTasksPath } from './meeting-page.tsx'
import { type Meeting, meetingName } from './meetings-read-model.ts'
import { venuesOf } from './places-read-model.ts'
import { dayRange, stateTone, venueName } from './views/words.ts'

// The committee reads the meeting itself, and looks after the material of its classes.
addDuty({
  task: 'committee',
  links: async (c, meeting) => [
    { title: c.var.t('meetings.mine.meeting'), href: meetingHref(meeting) },
    { title: c.var.t('meetings.mine.classes'), href: meetingHref(meeting, 'classes') },
  ],
})

/** What somebody has to do in each meeting, and the pages where it is done. */
export async function myTasksPage(c: RequestContext): Promise<Response> {
  const { t, services, actor } = c.var
  const tasks = await tasksOf(services.db, actor)
  const meetings = new Map(tasks.map(({ meeting }) => [meeting.id, meeting]))
  const sections: Awaited<ReturnType<typeof sectionOf>>[] = []
  for (const meeting of meetings.values()) {
    sections.push(
      await sectionOf(
        c,
        meeting,
        tasks.filter((task) => task.meeting.id === meeting.id),
      ),
    )
  }
  return renderPage(
    c,
    { title: t('meetings.mine.title'), lead: t('meetings.mine.lead'), current: myTasksPath },
    sections.length === 0 ? (
      <EmptyState title={t('meetings.mine.empty')}>{t('meetings.mine.emptyWhy')}</EmptyState>
    ) : (
      sections
    ),
  )
}

async function sectionOf(c: RequestContext, meeting: Meeting, tasks: readonly OwnTask[]) {
  const { t, services } = c.var
  const venues = await venuesOf(services.db, meeting)
  const entries = await Promise.all(
    tasks.map(async (own) => {
      const venue = venues.find(({ id }) => id === own.venueId)
      const where = venue ? venueName(venue) : t('meetings.task.everywhere')
      return (await dutyLinks(c, meeting, own)).map(({ title, href, text }) => ({
        title,
        href,
        text: [text, where].filter(Boolean).join(' · '),
        end: <Tag>{t(`meetings.task.${own.task}`)}</Tag>,
      }))
    }),
  )
  return (
    <Section
      title={meetingName(meeting, t.locale)}
      lead={`${dayRange(t.locale, meeting.startsOn, meeting.endsOn)} · ${meeting.city}`}
      actions={
        <>
          <Tag tone={stateTone[meeting.state]}>{t(`meetings.state.${meeting.state}`)}</Tag>{' '}
          {meeting.example && <ExampleTag t={t} />}
        </>
      }
    >
      <EntryList entries={entries.flat()} />
    </Section>
  )
}
