import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { leftOutReasons, placeOf } from './counters.ts'
import { hitKinds, type MatrixQuery, type ReachCell, type ReachMatrix } from './figures.ts'
import { type Cut, readSlices, type Slice, scopesOf } from './matrix-source.ts'
import { ownSlices } from './own-links.ts'
import { figureOf } from './people-figure.ts'
import { season } from './periods.ts'
import { cutsOf, isAnswered } from './questions.ts'
import { judgedFigures } from './release.ts'
import { type HeldMarks, readHeld } from './release-store.ts'
import { all } from './rollups.ts'
import { suppress } from './suppress.ts'

/**
 * Different people and hits within `scope` (the unit and everything under it) for an election, cut by one or two
 * dimensions. People of several cells are those of the merged sketches, never a sum; relative error 0.81 % (one
 * standard deviation) above 128 people, none up to there.
 *
 * Cells under `config.minCell` people come back suppressed, and so does what would tell them; that is decided once for
 * all cells of the election (`release.ts`), so that no two questions together say more than each. Read from rollups, so
 * that it costs the same for a thousand hits and for a hundred million. Throws on a question that `isAnswered` denies.
 */
export async function reachMatrix(
  services: Pick<Services, 'db' | 'database' | 'config' | 'clock'>,
  query: MatrixQuery,
): Promise<ReachMatrix> {
  if (!isAnswered(query)) throw new Error(`Reach is not kept by ${JSON.stringify(query)}.`)
  const { db, config } = services
  await judgedFigures(services, query.electionId)
  const tree = await unitTree(services)
  const cut = cutsOf(query)
  const marks = await readHeld(db, query.electionId, [
    query.scope,
    ...scopesOf({ tree, scope: query.scope }, cut),
  ])
  const read = (one: Cut) => readSlices(db, { ...query, tree }, one)
  const shown = (slice: Slice) => shownCell(slice, marks, config.minCell)
  const [whole] = await read([])
  const cells =
    query.rows === 'publication' || query.rows === 'volunteer'
      ? await ownSlices(services, query, query.rows, marks)
      : [
          ...(await read([query.rows])).map(shown),
          ...(query.columns === undefined ? [] : (await read(cut)).map(shown)),
        ]
  return {
    cells: cells.sort(inOrder),
    total: whole ? { ...shown(whole), row: '', column: null } : nobody(),
    leftOut: Object.fromEntries(
      leftOutReasons.map((reason) => [reason, whole?.counts[placeOf(reason)] ?? 0]),
    ),
    asOf: whole?.lastAt ?? null,
    from: whole?.firstOn ?? null,
    until: whole?.lastOn ?? null,
  }
}

/** A cell in which nothing was counted. */
export const nobody = (row = ''): ReachCell => ({
  row,
  column: null,
  delivered: figureOf(0),
  engaged: figureOf(0),
  hits: { view: 0, click: 0, scan: 0, share: 0 },
  asOf: null,
})

function shownCell(slice: Slice, marks: HeldMarks, minCell: number): ReachCell {
  const { period, base, channel } = slice.cell
  const isWholeUnit = period === season && base === all && channel === all
  return suppress(
    {
      row: slice.row,
      column: slice.column,
      delivered: figureOf(slice.deliveredPeople),
      engaged: figureOf(slice.engagedPeople),
      hits: isWholeUnit
        ? (Object.fromEntries(hitKinds.map((kind) => [kind, slice.counts[placeOf(kind)] ?? 0])) as Record<
            (typeof hitKinds)[number],
            number
          >)
        : null,
      asOf: slice.lastAt,
    },
    marks(slice.cell),
    minCell,
  )
}

const inOrder = (a: ReachCell, b: ReachCell) =>
  compare(a.row, b.row) || compare(a.column ?? '', b.column ?? '')

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
