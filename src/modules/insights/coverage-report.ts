import type { ExportTable } from '../../platform/export.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { nameIn } from '../elections/index.ts'
import { baseName, basesFor, coverage } from '../outreach/index.ts'
import { lastHitDays, reachMatrix } from '../reach/index.ts'
import { problemOf } from './attention.ts'
import { hitsOf, type OverviewQuestion } from './overview.ts'
import { type ReadServices, ruleOf } from './overview-read-model.ts'
import type { Report } from './reach-report.ts'
import { notesOf } from './report-notes.ts'
import { unitStates } from './unit-states.ts'
import type { Reader } from './words.ts'

/**
 * How far every unit of a scope is: programme, bases, volunteers against quota, people reached, what is missing.
 * One row a unit, those without anything included.
 */
export async function coverageReport(
  services: ReadServices,
  reader: Reader,
  question: OverviewQuestion,
): Promise<Report> {
  const { t } = reader
  const { unit, election, base, channel } = question
  const { db, config } = services
  const asked = { scope: unit.id, electionId: election.id }
  const filters = { ...asked, base: base?.code, channel: channel?.code }
  const tree = await unitTree(services)
  const states = new Map((await coverage(db, asked)).map((state) => [state.workUnitId, state]))
  const matrix = await reachMatrix(services, { ...filters, rows: 'unit' })
  const lastHits = await lastHitDays(services, filters)
  const bases = await basesFor(db, { electionId: election.id, workUnitId: unit.id })
  const names = new Map(bases.map((one) => [one.code, baseName(one, t.locale)]))
  const cells = new Map(matrix.cells.map((cell) => [cell.row, cell]))
  const rule = ruleOf(services, question)
  const units = tree.within(unit.id)
  const judged = new Map(unitStates(units, states, lastHits, base).map((state) => [state.unitId, state]))
  const rows = units.map((one) => {
    const state = judged.get(one.id)
    const cell = cells.get(one.id)
    const problem = state ? problemOf(state, rule) : null
    return {
      unit: unitParam(one),
      name: one.name,
      level: t(`insights.report.level.${one.level}`),
      programme: t(`insights.report.programme.${states.get(one.id)?.state ?? 'none'}`),
      bases: (states.get(one.id)?.bases ?? []).map((code) => names.get(code) ?? code).join(', '),
      volunteers: state?.volunteers ?? 0,
      quota: state?.quota ?? 0,
      delivered: cell?.delivered.people ?? null,
      held_back: cell?.delivered.suppressed ?? false,
      hits: cell ? hitsOf(cell) : 0,
      last_hit: state?.lastHitOn ?? null,
      attention: problem === null ? '' : t(`insights.attention.tag.${problem}`),
    }
  })
  const column = (
    key: keyof (typeof rows)[number],
    label: string,
    type: 'text' | 'number' | 'day' = 'text',
  ) => ({
    key,
    label,
    type,
  })
  const table: ExportTable = {
    title: `${t('insights.report.coverage')} ${nameIn(t.locale, election)} ${unitParam(unit)}`,
    sheet: t('insights.report.coverage'),
    columns: [
      column('unit', t('insights.report.code', { of: t('insights.report.by.unit') })),
      column('name', t('insights.report.by.unit')),
      column('level', t('insights.report.level')),
      column('programme', t('insights.own.programme')),
      column('bases', t('insights.own.bases')),
      column('volunteers', t('insights.volunteers.label'), 'number'),
      column('quota', t('insights.report.quota'), 'number'),
      column('delivered', t('insights.people.delivered'), 'number'),
      column('held_back', t('insights.suppressed')),
      column('hits', t('insights.table.hits'), 'number'),
      column('last_hit', t('insights.table.last'), 'day'),
      column('attention', t('insights.attention.title')),
    ],
    rows,
    notes: [
      ...notesOf(reader, question, matrix, config.minCell),
      t('insights.source.coverageText', { now: reader.format.instant(reader.now, unit.timeZone) }),
    ],
    notesSheet: t('insights.report.notes'),
  }
  const { asOf, from, until, leftOut } = matrix
  return { table, asOf, from, until, leftOut, minCell: config.minCell }
}
