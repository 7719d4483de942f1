import type { WhereFromProps } from '../../../ui/index.ts'
import type { Denominator } from '../../elections/index.ts'
import type { Measure, PeopleFigure, ReachMatrix } from '../figures.ts'
import { reachReadings } from '../reach-sections.ts'
import { ageWords, type FigureView, leftOutWords, precisionWords, votersWords } from '../reach-words.ts'
import { catalogueHref } from './reach-frame.tsx'

/** What a figure of counted people rests on. */
export interface FigureGround extends Pick<ReachMatrix, 'asOf' | 'from' | 'until' | 'leftOut'> {
  /** The one figure it is about; absent under charts and tables, which have many. */
  figure?: PeopleFigure
  measure?: Measure
  /** Of a share; absent where no share is told. */
  voters?: Denominator | null
}

/** Where counted people come from: the same answer under every figure, chart and table of them, in any room. */
export function whereFrom(view: FigureView, ground: FigureGround): WhereFromProps['items'] {
  const { t, minCell } = view
  const { figure, measure, voters } = ground
  return [
    ...(measure ? [[t('reach.from.what'), t(`reach.${measure}.note`)] as const] : []),
    [t('reach.from.source'), t('reach.from.sourceText')],
    [t('reach.provenance.age'), ageWords(view, ground)],
    [t('reach.provenance.error'), figure ? precisionWords(view, figure) : t('reach.from.error')],
    [t('reach.leftOut.title'), leftOutWords(view, ground.leftOut)],
    [t('reach.provenance.under'), t('reach.provenance.underText')],
    ...(figure?.suppressed
      ? []
      : [[t('reach.provenance.held'), t('reach.provenance.heldText', { min: minCell })] as const]),
    ...(voters === undefined ? [] : [[t('reach.voters'), votersWords(view, voters)] as const]),
    [t('reach.from.more'), <a href={catalogueHref(view)}>{t('reach.catalogue.link')}</a>],
    ...reachReadings().map(({ label, href, about }) => [t(about), <a href={href}>{t(label)}</a>] as const),
  ]
}
