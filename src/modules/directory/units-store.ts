import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { PresetPosition, PresetSeat } from './preset-positions.ts'
import type { PresetUnit } from './preset-units.ts'

/** Writes units, over what stood under the same id. Units that the preset no longer knows stay, with their history. */
export async function putUnits(tx: Tx, units: readonly PresetUnit[]): Promise<void> {
  await sql`
    insert into work_unit (id, parent_id, level, code, slug, name, short_name, time_zone, search_words)
    select * from jsonb_to_recordset(${JSON.stringify(units)}::jsonb) as unit
      (id text, parent_id text, level text, code text, slug text, name text, short_name text, time_zone text,
       search_words text)
    on conflict (id) do update set
      (parent_id, level, code, slug, name, short_name, time_zone, search_words) = row
      (excluded.parent_id, excluded.level, excluded.code, excluded.slug, excluded.name, excluded.short_name,
       excluded.time_zone, excluded.search_words)`.execute(tx)
}

export interface DivisionRow {
  code: string
  rank: number
  name_id: string
  name_en: string
  source: string
  conf: string
}

export async function putDivisions(tx: Tx, divisions: readonly DivisionRow[]): Promise<void> {
  for (const { code, ...rest } of divisions) {
    await tx
      .insertInto('division')
      .values({ code, ...rest })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(rest))
      .execute()
  }
}

export async function putPositions(tx: Tx, positions: readonly PresetPosition[]): Promise<void> {
  for (const { code, ...rest } of positions) {
    await tx
      .insertInto('position')
      .values({ code, ...rest })
      .onConflict((conflict) => conflict.column('code').doUpdateSet(rest))
      .execute()
  }
}

/** Writes how many seats each position has in each unit, instead of what was said before. */
export async function putSeats(tx: Tx, seats: readonly PresetSeat[]): Promise<void> {
  await tx.deleteFrom('seat').execute()
  await sql`
    insert into seat (work_unit_id, position_code, seats)
    select * from jsonb_to_recordset(${JSON.stringify(seats)}::jsonb) as seat
      (work_unit_id text, position_code text, seats int)`.execute(tx)
}

export interface TileRow {
  unit_id: string
  abbreviation: string
  tile_column: number
  tile_row: number
}

/** Writes the map's tiles, instead of those before. */
export async function putMapTiles(tx: Tx, tiles: readonly TileRow[]): Promise<void> {
  await tx.deleteFrom('map_tile').execute()
  if (tiles.length > 0)
    await tx
      .insertInto('map_tile')
      .values([...tiles])
      .execute()
}
