import type { ExportTable } from '../../platform/export.ts'
import { unitParam } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { leftOutReasons } from './counters.ts'
import type { ReachMatrix } from './figures.ts'
import { baseWords, channelWords, errorWords, type ReachView } from './reach-view.ts'

/** The matrix of bases by channels as a file; what is held back on the screen is held back here. */
export function matrixTable(view: ReachView, matrix: ReachMatrix): ExportTable {
  const { t, format, unit, election, minCell } = view
  const column = (key: 'delivered' | 'engaged' | 'view' | 'click' | 'scan' | 'share', label: string) =>
    ({ key, label, type: 'number' }) as const
  return {
    title: t('reach.export.title', { unit: unit.shortName, election: nameIn(t.locale, election) }),
    sheet: t('reach.nav'),
    columns: [
      { key: 'unit', label: t('reach.export.unit'), type: 'text' },
      { key: 'base', label: t('reach.base'), type: 'text' },
      { key: 'channel', label: t('reach.channel'), type: 'text' },
      column('delivered', t('reach.delivered')),
      column('engaged', t('reach.engaged')),
      column('view', t('reach.hits.view')),
      column('click', t('reach.hits.click')),
      column('scan', t('reach.hits.scan')),
      column('share', t('reach.hits.share')),
      { key: 'held', label: t('reach.suppressed'), type: 'text' },
    ],
    rows: [...matrix.cells, matrix.total].map((cell) => {
      const engagedHeld = cell.engaged.suppressed
      const held = cell.delivered.suppressed
      return {
        unit: unitParam(unit),
        base: cell.row === '' ? t('reach.export.all') : baseWords(view, cell.row),
        channel: cell.column === null ? t('reach.export.all') : channelWords(view, cell.column),
        delivered: cell.delivered.people,
        engaged: cell.engaged.people,
        view: cell.hits?.view ?? null,
        click: cell.hits?.click ?? null,
        scan: cell.hits?.scan ?? null,
        share: cell.hits?.share ?? null,
        held: held || engagedHeld ? t('reach.suppressed') : '',
      }
    }),
    notes: [
      t('reach.provenance.howText'),
      t('reach.provenance.underText'),
      t('reach.provenance.heldText', { min: minCell }),
      errorWords(view, matrix.total.delivered),
      ...(matrix.asOf ? [t('reach.asOf', { at: format.instant(matrix.asOf, unit.timeZone) })] : []),
      ...leftOutReasons.map(
        (reason) => `${t(`reach.leftOut.${reason}`)}: ${format.number(matrix.leftOut[reason] ?? 0)}`,
      ),
    ],
    notesSheet: t('reach.provenance.title'),
  }
}
