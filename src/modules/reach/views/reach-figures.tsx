import { Figure, FigureRow } from '../../../ui/index.ts'
import type { ReachMatrix } from '../figures.ts'
import { errorWords, peopleWords, type ReachView } from '../reach-view.ts'

/** The four numbers that are never mixed; the two that nobody measures yet say so. */
export function ReachFigures({ view, matrix }: { view: ReachView; matrix: ReachMatrix }) {
  const { t, format, unit } = view
  const { delivered, engaged } = matrix.total
  const origin = {
    ...(matrix.asOf ? { date: t('reach.asOf', { at: format.instant(matrix.asOf, unit.timeZone) }) } : {}),
    source: t('reach.source'),
  }
  const people = { unit: t('reach.people') }
  return (
    <FigureRow>
      <Figure
        tone="ink"
        label={t('reach.delivered')}
        value={peopleWords(view, delivered)}
        {...(delivered.people === null ? {} : people)}
        note={delivered.people === null ? t('reach.delivered.note') : errorWords(view, delivered)}
        {...origin}
      />
      <Figure
        label={t('reach.engaged')}
        value={peopleWords(view, engaged)}
        {...(engaged.people === null ? {} : people)}
        note={engaged.people === null ? t('reach.engaged.note') : errorWords(view, engaged)}
        {...origin}
      />
      <Figure label={t('reach.potential')} value="–" note={t('reach.potential.note')} />
      <Figure label={t('reach.acted')} value="–" note={t('reach.acted.note')} />
    </FigureRow>
  )
}
