import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { DataTable, EmptyState } from '../../../ui/index.ts'
import type { Change } from '../apply-plan.ts'
import type { SeatingNames } from '../seating-names.ts'

/** Who would get another place: those who had one first. */
export function ChangesTable({
  t,
  names,
  changes,
  more,
  where,
  hrefOf,
}: {
  t: Translator
  names: SeatingNames
  changes: readonly Change[]
  /** How many are not listed. */
  more: number
  where: (id: string | null) => string
  hrefOf: (participantId: string) => string
}) {
  return (
    <>
      <DataTable
        t={t}
        caption={t('seating.changes.caption')}
        rows={changes.toSorted((a, b) => Number(a.from === null) - Number(b.from === null))}
        columns={[
          {
            key: 'name',
            label: t('seating.column.name'),
            phone: 'title',
            cell: ({ participantId }) => <a href={hrefOf(participantId)}>{names.person(participantId)}</a>,
          },
          {
            key: 'unit',
            label: t('seating.column.unit'),
            cell: ({ participantId }) => names.unit(names.people.get(participantId)?.unitId ?? ''),
          },
          { key: 'from', label: t('seating.column.from'), cell: ({ from }) => where(from) },
          { key: 'to', label: t('seating.column.to'), cell: ({ to }) => where(to) },
        ]}
        empty={<EmptyState title={t('seating.changes.none')} />}
      />
      {more > 0 && <p>{t('seating.changes.more', { count: more })}</p>}
    </>
  )
}
