import { dayIn } from '../../platform/clock.ts'
import type { ExportTable } from '../../platform/export.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type UnitTree, unitParam } from '../directory/index.ts'
import type { Finding } from './findings-read-model.ts'
import { inLanguage } from './here.tsx'
import { classText, meetingText, stageText } from './views/words.tsx'

/** Findings as a file. Who raised one stays on its page: a file travels further than a name should. */
export function findingsTable(
  t: Translator,
  tree: UnitTree,
  { findings, asOf }: { findings: readonly Finding[]; asOf: string },
): ExportTable {
  const column = (key: string, type: 'text' | 'number' | 'day' = 'text') => ({
    key,
    label: t(`evaluation.column.${key as 'kind'}`),
    type,
  })
  return {
    title: t('evaluation.findings'),
    sheet: t('evaluation.findings'),
    columns: [
      column('id'),
      column('day', 'day'),
      column('kind'),
      column('words'),
      column('proposal'),
      column('meeting'),
      column('class'),
      column('session'),
      column('unit'),
      column('unitName'),
      column('division'),
      column('election'),
      column('stage'),
      column('votesFor', 'number'),
      column('votesAgainst', 'number'),
      column('votesAbstained', 'number'),
      column('state'),
      column('example'),
    ],
    rows: findings.map((finding) => {
      const unit = finding.unitId === null ? undefined : tree.byId(finding.unitId)
      return {
        id: finding.id,
        day: dayIn(finding.timeZone, finding.recordedAt),
        kind: t(`evaluation.kind.${finding.kind}`),
        words: finding.words,
        proposal: finding.proposal,
        meeting: meetingText(t, finding),
        class: classText(t, finding),
        session:
          finding.sessionNameId === null
            ? null
            : inLanguage(t.locale, finding.sessionNameId, finding.sessionNameEn),
        unit: unit ? unitParam(unit) : finding.unitId,
        unitName: unit?.name ?? null,
        division: finding.division,
        election: finding.electionId,
        stage: stageText(t, finding),
        votesFor: finding.votesFor,
        votesAgainst: finding.votesAgainst,
        votesAbstained: finding.votesAbstained,
        state: t(`evaluation.state.${finding.state}`),
        example: finding.example ? t('ui.example.tag') : '',
      }
    }),
    notes: [t('evaluation.export.asOf', { asOf, count: findings.length })],
    notesSheet: t('evaluation.export.notes'),
  }
}
