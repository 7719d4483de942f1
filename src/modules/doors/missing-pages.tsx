import { may } from '../../platform/access.ts'
import { exportRows, isExportFormat, textColumn } from '../../platform/export.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { isId } from '../../platform/ids.ts'
import { DataTable, EmptyState, ExportLinks, FilterForm, Section, SelectField } from '../../ui/index.ts'
import { phonesOf, type UnitTree, unitParam, unitTree } from '../directory/index.ts'
import { type Meeting, meetingName, type Venue, venueFor, venueLetter, venuesOf } from '../meetings/index.ts'
import { type MissingFilter, type MissingPerson, missingPeople } from './board-read-model.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath, missingPage } from './in-doors.tsx'

const perPage = 100

/** What the list is narrowed to; what names no province or venue narrows nothing. */
type Narrowed = Record<'province' | 'venue', string>

/** Who has not arrived, with the words and numbers around them. */
interface CallList {
  meeting: Meeting
  units: UnitTree
  venues: Venue[]
  narrowed: Narrowed
  /** Of whom the reader may see the number in the directory too. */
  phones: ReadonlyMap<string, string>
  rows: MissingPerson[]
}

async function callList(c: RequestContext, meeting: Meeting, filter: MissingFilter): Promise<CallList> {
  const { services, actor } = c.var
  const units = await unitTree(services)
  const venues = await venuesOf(services.db, meeting)
  const asked = { province: c.req.query('province') ?? '', venue: c.req.query('venue') ?? '' }
  const narrowed = {
    province: units.byId(asked.province) ? asked.province : '',
    venue: venues.some(({ id }) => id === asked.venue) ? asked.venue : '',
  }
  const rows = await missingPeople(services.db, meeting, {
    ...filter,
    province: narrowed.province || undefined,
    venueId: narrowed.venue || undefined,
  })
  const seen = rows.filter(({ unitId }) => may(actor, 'directory.read', unitId))
  const phones = await phonesOf(
    services.db,
    seen.flatMap(({ personId }) => personId ?? []),
  )
  return { meeting, units, venues, narrowed, phones, rows }
}

/** Where somebody is expected: the venue of the list, else the one for who has the side and division. */
const venueOf = ({ venues }: CallList, row: MissingPerson) =>
  venues.find((venue) => venue.id === row.venueId) ??
  (row.venueId === null ? venueFor(venues, { side: row.side, division: row.division }) : undefined)

const phoneOf = ({ phones }: CallList, { personId }: MissingPerson) =>
  personId === null ? undefined : phones.get(personId)

const queryOf = ({ narrowed }: CallList, more: Record<string, string> = {}) => {
  const query = new URLSearchParams(
    Object.entries({ ...narrowed, ...more }).filter(([, value]) => value !== ''),
  )
  return query.size === 0 ? '' : `?${query}`
}

async function missingPageOf(c: RequestContext, meeting: Meeting) {
  const { t, format, actor } = c.var
  const [unitId, id] = (c.req.query('after') ?? '').split('~')
  const after = unitId && isId(id ?? '') ? { unitId, id: id ?? '' } : undefined
  const list = await callList(c, meeting, { after, limit: perPage + 1 })
  const { units, venues, narrowed } = list
  const rows = list.rows.slice(0, perPage)
  const last = list.rows.length > perPage ? rows.at(-1) : undefined
  const office = ({ unitId }: MissingPerson) => {
    const unit = units.byId(unitId)
    if (!unit) return unitId
    return may(actor, 'directory.read', unit.id) ? (
      <a href={`/desk/units/${unitParam(unit)}`}>{unit.shortName}</a>
    ) : (
      unit.shortName
    )
  }
  const phone = (row: MissingPerson) => {
    const number = phoneOf(list, row)
    return number ? <a href={`tel:${number}`}>{number}</a> : t('doors.missing.noPhone')
  }
  return doorsPage(
    c,
    meeting,
    { title: t('doors.missing.title'), lead: t('doors.missing.lead'), tab: 'missing' },
    <Section>
      <DataTable
        t={t}
        caption={t('doors.missing.caption')}
        rows={rows}
        empty={<EmptyState title={t('doors.missing.empty')}>{t('doors.missing.emptyText')}</EmptyState>}
        filter={
          <FilterForm t={t} action={doorsHref(meeting, 'missing')}>
            <SelectField
              t={t}
              name="province"
              label={t('doors.field.province')}
              required
              typed={narrowed}
              options={[
                { value: '', label: t('doors.missing.everywhere') },
                ...units.childrenOf(units.root.id).map((unit) => ({ value: unit.id, label: unit.shortName })),
              ]}
            />
            <SelectField
              t={t}
              name="venue"
              label={t('doors.field.venue')}
              required
              typed={narrowed}
              options={[
                { value: '', label: t('doors.missing.everyVenue') },
                ...venues.map(({ id, rank, name }) => ({
                  value: id,
                  label: `${venueLetter(rank)} · ${name}`,
                })),
              ]}
            />
          </FilterForm>
        }
        pager={
          last && {
            next: doorsHref(meeting, `missing${queryOf(list, { after: `${last.unitId}~${last.id}` })}`),
          }
        }
        columns={[
          {
            key: 'name',
            label: t('doors.field.person'),
            phone: 'title',
            cell: ({ name }) => name || t('doors.erased'),
          },
          { key: 'phone', label: t('doors.field.phone'), cell: phone },
          { key: 'office', label: t('doors.field.office'), cell: office },
          { key: 'side', label: t('doors.field.side'), cell: ({ side }) => t(`doors.side.${side}`) },
          {
            key: 'venue',
            label: t('doors.field.venue'),
            cell: (row) => {
              const venue = venueOf(list, row)
              return venue ? venueLetter(venue.rank) : t('doors.missing.noVenue')
            },
          },
          {
            key: 'arrives',
            label: t('doors.field.arrives'),
            cell: ({ arrivesAt }) =>
              arrivesAt ? format.instant(arrivesAt, meeting.timeZone) : t('doors.missing.notTold'),
          },
        ]}
      />
      <ExportLinks
        t={t}
        links={(['xlsx', 'csv', 'json'] as const).map((format) => ({
          label: format,
          href: doorsHref(meeting, `missing/file/${format}${queryOf(list)}`),
        }))}
      />
    </Section>,
  )
}

/** All who are missing, as the page is narrowed, to be shared out among those who call. */
async function missingFile(c: RequestContext, meeting: Meeting) {
  const { t, services } = c.var
  const format = c.req.param('format') ?? ''
  if (!isExportFormat(format)) return missingPage(c)
  const list = await callList(c, meeting, {})
  const at = c.var.format.instant(services.clock.now(), meeting.timeZone)
  return exportRows({
    format,
    title: t('doors.missing.fileTitle', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('doors.missing.title'),
    columns: [
      textColumn('name', t('doors.field.person')),
      textColumn('phone', t('doors.field.phone')),
      textColumn('unitCode', t('doors.field.unitCode')),
      textColumn('unit', t('doors.field.office')),
      textColumn('side', t('doors.field.side')),
      textColumn('venue', t('doors.field.venue')),
      textColumn('arrives', t('doors.field.arrives')),
    ],
    rows: list.rows.map((row) => {
      const unit = list.units.byId(row.unitId)
      return {
        name: row.name || t('doors.erased'),
        phone: phoneOf(list, row) ?? null,
        unitCode: unit ? unitParam(unit) : row.unitId,
        unit: unit?.shortName ?? row.unitId,
        side: t(`doors.side.${row.side}`),
        venue: venueOf(list, row)?.name ?? null,
        arrives: row.arrivesAt ? c.var.format.instant(row.arrivesAt, meeting.timeZone) : null,
      }
    }),
    notes: [t('doors.missing.source', { at }), ...(meeting.example ? [t('doors.missing.example')] : [])],
  })
}

const read = 'meetings.read'

export const missingPages: readonly Route[] = [
  page('get', `${doorsPath}/missing`, 'signed-in', aboutDoors(read, missingPageOf)),
  page('get', `${doorsPath}/missing/file/:format`, 'signed-in', aboutDoors(read, missingFile)),
]
