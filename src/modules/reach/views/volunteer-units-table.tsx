import { DataTable, EmptyState, Section } from '../../../ui/index.ts'
import { type ReachView, reachHref } from '../reach-view.ts'
import type { VolunteerUnit } from '../volunteer-units.ts'
import { matrixPath, publicationsPath } from './reach-frame.tsx'

/** Units on a page. */
export const volunteerUnitsPerPage = 20

interface Props {
  view: ReachView
  /** One more than there is room for, where there are more. */
  rows: readonly VolunteerUnit[]
}

/** A volunteer belongs to one unit: from here one goes to the units whose volunteers' links were opened. */
export function VolunteerUnitsTable({ view, rows }: Props) {
  const { t, format, tree } = view
  const last = rows[volunteerUnitsPerPage - 1]
  return (
    <Section title={t('reach.volunteers.title')} lead={t('reach.volunteers.why')}>
      <DataTable
        t={t}
        caption={t('reach.volunteers.title')}
        rows={rows.slice(0, volunteerUnitsPerPage)}
        columns={[
          {
            key: 'unit',
            label: t('reach.dimension.unit'),
            phone: 'title' as const,
            cell: ({ workUnitId }) => {
              const unit = tree.byId(workUnitId)
              return unit ? (
                <a href={reachHref({ ...view, unit }, matrixPath, { rows: 'volunteer' })}>{unit.shortName}</a>
              ) : (
                workUnitId
              )
            },
          },
          {
            key: 'volunteers',
            label: t('reach.volunteers.count'),
            align: 'end' as const,
            cell: ({ volunteers }) => format.number(volunteers),
          },
        ]}
        {...(rows.length > volunteerUnitsPerPage && last
          ? { pager: { next: reachHref(view, publicationsPath, { volunteers: last.workUnitId }) } }
          : {})}
        empty={<EmptyState title={t('reach.empty')}>{t('reach.links.none')}</EmptyState>}
      />
    </Section>
  )
}
