import type { RequestContext } from '../../platform/http/route.ts'
import { type Column, DataTable, EmptyState, LinkButton, Section } from '../../ui/index.ts'
import { classesOf, classGroupsOf, type MeetingClass } from './classes-read-model.ts'
import { materialsOf } from './materials-read-model.ts'
import { meetingHref } from './meeting-in-path.ts'
import { type MeetingHere, renderMeeting } from './meeting-page.tsx'
import { DoneNotice } from './part-pages.tsx'
import { venuesOf } from './places-read-model.ts'
import { VenueMark } from './views/venue-mark.tsx'
import { inLanguage } from './views/words.ts'

/** The classes of a meeting by group, with room, seats and materials. */
export async function classesPage(c: RequestContext, here: MeetingHere): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, rights } = here
  const [venues, groups, classes, materials] = await Promise.all([
    venuesOf(services.db, meeting),
    classGroupsOf(services.db, meeting),
    classesOf(services.db, meeting),
    materialsOf(services.db, meeting),
  ])
  const isOpen = meeting.state !== 'closed'
  const mayChange = isOpen && rights.may('meetings.change')
  const mayAdd = isOpen && groups.length > 0 && venues.some(({ id }) => rights.may('meetings.change', id))
  const columns: Column<MeetingClass>[] = [
    {
      key: 'code',
      label: t('meetings.class.code'),
      phone: 'title',
      cell: ({ id, code, venueId }) =>
        isOpen && rights.may('meetings.change', venueId) ? (
          <a href={meetingHref(meeting, `classes/${id}`)}>{code}</a>
        ) : (
          code
        ),
    },
    {
      key: 'topic',
      label: t('meetings.class.topic'),
      cell: ({ topicId, topicEn }) => inLanguage(t.locale, topicId, topicEn),
    },
    {
      key: 'place',
      label: t('meetings.class.place'),
      cell: ({ venueId, room }) => {
        const venue = venues.find(({ id }) => id === venueId)
        return (
          <>
            {venue && <VenueMark rank={venue.rank} />} {room ?? ''}
          </>
        )
      },
    },
    {
      key: 'seats',
      label: t('meetings.class.capacity'),
      align: 'end',
      cell: ({ minimum, capacity }) =>
        minimum > 0 ? t('meetings.class.seatsFrom', { minimum, capacity }) : format.number(capacity),
    },
    { key: 'speakers', label: t('meetings.class.speakers'), cell: ({ speakers }) => speakers ?? '–' },
    {
      key: 'materials',
      label: t('meetings.materials.title'),
      cell: ({ id }) => (
        <a href={meetingHref(meeting, `classes/${id}/materials`)}>
          {t('meetings.materials.count', {
            count: materials.filter(({ classId }) => classId === id).length,
          })}
        </a>
      ),
    },
  ]
  return renderMeeting(
    c,
    here,
    {
      section: 'classes',
      title: t('meetings.classes.title'),
      actions: (
        <>
          {mayAdd && (
            <LinkButton tone="main" href={meetingHref(meeting, 'classes/new')}>
              {t('meetings.class.add')}
            </LinkButton>
          )}
          {mayChange && (
            <LinkButton href={meetingHref(meeting, 'groups/new')}>{t('meetings.group.add')}</LinkButton>
          )}
        </>
      ),
    },
    <>
      <DoneNotice c={c} />
      <p>
        <a href={meetingHref(meeting, 'materials')}>
          {t('meetings.materials.ofAll')} ({materials.filter(({ classId }) => classId === null).length})
        </a>
      </p>
      {groups.length === 0 && (
        <EmptyState title={t('meetings.groups.empty')}>
          {t(venues.length === 0 ? 'meetings.groups.venuesFirst' : 'meetings.groups.emptyDo')}
        </EmptyState>
      )}
      {groups.map((group) => {
        const members = classes.filter((one) => one.group === group.code)
        const name = inLanguage(t.locale, group.nameId, group.nameEn)
        return (
          <Section
            id={`group-${group.code}`}
            title={name}
            lead={t('meetings.overview.groupText', {
              round: group.round,
              seats: members.reduce((sum, { capacity }) => sum + capacity, 0),
            })}
            actions={
              mayChange && (
                <LinkButton href={meetingHref(meeting, `groups/${group.code}`)}>
                  {t('meetings.group.change')}
                </LinkButton>
              )
            }
          >
            <DataTable
              t={t}
              caption={t('meetings.overview.classCount', { count: members.length })}
              rows={members}
              columns={columns}
              empty={
                <EmptyState title={t('meetings.classes.empty')}>{t('meetings.classes.emptyDo')}</EmptyState>
              }
            />
          </Section>
        )
      })}
    </>,
  )
}
