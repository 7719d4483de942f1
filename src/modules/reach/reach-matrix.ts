import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { isAnyHit, leftOutReasons, placeOf } from './counters.ts'
import { type HitKind, hitKinds, type MatrixQuery, type ReachCell, type ReachMatrix } from './figures.ts'
import { hasHits } from './held-hits.ts'
import { isSpine } from './lattice.ts'
import { readSlices, type Slice } from './matrix-source.ts'
import { ownVolunteers } from './own-links.ts'
import { figureOf } from './people-figure.ts'
import { cutsOf, isAnswered } from './questions.ts'
import { judgedFigures } from './release.ts'
import { readHeld } from './release-store.ts'
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
  const isOwn = query.rows === 'volunteer'
  const cuts = isOwn ? [[]] : query.columns === undefined ? [[], cut] : [[], [query.rows], cut]
  const [[whole] = [], ...slices] = await readSlices(db, { ...query, tree }, cuts)
  const shown = (slice: Slice) =>
    shownCell(slice, config.minCell, tree.childrenOf(slice.cell.workUnitId).length > 0)
  const cells = isOwn
    ? await ownVolunteers(services, query, await readHeld(db, query.electionId, query.scope))
    : slices.flat().filter(hasPeople).map(shown)
  return {
    cells: cells.sort(inOrder),
    total: whole && hasPeople(whole) ? { ...shown(whole), row: '', column: null } : nobody(),
    leftOut: Object.fromEntries(
      leftOutReasons.map((reason) => [reason, whole?.counts[placeOf(reason)] ?? 0]),
    ),
    ...(whole && hasPeople(whole)
      ? { asOf: whole.lastAt, from: whole.firstOn, until: whole.lastOn }
      : { asOf: null, from: null, until: null }),
  }
}

/** What holds only requests that were left out is no row of figures. */
const hasPeople = ({ counts }: Slice) => isAnyHit(counts)

/** A cell in which nothing was counted. */
export const nobody = (row = ''): ReachCell => ({
  row,
  column: null,
  delivered: figureOf(0),
  engaged: figureOf(0),
  allHits: { hits: 0, suppressed: false },
  hits: { view: 0, click: 0, scan: 0, share: 0 },
  asOf: null,
})

function shownCell(slice: Slice, minCell: number, isAboveOthers: boolean): ReachCell {
  const kinds = Object.fromEntries(
    hitKinds.map((kind) => [kind, slice.counts[placeOf(kind)] ?? 0]),
  ) as Record<HitKind, number>
  return suppress(
    {
      row: slice.row,
      column: slice.column,
      delivered: figureOf(slice.deliveredPeople),
      engaged: figureOf(slice.engagedPeople),
      allHits: hasHits(slice.cell, isAboveOthers)
        ? { hits: hitKinds.reduce((sum, kind) => sum + kinds[kind], 0), suppressed: false }
        : null,
      hits: isSpine(slice.cell) ? kinds : null,
      asOf: slice.lastAt,
    },
    slice.held,
    minCell,
  )
}

const inOrder = (a: ReachCell, b: ReachCell) =>
  compare(a.row, b.row) || compare(a.column ?? '', b.column ?? '')

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
