import { nameIn } from '../elections/index.ts'
import type { ReachMatrix } from '../reach/index.ts'
import type { OverviewQuestion } from './overview.ts'
import { ageWords, baseWords, channelWords, errorWords, leftOutWords, type Reader } from './words.ts'

/** What a reader must know of the figures: choice, period, age, precision, suppression, what is left out. */
export function notesOf(
  reader: Reader,
  { unit, election, base, channel }: OverviewQuestion,
  { from, until, asOf, total, leftOut }: Pick<ReachMatrix, 'from' | 'until' | 'asOf' | 'total' | 'leftOut'>,
  minCell: number,
): string[] {
  const { t, format, now } = reader
  return [
    `${unit.name} · ${nameIn(t.locale, election)} · ${base ? baseWords(reader, { base }) : t('insights.filter.allBases')} · ${channel ? channelWords(reader, { channel }) : t('insights.filter.allChannels')}`,
    from && until
      ? t('insights.source.periodText', {
          from: format.day(from),
          until: format.day(until),
          age: ageWords(reader, asOf),
          asOf: format.instant(asOf ?? now, unit.timeZone),
        })
      : t('insights.age.none'),
    t('insights.source.peopleText'),
    t('insights.source.errorText', {
      delivered: errorWords(reader, total.delivered),
      engaged: errorWords(reader, total.engaged),
    }),
    t('insights.source.suppressionText', { min: minCell }),
    t('insights.table.lead'),
    `${t('insights.leftOut.title')}: ${
      Object.entries(leftOut)
        .map(([reason, count]) => `${leftOutWords(reader, reason)} ${format.number(count)}`)
        .join(', ') || t('insights.leftOut.none')
    }`,
  ]
}
