import { DataTable, EmptyState, Progress } from '../../../ui/index.ts'
import { type Base, baseName } from '../bases-read-model.ts'
import type { Programme } from '../programmes-read-model.ts'
import type { Volunteer } from '../volunteers-read-model.ts'
import type { Speech } from './words.tsx'

/** Active volunteers of each base against its quota, with the national quota where a unit has another. */
export function StrengthTable({
  speech: { t, format },
  programme,
  bases,
  volunteers,
}: {
  speech: Speech
  programme: Programme
  bases: readonly Base[]
  volunteers: readonly Volunteer[]
}) {
  const activeIn = ({ code }: Base) => volunteers.filter(({ base }) => base === code).length
  return (
    <DataTable
      t={t}
      caption={t('outreach.strength.caption')}
      rows={bases}
      columns={[
        {
          key: 'base',
          label: t('outreach.base.name'),
          phone: 'title',
          cell: (base: Base) => <a href={`?base=${base.code}#volunteers`}>{baseName(base, t.locale)}</a>,
        },
        {
          key: 'volunteers',
          label: t('outreach.coverage.volunteers'),
          cell: (base) => (
            <>
              <Progress
                value={activeIn(base)}
                max={base.quota}
                label={t('outreach.coverage.ofQuota', {
                  volunteers: format.number(activeIn(base)),
                  quota: format.number(base.quota),
                })}
              />
              {programme.baseTargets[base.code] !== undefined && (
                <span class="figure-note">
                  {t('outreach.strength.target', { count: programme.baseTargets[base.code] ?? 0 })}
                </span>
              )}
              {base.quota !== base.nationalQuota && (
                <span class="figure-note">
                  {t('outreach.bases.national', { value: format.number(base.nationalQuota) })}
                </span>
              )}
            </>
          ),
        },
      ]}
      empty={<EmptyState title={t('outreach.bases.empty')} />}
    />
  )
}
