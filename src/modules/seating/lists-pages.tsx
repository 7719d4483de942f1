import { exportRows, isExportFormat } from '../../platform/export.ts'
import { page, type Route } from '../../platform/http/route.ts'
import {
  DataTable,
  EmptyState,
  ExportLinks,
  FilterForm,
  LinkButton,
  Section,
  Tag,
  TextField,
} from '../../ui/index.ts'
import { meetingHref } from '../meetings/index.ts'
import { participantsOf, tookPart } from '../participants/index.ts'
import { classesTable, type ListFile, listFiles, roomsTable } from './place-tables.ts'
import { classPlacesOf } from './places-read-model.ts'
import { seatingNames } from './seating-names.ts'
import { missingPage, reading, renderSeating, seatingPath } from './seating-page.tsx'

/** A search that finds more than these is to be made narrower. */
const mostFound = 25

export const fileLinks = (href: (under: string) => string, what: ListFile) =>
  (['xlsx', 'csv', 'json'] as const).map((format) => ({
    label: format,
    href: href(`file/${what}/${format}`),
  }))

/** Every class with how many sit there, and a search for one person's places. */
const classesPage = reading(async (c, here) => {
  const { t, format, services } = c.var
  const { meeting, href } = here
  const places = await classPlacesOf(services.db, meeting)
  const sitting = Map.groupBy(places, ({ classId }) => classId)
  const q = (c.req.query('q') ?? '').trim().slice(0, 100)
  const found = q === '' ? [] : await participantsOf(services.db, meeting, { words: q, states: tookPart })
  const shown = found.slice(0, mostFound)
  const whom = shown.map(({ id }) => id)
  const names = await seatingNames(services, t, meeting, whom)
  return renderSeating(
    c,
    here,
    { tab: 'classes', lead: t('seating.tab.classes.lead') },
    <>
      <Section title={t('seating.find.title')}>
        <FilterForm t={t} action={href('classes')} submit={t('seating.find.submit')}>
          <TextField t={t} name="q" type="search" label={t('seating.find.name')} typed={{ q }} required />
        </FilterForm>
        {q !== '' && (
          <DataTable
            t={t}
            caption={t('seating.find.caption', {
              shown: shown.length,
              count: found.length,
            })}
            rows={shown}
            columns={[
              {
                key: 'name',
                label: t('seating.column.name'),
                phone: 'title',
                cell: (one) => <a href={href(`people/${one.id}`)}>{names.person(one.id)}</a>,
              },
              { key: 'unit', label: t('seating.column.unit'), cell: (one) => names.unit(one.unitId) },
              {
                key: 'class',
                label: t('seating.column.class'),
                cell: (one) =>
                  places
                    .filter(({ participantId }) => participantId === one.id)
                    .map(({ classId }) => names.classCode(classId))
                    .join(', ') || t('seating.noClass'),
              },
            ]}
            empty={<EmptyState title={t('seating.find.none')} />}
          />
        )}
      </Section>
      <Section title={t('seating.classes.title')}>
        <DataTable
          t={t}
          caption={t('seating.classes.caption')}
          rows={[...names.classes.values()]}
          columns={[
            {
              key: 'code',
              label: t('seating.column.class'),
              phone: 'title',
              cell: ({ id, code }) => <a href={href(`classes/${id}`)}>{code}</a>,
            },
            {
              key: 'topic',
              label: t('seating.column.topic'),
              cell: ({ topicId, topicEn }) => (t.locale === 'en' ? (topicEn ?? topicId) : topicId),
            },
            { key: 'round', label: t('seating.column.round'), align: 'end', cell: ({ round }) => round },
            { key: 'venue', label: t('seating.column.venue'), cell: ({ venueId }) => names.venue(venueId) },
            {
              key: 'sitting',
              label: t('seating.column.sitting'),
              align: 'end',
              cell: ({ id, capacity }) =>
                t('seating.classes.of', { sitting: sitting.get(id)?.length ?? 0, capacity }),
            },
          ]}
          empty={<EmptyState title={t('seating.rounds.none')} />}
        />
        <ExportLinks t={t} links={fileLinks(href, 'classes')} />
        <p>{t('seating.classes.source', { at: format.instant(services.clock.now(), meeting.timeZone) })}</p>
      </Section>
    </>,
  )
})

/** Who sits in one class. */
const classPage = reading(async (c, here) => {
  const { t, services } = c.var
  const { meeting, href, mayChange } = here
  const inClass = (await classPlacesOf(services.db, meeting)).filter(
    ({ classId }) => classId === c.req.param('class'),
  )
  const whom = inClass.map(({ participantId }) => participantId)
  const names = await seatingNames(services, t, meeting, whom)
  const of = names.classes.get(c.req.param('class') ?? '')
  if (!of) return missingPage(c)
  const collator = new Intl.Collator(t.locale)
  const sitting = inClass.toSorted((a, b) =>
    collator.compare(names.person(a.participantId), names.person(b.participantId)),
  )
  const comes = (id: string) => tookPart.some((state) => state === names.people.get(id)?.state)
  return renderSeating(
    c,
    here,
    {
      tab: 'classes',
      title: t('seating.class.title', { code: of.code }),
      lead: t('seating.class.lead', {
        topic: t.locale === 'en' ? (of.topicEn ?? of.topicId) : of.topicId,
        sitting: sitting.length,
        capacity: of.capacity,
      }),
      crumbs: [{ label: of.code }],
      actions: mayChange && (
        <LinkButton href={meetingHref(meeting, `classes/${of.id}`)}>{t('seating.class.change')}</LinkButton>
      ),
    },
    <Section>
      <DataTable
        t={t}
        caption={t('seating.class.caption', { code: of.code })}
        rows={sitting}
        columns={[
          {
            key: 'name',
            label: t('seating.column.name'),
            phone: 'title',
            cell: ({ participantId }) => (
              <a href={href(`people/${participantId}`)}>{names.person(participantId)}</a>
            ),
          },
          {
            key: 'unit',
            label: t('seating.column.unit'),
            cell: ({ participantId }) => names.unit(names.people.get(participantId)?.unitId ?? ''),
          },
          {
            key: 'province',
            label: t('seating.column.of'),
            cell: ({ participantId }) => {
              const one = names.people.get(participantId)
              return names.unit(one?.provinceId ?? one?.unitId ?? '')
            },
          },
          {
            key: 'state',
            label: t('seating.column.state'),
            cell: ({ participantId, isLocked }) => (
              <>
                {isLocked && <Tag tone="ink">{t('seating.lock.tag')}</Tag>}{' '}
                {!comes(participantId) && <Tag tone="bad">{t('seating.comes.no')}</Tag>}
              </>
            ),
          },
        ]}
        empty={<EmptyState title={t('seating.class.empty')} />}
      />
    </Section>,
  )
})

/** The lists as files. */
const listFile = reading(async (c, { meeting, mayPrintAt }) => {
  const { services, t } = c.var
  const what = listFiles.find((one) => one === c.req.param('what'))
  const format = c.req.param('format') ?? ''
  if (!what || !isExportFormat(format)) return missingPage(c)
  const names = await seatingNames(services, t, meeting)
  const table =
    what === 'rooms'
      ? await roomsTable(services.db, names, meeting)
      : await classesTable(services.db, names, meeting, { maySeeCodesAt: mayPrintAt })
  return exportRows({ ...table, format })
})

export const listsRoutes: readonly Route[] = [
  page('get', `${seatingPath}/classes`, 'signed-in', classesPage),
  page('get', `${seatingPath}/classes/:class`, 'signed-in', classPage),
  page('get', `${seatingPath}/file/:what/:format`, 'signed-in', listFile),
]
