import { DefinitionList, Section } from '../../../ui/index.ts'
import type { Overview } from '../overview.ts'
import { ageWords, errorWords, leftOutWords, listWords, type Reader } from '../words.ts'

interface Props {
  reader: Reader
  overview: Overview
}

/** Requests that are no people: counted apart, shown so that nobody has to guess. */
export function LeftOut({ reader, overview: { leftOut } }: Props) {
  const { t, format } = reader
  const reasons = Object.entries(leftOut)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
  return (
    <Section id="left-out" title={t('insights.leftOut.title')} lead={t('insights.leftOut.lead')}>
      {reasons.length === 0 ? (
        <p>{t('insights.leftOut.none')}</p>
      ) : (
        <DefinitionList
          items={reasons.map(([reason, count]) => [leftOutWords(reader, reason), format.number(count)])}
        />
      )}
    </Section>
  )
}

/** Where the figures of this page come from, of which day, how exact, and what is held back. */
export function Provenance({ reader, overview }: Props) {
  const { t, format, now } = reader
  const { voters, from, until, asOf, total, minCell, question } = overview
  const zone = question.unit.timeZone
  return (
    <Section id="provenance" title={t('insights.source.title')}>
      <DefinitionList
        items={[
          [t('insights.source.people'), t('insights.source.peopleText')],
          [
            t('insights.source.period'),
            from && until
              ? t('insights.source.periodText', {
                  from: format.day(from),
                  until: format.day(until),
                  age: ageWords(reader, asOf),
                  asOf: format.instant(asOf ?? now, zone),
                })
              : t('insights.age.none'),
          ],
          [
            t('insights.source.error'),
            t('insights.source.errorText', {
              delivered: errorWords(reader, total.delivered),
              engaged: errorWords(reader, total.engaged),
            }),
          ],
          [t('insights.source.suppression'), t('insights.source.suppressionText', { min: minCell })],
          [
            t('insights.source.voters'),
            voters === null
              ? t('insights.source.noVoters', { unit: question.unit.shortName })
              : t('insights.source.votersText', {
                  voters: format.number(voters.voters),
                  list: listWords(reader, voters),
                  areas: voters.areas,
                  sources: voters.sources.join('; '),
                }),
          ],
          [
            t('insights.source.coverage'),
            t('insights.source.coverageText', { now: format.instant(now, zone) }),
          ],
          [t('insights.source.attention'), t('insights.source.attentionText')],
        ]}
      />
    </Section>
  )
}
