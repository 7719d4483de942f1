import type { ExportColumn, ExportTable, ExportValue } from '../../platform/export.ts'
import { unitParam, unitTree } from '../directory/index.ts'
import { nameIn, registeredVoters } from '../elections/index.ts'
import { basesFor } from '../outreach/index.ts'
import { channelsOf } from '../publications/index.ts'
import { nobody, type ReachCell, reachMatrix } from '../reach/index.ts'
import { comparableList, shareOf, statedVoters, votersOf } from './denominators.ts'
import { hitsOf, type OverviewQuestion } from './overview.ts'
import type { ReadServices } from './overview-read-model.ts'
import { type Cut, cutsOf, type ReportDimension } from './report-dimensions.ts'
import { notesOf } from './report-notes.ts'
import { baseWords, channelWords, listWords, type Reader } from './words.ts'

/** A report with what a program wants to know of it. */
export interface Report {
  table: ExportTable
  /** When the newest hit was committed. */
  asOf: Date | null
  from: string | null
  until: string | null
  /** Figures of fewer people are held back. */
  minCell: number
  leftOut: Readonly<Record<string, number>>
}

/**
 * Reach as a table, cut by one or more dimensions; its last row is the whole, in which nobody counts twice.
 * The same figures as on the overview: what is held back there is held back here.
 */
export async function reachReport(
  services: ReadServices,
  reader: Reader,
  question: OverviewQuestion,
  by: readonly ReportDimension[],
): Promise<Report> {
  const { t } = reader
  const { unit, election, base, channel } = question
  const tree = await unitTree(services)
  const query = {
    scope: unit.id,
    electionId: election.id,
    ...(base ? { base: base.code } : {}),
    ...(channel ? { channel: channel.code } : {}),
  }
  const whole = await reachMatrix(services, { ...query, rows: 'region' })
  const found = await cutsOf(services, query, by)
  const bases = new Map(
    (await basesFor(services.db, { electionId: election.id, workUnitId: unit.id })).map((one) => [
      one.code,
      one,
    ]),
  )
  const channels = new Map((await channelsOf(services.db)).map((one) => [one.code, one]))
  const known = await registeredVoters(services.db, { electionId: election.id })
  const areas = tree.childrenOf(unit.id).map(({ id }) => id)
  const cuts = by.length === 1 && by[0] === 'region' ? withEveryRegion(found, areas) : found
  const list = comparableList([unit.id, ...areas], known)

  const nameOf: Record<ReportDimension, (key: string) => { code: string; name: string }> = {
    base: (key) => ({ code: key, name: baseWords(reader, { base: bases.get(key) ?? null }) }),
    channel: (key) => ({ code: key, name: channelWords(reader, { channel: channels.get(key) ?? null }) }),
    region: (key) => unitNames(tree.byId(key), key),
    unit: (key) => unitNames(tree.byId(key), key),
    week: (key) => ({ code: key, name: key }),
    day: (key) => ({ code: key, name: key }),
  }
  const isDay = (dimension: ReportDimension) => dimension === 'week' || dimension === 'day'
  const hasShare = by.length === 1 && by[0] === 'region'
  const figures = (cell: ReachCell, scope: string | undefined): Record<string, ExportValue> => {
    const voters =
      scope === undefined
        ? null
        : scope === unit.id
          ? votersOf(scope, areas, list, known)
          : statedVoters(scope, list, known)
    return {
      delivered: cell.delivered.people,
      engaged: cell.engaged.people,
      held_back: [
        cell.delivered.suppressed && t('insights.people.delivered'),
        cell.engaged.suppressed && t('insights.people.engaged'),
      ]
        .filter(Boolean)
        .join(', '),
      error: cell.delivered.people === null ? null : 2 * cell.delivered.relativeError,
      view: cell.hits?.view ?? null,
      click: cell.hits?.click ?? null,
      scan: cell.hits?.scan ?? null,
      share: cell.hits?.share ?? null,
      hits: hitsOf(cell),
      ...(hasShare
        ? {
            voters: voters?.voters ?? null,
            list: voters ? listWords(reader, voters) : null,
            share_of_voters: shareOf(cell.delivered.people, voters),
          }
        : {}),
    }
  }
  const rows = cuts.map(({ keys, cell }) => ({
    row: 'cell',
    ...Object.fromEntries(
      by.flatMap((dimension) => {
        const { code, name } = nameOf[dimension](keys[dimension] ?? '')
        return isDay(dimension)
          ? [[dimension, code]]
          : [
              [dimension, code],
              [`${dimension}_name`, name],
            ]
      }),
    ),
    ...figures(cell, keys.region),
  }))
  const first = by[0] ?? 'region'
  const total = {
    row: 'total',
    [isDay(first) ? 'row' : `${first}_name`]: isDay(first) ? 'total' : t('insights.report.total'),
    ...figures(whole.total, unit.id),
  }
  const table = {
    title: `${t('insights.report.reach')} ${nameIn(t.locale, election)} ${unitParam(unit)}`,
    sheet: t('insights.report.reach'),
    columns: columnsOf(reader, by, hasShare),
    rows: [...rows, total],
    notes: notesOf(reader, question, whole, services.config.minCell),
    notesSheet: t('insights.report.notes'),
  }
  const { asOf, from, until, leftOut } = whole
  return { table, asOf, from, until, leftOut, minCell: services.config.minCell }
}

/** Regions without a hit stand in the report as they do on the page. */
const withEveryRegion = (found: readonly Cut[], areas: readonly string[]): Cut[] => {
  const cells = new Map(found.map(({ keys, cell }) => [keys.region, cell]))
  return areas.map((region) => ({ keys: { region }, cell: cells.get(region) ?? nobody(region) }))
}

const unitNames = (
  unit: { id: string; code: string; parentId: string | null; name: string } | undefined,
  key: string,
) => (unit ? { code: unitParam(unit), name: unit.name } : { code: key, name: key })

function columnsOf({ t }: Reader, by: readonly ReportDimension[], hasShare: boolean): ExportColumn[] {
  const number = (key: string, label: string): ExportColumn => ({ key, label, type: 'number' })
  const text = (key: string, label: string): ExportColumn => ({ key, label, type: 'text' })
  return [
    text('row', t('insights.report.row')),
    ...by.flatMap((dimension): ExportColumn[] =>
      dimension === 'week' || dimension === 'day'
        ? [{ key: dimension, label: t(`insights.report.by.${dimension}`), type: 'day' }]
        : [
            text(dimension, t('insights.report.code', { of: t(`insights.report.by.${dimension}`) })),
            text(`${dimension}_name`, t(`insights.report.by.${dimension}`)),
          ],
    ),
    number('delivered', t('insights.people.delivered')),
    number('engaged', t('insights.people.engaged')),
    text('held_back', t('insights.suppressed')),
    { key: 'error', label: t('insights.report.error'), type: 'share' },
    number('view', t('insights.report.view')),
    number('click', t('insights.report.click')),
    number('scan', t('insights.report.scan')),
    number('share', t('insights.report.shareHits')),
    number('hits', t('insights.table.hits')),
    ...(hasShare
      ? [
          number('voters', t('insights.source.voters')),
          text('list', t('insights.report.list')),
          { key: 'share_of_voters', label: t('insights.table.share'), type: 'share' as const },
        ]
      : []),
  ]
}
