import type { Db } from '../../platform/db/database.ts'

/** Where a unit stands on the tile map: column from the west, row from the north, both from 0. */
export interface MapTile {
  unitId: string
  abbreviation: string
  column: number
  row: number
}

export const mapTiles = (db: Db): Promise<MapTile[]> =>
  db
    .selectFrom('map_tile')
    .select(['unit_id as unitId', 'abbreviation', 'tile_column as column', 'tile_row as row'])
    .orderBy('tile_row')
    .orderBy('tile_column')
    .execute()
