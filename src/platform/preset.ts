import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** One row of a preset's table: every column as text, missing cells as ''. */
export type PresetRow = Readonly<Record<string, string>>

/** The folder `presets`, found from the source as well as from the built program. */
function presetsFolder(): string {
  let at = import.meta.dirname
  while (!existsSync(join(at, 'presets'))) {
    if (dirname(at) === at) throw new Error('There is no folder of presets.')
    at = dirname(at)
  }
  return join(at, 'presets')
}

/** The preset in use: `PRESET` from the environment, else the first there is. */
const name = process.env.PRESET ?? readdirSync(presetsFolder()).sort()[0] ?? ''

function presetFolder(): string {
  const folder = join(presetsFolder(), name)
  if (!existsSync(folder)) throw new Error(`There is no preset ${name}.`)
  return folder
}

/** The rows of a csv file of the preset: `presetTable('divisions.csv')`. */
export const presetTable = (file: string): PresetRow[] =>
  parse(readFileSync(join(presetFolder(), file), 'utf8'), {
    columns: true,
    skip_empty_lines: true,
    trim: true,
  })

/** A JSON file of the preset, unchecked. */
export const presetJson = (file: string): unknown =>
  JSON.parse(readFileSync(join(presetFolder(), file), 'utf8'))

/** A cell that must be there; a preset without it is a bug of the preset. */
export function cell(row: PresetRow, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`The preset ${name} lacks the column ${column}.`)
  return value
}

/** A cell as a number, or null where it is empty. */
export function numberCell(row: PresetRow, column: string): number | null {
  const value = cell(row, column)
  if (value === '') return null
  const number = Number(value)
  if (Number.isNaN(number)) throw new Error(`The preset ${name} has ${value} where ${column} should be.`)
  return number
}

/** Name and version of the preset in use: a new version is loaded over the old one. */
export function presetVersion(): { name: string; version: string } {
  const { name, version } = presetJson('preset.json') as { name?: unknown; version?: unknown }
  return { name: String(name), version: String(version) }
}
