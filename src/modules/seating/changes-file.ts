import { type ExportFormat, exportRows } from '../../platform/export.ts'
import type { Meeting } from '../meetings/index.ts'
import type { Change } from './changes.ts'
import type { SeatingNames } from './seating-names.ts'
import { changesInOrder, reasonInWords } from './views/changes-table.tsx'

/** Every change of place as a file, in the order of the page. */
export function changesFile(
  names: SeatingNames,
  meeting: Meeting,
  changes: readonly Change[],
  { format, where }: { format: ExportFormat; where: (id: string | null) => string },
): Promise<Response> | Response {
  const { t } = names
  const columns = (['name', 'unit', 'from', 'to', 'why'] as const).map((key) => ({
    key,
    label: t(`seating.column.${key}`),
    type: 'text' as const,
  }))
  return exportRows({
    format,
    title: t('seating.changes.file'),
    sheet: t('seating.apply.changes'),
    columns: [{ key: 'kind', label: t('seating.changes.kind'), type: 'text' }, ...columns],
    rows: changesInOrder(names, changes).flatMap(({ kind, of }) =>
      of.map((change) => ({
        kind: t(`seating.changes.kind.${kind}`),
        name: names.person(change.participantId),
        unit: names.unit(names.people.get(change.participantId)?.unitId ?? ''),
        from: where(change.from),
        to: where(change.to),
        why: reasonInWords(t, names, change),
      })),
    ),
    ...(meeting.example ? { notes: [t('seating.file.example')] } : {}),
  })
}
