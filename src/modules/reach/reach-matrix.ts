import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { leftOutReasons, placeOf } from './counters.ts'
import type { MatrixQuery, ReachCell, ReachMatrix } from './figures.ts'
import { hitKinds } from './figures.ts'
import { type Cut, readSlices, type Slice } from './matrix-source.ts'
import { figureOf } from './people-figure.ts'
import { suppress } from './suppress.ts'

/**
 * Different people and hits within `scope` (the unit and everything under it) for an election, cut by one or two
 * dimensions. People of several cells are those of the merged sketches, never a sum; relative error 0.81 % (one
 * standard deviation) above 128 people, none up to there.
 *
 * Cells under `config.minCell` people come back suppressed, with the smallest neighbour where a total would give them
 * away; their hits are then zero. Read from rollups, so that it costs the same for a thousand hits and for a hundred
 * million; cuts by publication or volunteer, and days by base or channel, are merged from the units' links and cells.
 */
export async function reachMatrix(
  services: Pick<Services, 'db' | 'database' | 'config'>,
  query: MatrixQuery,
): Promise<ReachMatrix> {
  const { db, config } = services
  const tree = await unitTree(services)
  const read = (cut: Cut) => readSlices(db, { ...query, tree }, cut)
  const [whole] = await read([])
  const rows = await read([query.rows])
  const inner = query.columns ? await read([query.rows, query.columns]) : []
  const cells = [...rows, ...inner].map(cellOf).sort(inOrder)
  const total = whole ? cellOf(whole) : nobody()
  return {
    ...suppress(cells, total, config.minCell),
    leftOut: Object.fromEntries(
      leftOutReasons.map((reason) => [reason, whole?.counts[placeOf(reason)] ?? 0]),
    ),
    asOf: whole?.lastAt ?? null,
    from: whole?.firstOn ?? null,
    until: whole?.lastOn ?? null,
  }
}

const nobody = (): ReachCell => ({
  row: '',
  column: null,
  delivered: figureOf(0),
  engaged: figureOf(0),
  hits: { view: 0, click: 0, scan: 0, share: 0 },
})

const cellOf = (slice: Slice): ReachCell => ({
  row: slice.row,
  column: slice.column,
  delivered: figureOf(slice.deliveredPeople),
  engaged: figureOf(slice.engagedPeople),
  hits: Object.fromEntries(
    hitKinds.map((kind) => [kind, slice.counts[placeOf(kind)] ?? 0]),
  ) as ReachCell['hits'],
})

const inOrder = (a: ReachCell, b: ReachCell) =>
  compare(a.row, b.row) || compare(a.column ?? '', b.column ?? '')

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
