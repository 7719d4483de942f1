import { type MatrixQuery, reachMatrix } from '../reach/index.ts'
import type { ReadServices } from './overview-read-model.ts'

type Asked = Pick<MatrixQuery, 'scope' | 'electionId' | 'base' | 'channel'>

/** Day of the newest hit (YYYY-MM-DD) of each unit within a scope that has any. */
export async function lastHitDays(services: ReadServices, asked: Asked): Promise<Map<string, string>> {
  const { cells } = await reachMatrix(services, { ...asked, rows: 'unit', columns: 'day' })
  const newest = new Map<string, string>()
  for (const { row, column } of cells) {
    if (column !== null && column > (newest.get(row) ?? '')) newest.set(row, column)
  }
  return newest
}
