import { DataTable, EmptyState } from '../../../ui/index.ts'
import type { AppointmentRecord } from '../appointments-read-model.ts'
import { endReasons } from '../end-reasons.ts'
import { divisionIn, positionIn } from '../people-read-model.ts'
import { unitHref } from '../unit-address.ts'
import type { Unit } from '../unit-tree.ts'
import { PersonName } from './person-name.tsx'
import { daysOf, type Reader } from './reader.ts'

export interface AppointmentsTableProps extends Reader {
  unit: Unit
  rows: readonly AppointmentRecord[]
  /** Whether an appointment that is over waits for its replacement. */
  mayReplace?(row: AppointmentRecord): boolean
}

/** Appointments of a unit, past or to come. */
export const AppointmentsTable = ({ t, format, unit, rows, mayReplace }: AppointmentsTableProps) => (
  <DataTable<AppointmentRecord>
    t={t}
    caption={t('directory.unit.count', { count: rows.length })}
    rows={rows}
    rowKey={({ id }) => `appointment-${id}`}
    columns={[
      {
        key: 'person',
        label: t('directory.unit.person'),
        phone: 'title',
        cell: (row) => (
          <PersonName t={t} person={{ id: row.personId, name: row.personName, example: row.example }} />
        ),
      },
      {
        key: 'position',
        label: t('directory.unit.position'),
        cell: (row) => [positionIn(row, t.locale), divisionIn(row, t.locale)].filter(Boolean).join(', '),
      },
      { key: 'days', label: t('directory.unit.days'), cell: (row) => daysOf({ t, format }, row) },
      {
        key: 'ended',
        label: t('directory.unit.ended'),
        cell: (row) => (
          <>
            {endOf({ t }, row)} {mayReplace?.(row) && <ReplaceLink t={t} unit={unit} row={row} />}
          </>
        ),
      },
    ]}
    empty={<EmptyState title={t('directory.unit.historyEmpty')} />}
  />
)

const ReplaceLink = ({ t, unit, row }: Pick<Reader, 't'> & { unit: Unit; row: AppointmentRecord }) => (
  <a href={`${unitHref(unit)}/appointments/${row.id}/replace`}>
    {t('directory.unit.replace')}
    <span class="hidden-words"> {row.personName}</span>
  </a>
)

/** Why an appointment ended, in words; its term's end where no reason was needed. */
export function endOf({ t }: Pick<Reader, 't'>, { endReason, until }: AppointmentRecord): string {
  if (endReason === null) return until === null ? '–' : t('directory.end.term')
  const known = endReasons.find((reason) => reason === endReason)
  return known ? t(`directory.endReason.${known}`) : endReason
}
