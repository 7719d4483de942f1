import type { Services } from '../../platform/services.ts'
import type { MatrixQuery, ReachCell, ReachMatrix } from './figures.ts'

const nobody = { people: null, suppressed: false, relativeError: 0 }

const emptyCell = (row: string, column: string | null): ReachCell => ({
  row,
  column,
  delivered: nobody,
  engaged: nobody,
  hits: { view: 0, click: 0, scan: 0, share: 0 },
})

/** Different people and hits within `scope` for an election, cut by one or two dimensions. */
export async function reachMatrix(
  _services: Pick<Services, 'db' | 'database' | 'config'>,
  _query: MatrixQuery,
): Promise<ReachMatrix> {
  return { cells: [], total: emptyCell('', null), leftOut: {}, asOf: null, from: null, until: null }
}
