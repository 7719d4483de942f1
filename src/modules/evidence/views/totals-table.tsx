import type { Formats } from '../../../platform/i18n/formats.ts'
import { type Column, DataTable, EmptyState } from '../../../ui/index.ts'
import { unitParam } from '../../directory/index.ts'
import type { Evidence } from '../evidence.ts'
import { byUnit, type EvidenceNames } from '../evidence-names.ts'
import { type Totals, totalsOf } from '../totals.ts'

interface Part extends Totals {
  id: string
}

/** Some of the evidence in numbers, a line each office it is given under. */
export function TotalsTable({
  names,
  format,
  all,
  atLeast,
  caption,
  label,
  empty,
  href,
}: {
  names: EvidenceNames
  format: Formats
  /** `unitId`: the office under which each is counted. */
  all: readonly Evidence[]
  /** How many sessions a certificate asks for; undefined leaves out who reaches it. */
  atLeast?: number
  caption: string
  /** What an office is called here: a province, a unit. */
  label: string
  empty: string
  href(under: string): string
}) {
  const { t, tree } = names
  const number = (key: 'counted' | 'arrived' | 'reached'): Column<Part> => ({
    key,
    label: t(`evidence.column.${key}`),
    align: 'end',
    cell: (part) => format.number(part[key]),
  })
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={byUnit(names, all).map(([id, some]): Part => ({ id, ...totalsOf(some, atLeast) }))}
      columns={[
        {
          key: 'unit',
          label,
          phone: 'title',
          cell: ({ id }) => {
            const unit = tree.byId(id)
            return unit ? <a href={href(`units/${unitParam(unit)}`)}>{unit.name}</a> : id
          },
        },
        number('counted'),
        number('arrived'),
        {
          key: 'filled',
          label: t('evidence.column.filled'),
          align: 'end',
          cell: ({ filled, seats }) => t('evidence.of', { part: filled, of: seats }),
        },
        ...(atLeast === undefined ? [] : [number('reached')]),
      ]}
      empty={<EmptyState title={empty} />}
    />
  )
}
