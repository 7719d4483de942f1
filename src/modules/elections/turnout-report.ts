import type { ExportTable } from '../../platform/export.ts'
import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type UnitTree, unitParam } from '../directory/index.ts'
import { recomputedPercent } from './turnout-arithmetic.ts'
import { checksOf } from './turnout-checks.ts'
import type { Turnout } from './turnout-read-model.ts'

/**
 * Records of turnout as a table that `jangkau import turnout` takes back unchanged, with the recomputed rate and the
 * checks beside them.
 */
export function turnoutReport(
  t: Translator,
  tree: UnitTree,
  electionId: string,
  records: readonly Turnout[],
): ExportTable {
  const number = (key: string) => ({ key, label: key, type: 'number' as const })
  const text = (key: string) => ({ key, label: key, type: 'text' as const })
  return {
    title: `turnout ${electionId}`,
    sheet: electionId,
    columns: [
      text('contest'),
      text('unit'),
      text('area'),
      text('method'),
      number('areas'),
      number('voted'),
      number('dpt'),
      number('dptb'),
      number('dpk'),
      number('denominator'),
      text('denominator_kind'),
      number('stated_percent'),
      text('approximate'),
      number('target_percent'),
      { key: 'as_on', label: 'as_on', type: 'day' },
      text('note'),
      text('source'),
      text('conf'),
      number('recomputed_percent'),
      text('checks'),
    ],
    rows: records.map((record) => {
      const unit = tree.byId(record.scope)
      const percent = recomputedPercent(record)
      return {
        contest: record.contest,
        unit: unit ? unitParam(unit) : record.scope,
        area: record.area,
        method: record.method,
        areas: record.areas,
        voted: record.voted,
        dpt: record.dpt,
        dptb: record.dptb,
        dpk: record.dpk,
        denominator: record.denominator,
        denominator_kind: record.denominatorKind,
        stated_percent: record.statedPercent,
        approximate: record.isApproximate ? 'yes' : 'no',
        target_percent: record.targetPercent,
        as_on: record.asOn,
        note: record.note,
        source: record.source,
        conf: record.conf,
        recomputed_percent: percent === null ? null : Math.round(percent * 10_000) / 10_000,
        checks: checksOf(record)
          .map((check) => t(`elections.says.${check.kind}`, { ...check.params }))
          .join(' '),
      }
    }),
  }
}
