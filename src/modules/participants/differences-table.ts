import type { ExportTable } from '../../platform/export.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import type { ListDifferences } from './list-differences.ts'
import { type ListWords, positionName, shownName, unitName } from './list-words.ts'
import { changeInWords } from './views/directory-changes.tsx'

const columns = ['kind', 'name', 'unit', 'position', 'what', 'marks'] as const

/** Every difference between list and directory, a line a person. */
export function differencesTable(words: ListWords, meeting: Meeting, now: ListDifferences): ExportTable {
  const { t } = words
  const { chosen, byId, marksOf } = now
  const row = (
    kind: 'new' | 'changed' | 'gone',
    one: { name: string; unitId: string; position: string | null },
    more: { what?: string; marks?: readonly string[] } = {},
  ) => ({
    kind: t(`participants.follow.${kind}.title`),
    name: shownName(words, one),
    unit: unitName(words, one.unitId),
    position: positionName(words, one.position),
    what: more.what ?? null,
    marks: more.marks?.join('; ') || null,
  })
  return {
    title: t('participants.follow.file', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('participants.tab.changes'),
    columns: columns.map((key) => ({ key, label: t(`participants.follow.column.${key}`), type: 'text' })),
    rows: [
      ...chosen.changed.map((one) =>
        row('changed', one.before, {
          what: changeInWords(words, one, byId.get(one.id)?.isVenueByHand ?? false).join('; '),
          marks: marksOf(one.id),
        }),
      ),
      ...chosen.gone.flatMap((id) => {
        const one = byId.get(id)
        return one ? [row('gone', one, { marks: marksOf(id) })] : []
      }),
      ...[...chosen.returning, ...chosen.added].map((one) =>
        row('new', one, {
          what: t(`participants.follow.${'rowId' in one ? 'back' : 'state'}.${one.state}`),
        }),
      ),
    ],
    ...(meeting.example ? { notes: [t('participants.file.example')] } : {}),
  }
}
