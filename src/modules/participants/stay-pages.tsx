import { dayIn } from '../../platform/clock.ts'
import { exportRows, isExportFormat, textColumn } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import {
  DataTable,
  EmptyState,
  ExportLinks,
  FilterForm,
  Notice,
  Section,
  SelectField,
} from '../../ui/index.ts'
import { unitParam } from '../directory/index.ts'
import { meetingName } from '../meetings/index.ts'
import { changingOne, type Here, hereIn, listPage, listPath, missingPage } from './in-list.tsx'
import { shownName, unitName, venueName } from './list-words.ts'
import { tookPart } from './participant-states.ts'
import { type Participant, participantsOf } from './participants-read-model.ts'

/** People on the page; more are in the files. */
const most = 300

const shows = ['needs', 'accessible', 'arrival', 'all'] as const

/** What the list is narrowed to: a venue, a day of arrival (YYYY-MM-DD), and who is shown. */
type Asked = Record<'venue' | 'day' | 'show', string>

const askedOf = (c: RequestContext): Asked => ({
  venue: c.req.query('venue') ?? '',
  day: c.req.query('day') ?? '',
  show: shows.find((one) => one === c.req.query('show')) ?? 'needs',
})

const queryOf = (asked: Asked) => `?${new URLSearchParams(asked)}`

/**
 * Those who come, at the venues of who asks: committee reads the whole list, but travel and needs only of the people it
 * looks after.
 */
async function staying(c: RequestContext, here: Here) {
  const { meeting, rights } = here
  const all = await participantsOf(c.var.services.db, meeting, { states: tookPart })
  return all.filter(({ name, venueId }) => name !== '' && rights.may('meetings.change', venueId))
}

const arrivalDay = ({ arrivesAt }: Participant, timeZone: string) => arrivesAt && dayIn(timeZone, arrivesAt)

const isShown = (one: Participant, { venue, day, show }: Asked, timeZone: string) =>
  (venue === '' || one.venueId === venue) &&
  (day === '' || arrivalDay(one, timeZone) === day) &&
  (show === 'all' ||
    (show === 'needs' && (one.needs !== null || one.needsAccessible)) ||
    (show === 'accessible' && one.needsAccessible) ||
    (show === 'arrival' && (one.arrivesAt !== null || one.leavesAt !== null || one.travel !== null)))

/** When people come and go, and what kitchen, buses and hotels have to know of them. */
async function stayPage(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  if (!here) return missingPage(c)
  const { t, format } = c.var
  const { meeting, words, rights, href } = here
  const asked = askedOf(c)
  const people = await staying(c, here)
  const rows = people.filter((one) => isShown(one, asked, meeting.timeZone))
  const days = [...new Set(people.flatMap((one) => arrivalDay(one, meeting.timeZone) ?? []))].toSorted()
  const venues = words.venues.filter(({ id }) => rights.may('meetings.change', id))
  const instant = (at: Date | null) => (at ? format.instant(at, meeting.timeZone) : t('participants.unknown'))
  const any = { value: '', label: t('participants.filter.any') }
  return listPage(
    c,
    here,
    { tab: 'stay', lead: t('participants.stay.lead', { shown: rows.length, people: people.length }) },
    <Section>
      {rows.length > most && <Notice>{t('participants.stay.more', { most })}</Notice>}
      <DataTable
        t={t}
        caption={t('participants.stay.caption')}
        rows={rows.slice(0, most)}
        empty={
          <EmptyState title={t('participants.stay.empty')}>{t('participants.stay.emptyText')}</EmptyState>
        }
        filter={
          <FilterForm t={t} action={href('stay')}>
            <SelectField
              t={t}
              name="show"
              label={t('participants.stay.show')}
              required
              typed={asked}
              options={shows.map((value) => ({ value, label: t(`participants.stay.show.${value}`) }))}
            />
            <SelectField
              t={t}
              name="day"
              label={t('participants.fact.arrives')}
              required
              typed={asked}
              options={[any, ...days.map((value) => ({ value, label: format.day(value) }))]}
            />
            <SelectField
              t={t}
              name="venue"
              label={t('participants.column.venue')}
              required
              typed={asked}
              options={[any, ...venues.map(({ id }) => ({ value: id, label: venueName(words, id) }))]}
            />
          </FilterForm>
        }
        columns={[
          {
            key: 'name',
            label: t('participants.column.name'),
            phone: 'title',
            cell: (one) => <a href={href(one.id)}>{shownName(words, one)}</a>,
          },
          { key: 'unit', label: t('participants.column.unit'), cell: (one) => unitName(words, one.unitId) },
          {
            key: 'venue',
            label: t('participants.column.venue'),
            cell: (one) => venueName(words, one.venueId),
          },
          { key: 'arrives', label: t('participants.fact.arrives'), cell: (one) => instant(one.arrivesAt) },
          { key: 'leaves', label: t('participants.fact.leaves'), cell: (one) => instant(one.leavesAt) },
          { key: 'travel', label: t('participants.answer.travel'), cell: ({ travel }) => travel ?? '–' },
          {
            key: 'needs',
            label: t('participants.answer.needs'),
            cell: (one) =>
              [one.needs, one.needsAccessible && t('participants.answer.accessible')]
                .filter(Boolean)
                .join(', ') || '–',
          },
        ]}
      />
      <ExportLinks
        t={t}
        links={(['xlsx', 'csv', 'json'] as const).map((one) => ({
          label: one,
          href: `${href(`stay/file/${one}`)}${queryOf(asked)}`,
        }))}
      />
    </Section>,
  )
}

/** The same as a file, for those who cook, drive and give out rooms. */
async function stayFile(c: RequestContext): Promise<Response> {
  const here = await hereIn(c)
  const format = c.req.param('format') ?? ''
  if (!here || !isExportFormat(format)) return missingPage(c)
  const { t, services } = c.var
  const { meeting, words } = here
  const asked = askedOf(c)
  const people = await staying(c, here)
  const byId = new Map(people.map((one) => [one.id, one]))
  const nameOf = (id: string | null) => {
    const one = id === null ? undefined : byId.get(id)
    return one ? shownName(words, one) : null
  }
  const instant = (at: Date | null) => at && c.var.format.instant(at, meeting.timeZone)
  return exportRows({
    format,
    title: t('participants.stay.file', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('participants.tab.stay'),
    columns: [
      textColumn('name', t('participants.column.name')),
      textColumn('unitCode', t('participants.column.unitCode')),
      textColumn('unit', t('participants.column.unit')),
      textColumn('venue', t('participants.column.venue')),
      textColumn('arrives', t('participants.fact.arrives')),
      textColumn('leaves', t('participants.fact.leaves')),
      textColumn('travel', t('participants.answer.travel')),
      textColumn('needs', t('participants.answer.needs')),
      textColumn('accessible', t('participants.answer.accessible')),
      textColumn('roomMate', t('participants.fact.roomMate')),
    ],
    rows: people
      .filter((one) => isShown(one, asked, meeting.timeZone))
      .map((one) => {
        const unit = words.tree.byId(one.unitId)
        return {
          name: shownName(words, one),
          unitCode: unit ? unitParam(unit) : one.unitId,
          unit: unitName(words, one.unitId),
          venue: venueName(words, one.venueId),
          arrives: instant(one.arrivesAt),
          leaves: instant(one.leavesAt),
          travel: one.travel,
          needs: one.needs,
          accessible: one.needsAccessible ? t('participants.stay.yes') : null,
          roomMate: nameOf(one.sharesRoomWith),
        }
      }),
    notes: [
      t('participants.stay.source', { at: c.var.format.instant(services.clock.now(), meeting.timeZone) }),
      t('participants.stay.care'),
      ...(meeting.example ? [t('participants.file.example')] : []),
    ],
  })
}

export const stayRoutes: readonly Route[] = [
  page('get', `${listPath}/stay`, 'signed-in', changingOne(stayPage)),
  page('get', `${listPath}/stay/file/:format`, 'signed-in', changingOne(stayFile)),
]
