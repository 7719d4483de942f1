import type { ColumnType, Generated } from 'kysely'

/** Read back as bytes; written as bytes. */
type Bytes = ColumnType<Uint8Array, Uint8Array, Uint8Array>

/** What every cell and rollup counts; null where nothing was counted. */
export interface CountedColumns {
  views: number | null
  clicks: number | null
  scans: number | null
  shares: number | null
  previews: number | null
  prefetches: number | null
  bots: number | null
  heads: number | null
  repeats: number | null
  scanners: number | null
  staff: number | null
  floods: number | null
  /** Sketches in the storage format of the `hll` extension. */
  delivered: Bytes
  /** Null where they are those delivered to, all of them. */
  engaged: Bytes | null
  /** What the sketches say, kept so that a matrix is read without opening them. */
  delivered_people: number
  engaged_people: number
  first_on: string
  last_on: string
  /** When the newest hit in here was committed. */
  last_at: Date
  example: boolean
}

/** What changed figures otherwise than hits (`change-store.ts`). */
export type ChangeKind = 'examples' | 'rebuilt'

interface LinkColumns {
  work_unit_id: string
  election_id: string
  base: string
  channel: string
  publication_id: string
  link_code: string
  person_id: string
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    reach_season_key: {
      election_id: string
      /** Null once destroyed. */
      key: Uint8Array | null
      created_at: Date
      destroyed_at: Date | null
    }
    reach_journal: {
      id: Generated<number>
      written_at: Date
      size: number
      content: string
      /** Since when it is left for a program that can read it; null for all that wait their turn. */
      aside_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
    reach_folding: { id: number; version: number; journal_ids: number[]; done: string[] }
    reach_beacon_key: { work_unit_id: string; key: string; journal_id: number; written_at: Date }
    reach_cell: LinkColumns & { day: string } & CountedColumns
    reach_link: LinkColumns & CountedColumns
    reach_rollup: {
      work_unit_id: string
      election_id: string
      period: string
      base: string
      channel: string
      publication: string
    } & CountedColumns
    reach_release: {
      election_id: string
      min_cell: number
      cells: number
      /** When the newest hit that was judged had been committed; null where there was none. */
      as_of: Date | null
      /** False when hits were being folded while it was judged. */
      is_whole: boolean
      decided_at: Date
    }
    /** Elections whose rollups are to be made anew once; `seen_at`: sign of life of who does. */
    reach_rebuild: { election_id: string; seen_at: Date | null }
    reach_change: { election_id: string; at: Date; kind: ChangeKind }
    reach_held: {
      work_unit_id: string
      election_id: string
      period: string
      base: string
      channel: string
      publication: string
      delivered: boolean
      engaged: boolean
      /** All its hits together. */
      hits: boolean
      /** Those of a whole unit by their kind. */
      kinds: boolean
    }
  }
}
