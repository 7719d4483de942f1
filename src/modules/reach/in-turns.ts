import type { RawBuilder } from 'kysely'
import type { Db } from '../../platform/db/database.ts'

const unitsAtOnce = 40

/** Reads something of many units, some after the other, so that on the embedded database's one connection hits go first. */
export async function inTurns<Row>(
  db: Db,
  units: readonly string[],
  query: (some: string[]) => RawBuilder<Row>,
): Promise<Row[]> {
  const found: Row[] = []
  for (let at = 0; at < units.length; at += unitsAtOnce) {
    found.push(...(await query(units.slice(at, at + unitsAtOnce)).execute(db)).rows)
  }
  return found
}
