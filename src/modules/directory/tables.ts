import type { ColumnType, Generated } from 'kysely'

export type Level = 'national' | 'province' | 'district'
export type Side = 'commissioner' | 'secretariat'

declare module '../../platform/db/schema.ts' {
  interface Schema {
    work_unit: {
      id: string
      parent_id: string | null
      level: Level
      /** The official code of the area, as it is today: `33`, `33.73`, `94.04`. */
      code: string
      /** Address on the public site; the national office has none, it is `/`. */
      slug: string | null
      name: string
      short_name: string
      time_zone: string
      search_words: string
    }
    division: { code: string; rank: number; name_id: string; name_en: string; source: string; conf: string }
    position: {
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
    /** How many of a position a unit has. A position without a row there has no fixed number and is never vacant. */
    seat: { work_unit_id: string; position_code: string; seats: number }
    map_tile: { unit_id: string; abbreviation: string; tile_column: number; tile_row: number }
    person: {
      id: string
      name: string
      search_words: string
      gender: 'f' | 'm' | null
      phone: string | null
      email: string | null
      staff_number: string | null
      example: Generated<boolean>
      erased_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
    appointment: {
      work_unit_id: string
      id: string
      person_id: string
      position_code: string
      division_code: string | null
      /** First and last day in office, both included. */
      from_on: string
      until_on: string | null
      replaces_id: string | null
      end_reason: string | null
      example: Generated<boolean>
    }
  }
}
