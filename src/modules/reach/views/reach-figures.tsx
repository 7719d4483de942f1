import type { Child } from 'hono/jsx'
import { Figure, FigureRow } from '../../../ui/index.ts'
import { type Denominator, shareOf } from '../../elections/index.ts'
import { type Measure, measures, type ReachMatrix } from '../figures.ts'
import { errorWords, peopleWords, type ReachView } from '../reach-view.ts'
import { listWords } from '../reach-words.ts'
import { whereFrom } from './where-from.tsx'

interface Props {
  view: ReachView
  matrix: ReachMatrix
  /** The main figure of the page, first and in ink. */
  first?: Measure
  /** What shares are shares of; absent where no share is told. */
  voters?: Denominator | null
  /** Potential as somebody states it; null where nobody does. */
  potential?: Child | null
}

const inOrder = (first: Measure) => [first, ...measures.filter((one) => one !== first)]

/** The two numbers that are counted, each with all it rests on. */
const CountedFigures = ({ view, matrix, first = 'delivered', voters }: Props) => {
  const { t, format, unit } = view
  return (
    <>
      {inOrder(first).map((measure) => {
        const figure = matrix.total[measure]
        const isKnown = figure.people !== null
        const share = shareOf(figure.people, voters ?? null)
        return (
          <Figure
            tone={measure === first ? 'ink' : 'plain'}
            label={t(`reach.${measure}`)}
            value={peopleWords(view, figure)}
            {...(isKnown ? { unit: t('reach.people') } : {})}
            note={
              isKnown
                ? [
                    share !== null && t('reach.voters.share', { share: format.share(share) }),
                    errorWords(view, figure),
                  ]
                    .filter(Boolean)
                    .join(' · ')
                : figure.suppressed
                  ? t('reach.suppressed.note', { min: view.minCell })
                  : t('reach.from.nobody')
            }
            {...(share !== null && voters && measure === first
              ? {
                  denominator: t('reach.voters.short', {
                    voters: format.number(voters.voters),
                    list: listWords(view, voters),
                  }),
                }
              : {})}
            {...(matrix.asOf
              ? { date: t('reach.asOf', { at: format.instant(matrix.asOf, unit.timeZone) }) }
              : {})}
            source={t('reach.source')}
            whereFrom={whereFrom(view, {
              ...matrix,
              figure,
              measure,
              ...(voters === undefined ? {} : { voters }),
            })}
          />
        )
      })}
    </>
  )
}

/** What was counted, where a page is about nothing else. */
export const PeopleFigures = (props: Props) => (
  <FigureRow>
    <CountedFigures {...props} />
  </FigureRow>
)

/** The four numbers that are never mixed; those that nobody measures or states say so. */
export const ReachFigures = (props: Props) => {
  const { t } = props.view
  return (
    <FigureRow>
      <CountedFigures {...props} />
      {props.potential ?? <Figure label={t('reach.potential')} value="–" note={t('reach.potential.note')} />}
      <Figure label={t('reach.acted')} value="–" note={t('reach.acted.note')} />
    </FigureRow>
  )
}
