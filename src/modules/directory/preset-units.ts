import { z } from 'zod'
import { cell, presetJson, presetTable } from '../../platform/preset.ts'
import { unitSearchWords } from './search-words.ts'
import type { Level } from './tables.ts'

export interface PresetUnit {
  id: string
  parent_id: string | null
  level: Level
  code: string
  slug: string | null
  name: string
  short_name: string
  time_zone: string
  search_words: string
}

const shape = z.object({
  root: z.object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    short_name: z.string(),
    time_zone: z.string(),
  }),
  districtKinds: z.array(
    z.object({ prefix: z.string(), office: z.string(), short: z.string(), slug: z.string() }),
  ),
})

/** `Toli-Toli` as it stands in an address: `toli-toli`. */
const slugOf = (name: string) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/**
 * The units of the preset, parents first: the national office, the provinces as they were, and every district of
 * today's list (npm `idn-area-data`) under the province it belonged to.
 * A district keeps its official code. Its id ends in the last two digits (`id.33.73`) or, where the code names a
 * younger province, in all four (`id.91.9404`), so that ids stay unique within the province of the preset.
 */
export async function presetUnits(): Promise<PresetUnit[]> {
  const { root, districtKinds } = shape.parse(presetJson('preset.json'))
  const { getProvinces, getRegencies } = await import('idn-area-data')
  const known = new Set((await getProvinces()).map((province) => province.code))
  const units: Omit<PresetUnit, 'search_words'>[] = [
    { ...root, parent_id: null, level: 'national', slug: null },
  ]
  const homes = new Map<string, { id: string; code: string; officeWord: string; time_zone: string }>()
  for (const row of presetTable('provinces.csv')) {
    const [code, name, office] = [cell(row, 'code'), cell(row, 'name'), cell(row, 'office')]
    const id = `${root.id}.${code}`
    const time_zone = cell(row, 'time_zone')
    units.push({
      id,
      parent_id: root.id,
      level: 'province',
      code,
      slug: slugOf(name),
      name: office,
      short_name: name,
      time_zone,
    })
    for (const held of [code, ...cell(row, 'holds').split(' ').filter(Boolean)]) {
      if (!known.has(held)) throw new Error(`The list of areas has no province ${held}.`)
      homes.set(held, { id, code, officeWord: office.split(' ')[0] ?? '', time_zone })
    }
  }
  for (const { code, name, province_code } of await getRegencies()) {
    const home = homes.get(province_code)
    const kind = districtKinds.find(({ prefix }) => name.startsWith(prefix))
    if (!home || !kind) throw new Error(`The preset has no place for ${code} ${name}.`)
    const area = name.slice(kind.prefix.length)
    const last = code.slice(province_code.length + 1)
    units.push({
      id: `${home.id}.${province_code === home.code ? last : province_code + last}`,
      parent_id: home.id,
      level: 'district',
      code,
      slug: `${kind.slug}${slugOf(area)}`,
      name: `${home.officeWord} ${kind.office}${area}`,
      short_name: `${kind.short}${area}`,
      time_zone: home.time_zone,
    })
  }
  return units.map((unit) => ({ ...unit, search_words: unitSearchWords(unit) }))
}
