import type { ExportFormat } from '../../../platform/export.ts'
import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { EntryList, ExportLinks, Section } from '../../../ui/index.ts'
import { type Change, countChanges } from '../changes.ts'
import type { Application } from '../plans-read-model.ts'
import type { SeatingNames } from '../seating-names.ts'
import { ChangesTables } from './changes-table.tsx'

/** The list of changes, by name, and all of it as files. */
export const ChangesSection = ({
  t,
  names,
  changes,
  where,
  hrefOf,
  fileOf,
}: {
  t: Translator
  names: SeatingNames
  changes: readonly Change[]
  where: (id: string | null) => string
  hrefOf: (participantId: string) => string
  fileOf: (format: ExportFormat) => string
}) => (
  <Section title={t('seating.apply.changes')}>
    <ChangesTables {...{ t, names, changes, where, hrefOf }} />
    {changes.length > 0 && (
      <ExportLinks
        t={t}
        links={(['xlsx', 'csv', 'json'] as const).map((format) => ({ label: format, href: fileOf(format) }))}
      />
    )}
  </Section>
)

/** Each time the plan was put into force: when, by whom, and how many it moved. */
export const ApplicationsSection = ({
  t,
  format,
  zone,
  applications,
  hrefOf,
}: {
  t: Translator
  format: Formats
  zone: string
  applications: readonly Application[]
  hrefOf: (id: string) => string
}) => (
  <Section title={t('seating.applied.title')} lead={t('seating.applied.lead')}>
    <EntryList
      entries={applications.map(({ id, at, by, changes }) => ({
        title: t('seating.applied.at', { at: format.instant(at, zone), by }),
        href: hrefOf(id),
        text: t('seating.changes.counts', countChanges(changes)),
      }))}
    />
  </Section>
)
