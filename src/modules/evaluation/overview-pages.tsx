import type { RequestContext } from '../../platform/http/route.ts'
import { type Column, DataTable, EmptyState, ExportLinks, LinkButton, Section } from '../../ui/index.ts'
import {
  classesOf,
  type MeetingClass,
  type MeetingHere,
  meetingHref,
  renderMeeting,
} from '../meetings/index.ts'
import { inLanguage } from './here.tsx'
import { minutesFileLinks } from './minutes-files.ts'
import { takenDown } from './minutes-read-model.ts'

/** The classes of a meeting, each with how much was taken down there. */
export async function minutesOverview(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting } = here
  const [classes, taken] = await Promise.all([
    classesOf(services.db, meeting),
    takenDown(services.db, meeting),
  ])
  const columns: Column<MeetingClass>[] = [
    {
      key: 'class',
      label: t('evaluation.class'),
      phone: 'title',
      cell: ({ id, code, topicId, topicEn }) => (
        <a href={meetingHref(meeting, `classes/${id}/minutes`)}>
          {code} · {inLanguage(t.locale, topicId, topicEn)}
        </a>
      ),
    },
    {
      key: 'lines',
      label: t('evaluation.overview.lines'),
      align: 'end',
      cell: ({ id }) => format.number(taken.get(id)?.lines ?? 0),
    },
    {
      key: 'findings',
      label: t('evaluation.findings'),
      align: 'end',
      cell: ({ id }) => format.number(taken.get(id)?.findings ?? 0),
    },
  ]
  return renderMeeting(
    c,
    here,
    { section: 'minutes', title: t('evaluation.overview.title'), lead: t('evaluation.overview.lead') },
    <Section
      title={t('evaluation.minutes')}
      actions={
        <LinkButton href={`/desk/findings?meeting=${meeting.id}`}>{t('evaluation.overview.all')}</LinkButton>
      }
    >
      <DataTable
        t={t}
        caption={t('evaluation.minutes')}
        rows={classes}
        columns={columns}
        empty={<EmptyState title={t('evaluation.overview.empty')} />}
      />
      {taken.size > 0 && <ExportLinks t={t} links={minutesFileLinks(meetingHref(meeting, 'minutes'))} />}
    </Section>,
  )
}
