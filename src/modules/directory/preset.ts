import type { SeedContext } from '../../platform/module.ts'
import { cell, numberCell, presetTable } from '../../platform/preset.ts'
import { presetPositions, presetSeats } from './preset-positions.ts'
import { presetUnits } from './preset-units.ts'
import { forgetUnits } from './unit-tree.ts'
import { putDivisions, putMapTiles, putPositions, putSeats, putUnits } from './units-store.ts'

/** Loads units, divisions, positions, seats and the map of the preset; again without doubles. */
export async function loadPreset({ tx, services }: SeedContext): Promise<void> {
  const units = await presetUnits()
  await putUnits(tx, units)
  await putDivisions(
    tx,
    presetTable('divisions.csv').map((row, rank) => ({
      code: cell(row, 'code'),
      rank,
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
      source: cell(row, 'source'),
      conf: cell(row, 'conf'),
    })),
  )
  await putPositions(tx, presetPositions())
  await putSeats(tx, presetSeats(units))
  const provinces = new Map(units.map((unit) => [unit.code, unit.id]))
  await putMapTiles(
    tx,
    presetTable('province-grid.csv').map((row) => {
      const unit_id = provinces.get(cell(row, 'province_code'))
      if (unit_id === undefined)
        throw new Error(`The map names an unknown unit ${cell(row, 'province_code')}.`)
      return {
        unit_id,
        abbreviation: cell(row, 'abbr'),
        tile_column: numberCell(row, 'column') ?? 0,
        tile_row: numberCell(row, 'row') ?? 0,
      }
    }),
  )
  forgetUnits(services)
}
