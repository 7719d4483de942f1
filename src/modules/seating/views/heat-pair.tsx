import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { HeatStrip, Section, Tabs } from '../../../ui/index.ts'
import type { Heat } from '../heat-of.ts'
import type { SeatingNames } from '../seating-names.ts'

/** Provinces over classes before and after, on one scale, every cell with its number. */
export function HeatPair({
  t,
  names,
  href,
  venueId,
  venues,
  classes,
  provinces,
}: Heat & { t: Translator; names: SeatingNames; href: string }) {
  if (provinces.length === 0) return null
  const most = Math.max(...provinces.flatMap(({ before, after }) => [...before, ...after]))
  const strip = (when: 'before' | 'after') => (
    <HeatStrip
      t={t}
      title={t(`seating.heat.${when}`)}
      unit={t('seating.unit.people')}
      scaleMax={most}
      columnLabels={classes.map((id) => names.classCode(id))}
      rows={provinces.map((province) => ({
        label: names.unit(province.id),
        cells: province[when].map((value, at) => ({ label: names.classCode(classes[at] ?? null), value })),
      }))}
    />
  )
  return (
    <Section title={t('seating.heat.title')} lead={t('seating.heat.lead')} id="heat">
      {venues.length > 1 && (
        <Tabs
          label={t('seating.heat.title')}
          items={venues.map((id) => ({
            label: names.venue(id),
            href: `${href}?venue=${id}#heat`,
            current: id === venueId,
          }))}
        />
      )}
      {provinces.some(({ before }) => before.some((count) => count > 0)) && strip('before')}
      {strip('after')}
    </Section>
  )
}
