import type { ExportColumn, ExportTable } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { type Meeting, meetingName } from '../meetings/index.ts'
import { divisionName, type ListWords, positionName, shownName, unitName, venueName } from './list-words.ts'
import type { Participant } from './participants-read-model.ts'

/** The columns of the list as a file, in their order; an import reads the first nine and passes over the others. */
export const listColumns = [
  'code',
  'name',
  'unitCode',
  'unit',
  'side',
  'position',
  'title',
  'division',
  'gender',
  'venue',
  'state',
] as const
export type ListColumn = (typeof listColumns)[number]

/**
 * The list of a meeting as a file, without contact and needs. Codes only for the committee (`withCodes`): who has one
 * can answer with it.
 */
export function participantsTable(
  words: ListWords,
  meeting: Meeting,
  { people, withCodes }: { people: readonly Participant[]; withCodes: boolean },
): ExportTable {
  const { t, tree } = words
  return {
    title: t('participants.file.title', { meeting: meetingName(meeting, t.locale) }),
    sheet: t('participants.file.sheet'),
    columns: listColumns
      .filter((key) => withCodes || key !== 'code')
      .map((key): ExportColumn => ({ key, label: t(`participants.column.${key}`), type: 'text' })),
    rows: people.map((one) => {
      const unit = tree.byId(one.unitId)
      return {
        code: withCodes ? one.code : null,
        name: shownName(words, one),
        unitCode: unit ? unitParam(unit) : one.unitId,
        unit: unitName(words, one.unitId),
        side: t(`participants.side.${one.side}`),
        position: positionName(words, one.position),
        title: one.title,
        division: divisionName(words, one.division),
        gender: one.gender === null ? null : t(`participants.gender.${one.gender}`),
        venue: venueName(words, one.venueId),
        state: t(`participants.state.${one.state}`),
      }
    }),
    ...(meeting.example ? { notes: [t('participants.file.example')] } : {}),
  }
}
