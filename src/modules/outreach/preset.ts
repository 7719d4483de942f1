import type { SeedContext } from '../../platform/module.ts'
import { cell, numberCell, presetTable } from '../../platform/preset.ts'
import { putBases } from './programmes-store.ts'

/** The bases of the preset; again without doubles. */
export async function loadPreset({ tx }: SeedContext): Promise<void> {
  const meanings = new Map(
    presetTable('base-words.csv').map((row) => [cell(row, 'code'), cell(row, 'meaning_id')]),
  )
  await putBases(
    tx,
    presetTable('bases.csv').map((row, position) => {
      const code = cell(row, 'code')
      const meaning_id = meanings.get(code)
      if (meaning_id === undefined)
        throw new Error(`The preset has no Indonesian meaning of the base ${code}.`)
      return {
        code,
        position,
        name_id: cell(row, 'name_id'),
        name_en: cell(row, 'name_en'),
        is_target: cell(row, 'target') === 'yes',
        quota: numberCell(row, 'volunteers_per_district') ?? 0,
        age_from: numberCell(row, 'age_from'),
        age_until: numberCell(row, 'age_until'),
        volunteer_age_until: numberCell(row, 'volunteer_age_until'),
        meaning_id,
        meaning_en: cell(row, 'meaning'),
        source: cell(row, 'source'),
        confidence: cell(row, 'conf'),
      }
    }),
  )
}
