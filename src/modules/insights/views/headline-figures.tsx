import type { Child } from 'hono/jsx'
import { Figure, FigureRow } from '../../../ui/index.ts'
import { type Measure, whereFrom } from '../../reach/index.ts'
import { shareOf } from '../denominators.ts'
import { hitsOf, type Overview } from '../overview.ts'
import { ageWords, errorWords, listWords, peopleWords, type Reader, shareWords } from '../words.ts'

interface Props {
  reader: Reader
  overview: Overview
  measure: Measure
}

/**
 * The four numbers of reach side by side and never mixed, then how far programmes and volunteers are. What nobody
 * measures or states yet says so instead of showing a nought. `potential` is drawn as it is stated; null where nobody
 * states any.
 */
export const HeadlineFigures = ({
  reader,
  overview,
  measure,
  potential,
}: Props & { potential: Child | null }) => (
  <>
    <FigureRow>
      <PeopleTile reader={reader} overview={overview} measure={measure} />
      <PeopleTile
        reader={reader}
        overview={overview}
        measure={measure === 'delivered' ? 'engaged' : 'delivered'}
        isSecond
      />
      {potential ?? (
        <Figure
          label={reader.t('insights.measure.potential')}
          value="–"
          suffix={reader.t('insights.notStated')}
          note={reader.t('insights.potential.note')}
        />
      )}
      <Figure
        label={reader.t('insights.measure.acted')}
        value="–"
        suffix={reader.t('insights.notMeasured')}
        note={reader.t('insights.acted.note')}
      />
    </FigureRow>
    <FigureRow>
      <CoverageTile reader={reader} overview={overview} />
      <VolunteersTile reader={reader} overview={overview} />
    </FigureRow>
  </>
)

function PeopleTile({ reader, overview, measure, isSecond = false }: Props & { isSecond?: boolean }) {
  const { t, format } = reader
  const figure = overview.total[measure]
  const share = shareOf(figure.people, overview.voters)
  const isKnown = figure.people !== null
  const hits = hitsOf(overview.total)
  return (
    <Figure
      label={measure === 'delivered' ? t('insights.people.delivered') : t('insights.people.engaged')}
      value={peopleWords(reader, figure)}
      {...(isKnown ? { unit: t('insights.unit.persons') } : {})}
      tone={isSecond ? 'plain' : 'ink'}
      example={!isSecond && overview.example}
      note={
        figure.suppressed
          ? t('insights.suppressed.note', { min: overview.minCell })
          : isKnown
            ? [
                share !== null && t('insights.people.share', { share: shareWords(reader, share) }),
                errorWords(reader, figure),
                measure === 'delivered'
                  ? hits === null
                    ? t('insights.people.traces')
                    : t('insights.people.note', { hits: format.number(hits) })
                  : t('insights.engaged.note'),
              ]
                .filter(Boolean)
                .join(' · ')
            : t('insights.people.none')
      }
      {...(share === null || overview.voters === null || isSecond
        ? {}
        : {
            denominator: t('insights.people.voters', {
              voters: format.number(overview.voters.voters),
              list: listWords(reader, overview.voters),
            }),
          })}
      {...(overview.asOf === null ? {} : { date: ageWords(reader, overview.asOf) })}
      whereFrom={whereFrom(
        { t, format, minCell: overview.minCell, ...overview.question },
        { ...overview, figure, measure, voters: overview.voters },
      )}
    />
  )
}

function CoverageTile({ reader: { t, format }, overview: { coverage } }: Pick<Props, 'reader' | 'overview'>) {
  const share = coverage.units === 0 ? 0 : coverage.withProgramme / coverage.units
  return (
    <Figure
      label={t('insights.coverage.label')}
      value={format.number(coverage.withProgramme)}
      suffix={t('insights.coverage.of', { units: coverage.units })}
      note={t('insights.coverage.note', {
        share: format.percent(share, 0),
        without: format.number(coverage.units - coverage.withProgramme),
      })}
      date={t('insights.today')}
    />
  )
}

function VolunteersTile({
  reader: { t, format },
  overview: { coverage },
}: Pick<Props, 'reader' | 'overview'>) {
  return (
    <Figure
      label={t('insights.volunteers.label')}
      value={format.number(coverage.volunteers)}
      suffix={t('insights.volunteers.of', { quota: format.number(coverage.quota) })}
      note={
        coverage.quota === 0
          ? t('insights.volunteers.noQuota')
          : t('insights.volunteers.note', { share: format.percent(coverage.volunteers / coverage.quota, 0) })
      }
      date={t('insights.today')}
    />
  )
}
