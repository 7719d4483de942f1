import { Figure, FigureRow } from '../../../ui/index.ts'
import type { CoverageSummary } from '../coverage-summary.ts'
import type { Speech } from './words.tsx'

/** Coverage in three figures, each with what it is a part of. */
export function CoverageFigures({
  speech: { t, format },
  summary,
  asOf,
  example,
}: {
  speech: Speech
  summary: CoverageSummary
  /** When these were counted, formatted. */
  asOf: string
  example: boolean
}) {
  const share = (part: number, whole: number) => (whole === 0 ? '–' : format.percent(part / whole, 0))
  return (
    <FigureRow>
      <Figure
        tone="ink"
        label={t('outreach.figure.programmes')}
        value={format.number(summary.withProgramme)}
        unit={t('outreach.figure.of', { count: summary.districts })}
        note={share(summary.withProgramme, summary.districts)}
        denominator={t('outreach.figure.districts')}
        date={asOf}
        source={t('outreach.figure.source')}
        example={example}
      />
      <Figure
        label={t('outreach.figure.volunteers')}
        value={format.number(summary.volunteers)}
        unit={t('outreach.figure.of', { count: summary.quota })}
        note={share(summary.volunteers, summary.quota)}
        denominator={t('outreach.figure.quota')}
        date={asOf}
        source={t('outreach.figure.source')}
        example={example}
      />
      <Figure
        label={t('outreach.figure.deserted')}
        value={format.number(summary.deserted)}
        unit={t('outreach.figure.units')}
        date={asOf}
        source={t('outreach.figure.source')}
        example={example}
      />
    </FigureRow>
  )
}
