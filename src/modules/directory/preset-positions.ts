import { cell, numberCell, presetTable } from '../../platform/preset.ts'
import type { PresetUnit } from './preset-units.ts'
import type { Side } from './tables.ts'

export interface PresetPosition {
  code: string
  rank: number
  name_id: string
  name_en: string
  side: Side
  term_years: number | null
  terms_at_most: number | null
  source: string
  conf: string
}

export interface PresetSeat {
  work_unit_id: string
  position_code: string
  seats: number
}

/** The positions of the preset, in the order in which they are shown. */
export const presetPositions = (): PresetPosition[] =>
  presetTable('positions.csv').map((row, rank) => {
    const side = cell(row, 'side')
    if (side !== 'commissioner' && side !== 'secretariat') throw new Error(`The preset has no side ${side}.`)
    return {
      code: cell(row, 'code'),
      rank,
      name_id: cell(row, 'name_id'),
      name_en: cell(row, 'name_en'),
      side,
      term_years: numberCell(row, 'term_years'),
      terms_at_most: numberCell(row, 'terms_at_most'),
      source: cell(row, 'source'),
      conf: cell(row, 'conf'),
    }
  })

/**
 * Seats of every unit: the number its level has by `positions.csv`, or its own in `seats.csv`. A position whose
 * number each secretariat sets for itself has no row, and so no vacancies.
 */
export function presetSeats(units: readonly PresetUnit[]): PresetSeat[] {
  const own = new Map(
    presetTable('seats.csv').map((row) => [
      `${cell(row, 'unit_code')} ${cell(row, 'position')}`,
      numberCell(row, 'seats'),
    ]),
  )
  return presetTable('positions.csv').flatMap((row) =>
    units.flatMap((unit) => {
      const code = cell(row, 'code')
      const seats = own.get(`${unit.code} ${code}`) ?? numberCell(row, `seats_${unit.level}`)
      return seats === null ? [] : [{ work_unit_id: unit.id, position_code: code, seats }]
    }),
  )
}
