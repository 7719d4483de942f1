import type { ExportTable } from '../../platform/export.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type UnitTree, unitParam } from '../directory/index.ts'
import type { UnitCoverage } from './coverage-read-model.ts'

/** Rows of coverage as a file. */
export function coverageTable(
  t: Translator,
  tree: UnitTree,
  { rows, election, asOf }: { rows: readonly UnitCoverage[]; election: string; asOf: string },
): ExportTable {
  return {
    title: t('outreach.export.title', { election }),
    sheet: t('outreach.nav'),
    columns: [
      { key: 'unit', label: t('outreach.export.unit'), type: 'text' },
      { key: 'name', label: t('outreach.coverage.unit'), type: 'text' },
      { key: 'province', label: t('outreach.export.province'), type: 'text' },
      { key: 'state', label: t('outreach.coverage.state'), type: 'text' },
      { key: 'bases', label: t('outreach.coverage.bases'), type: 'text' },
      { key: 'volunteers', label: t('outreach.export.volunteers'), type: 'number' },
      { key: 'quota', label: t('outreach.export.quota'), type: 'number' },
      { key: 'share', label: t('outreach.export.share'), type: 'share' },
    ],
    rows: rows.map((row) => {
      const unit = tree.byId(row.workUnitId)
      const province = tree.ancestors(row.workUnitId)[1]
      return {
        unit: unit ? unitParam(unit) : row.workUnitId,
        name: unit?.name ?? row.workUnitId,
        province: province?.shortName ?? '',
        state: t(`outreach.state.${row.state}`),
        bases: row.bases.join(' '),
        volunteers: row.volunteers,
        quota: row.quota,
        share: row.quota === 0 ? null : row.volunteers / row.quota,
      }
    }),
    notes: [t('outreach.export.asOf', { asOf }), t('outreach.export.quotaNote')],
    notesSheet: t('outreach.export.notes'),
  }
}
