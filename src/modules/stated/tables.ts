import type { ColumnType, Generated } from 'kysely'
import type { ImportChoices } from './choices.ts'
import type { StatedKind } from './kinds.ts'
import type { ImportCounts } from './read-export.ts'

/** docs/states/stated-import.md */
export type ImportState = 'draft' | 'kept' | 'undone'

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

export interface StatedImportTable {
  work_unit_id: string
  id: string
  election_id: string
  base: string | null
  publication_id: string | null
  /** The day the platform said so, YYYY-MM-DD. */
  stated_on: string
  file_name: string
  /** SHA-256 of the file, 64 hexadecimal signs. */
  file_hash: string
  state: ImportState
  /** The sheet's cells, packed; null once it is no draft any more. */
  sheet: Uint8Array | null
  choices: Json<ImportChoices>
  counts: JsonOrNull<ImportCounts>
  account_id: string
  account_name: string
  created_at: Date
  kept_at: Date | null
  undone_at: Date | null
  undone_by: string | null
  example: Generated<boolean>
}

export interface StatedFigureTable {
  work_unit_id: string
  id: string
  election_id: string
  kind: StatedKind
  value: number
  channel: string
  /** Whose account it is about, as the platform names it; empty: not said. */
  account: string
  /** The post it is about: its id, else its address; empty: the whole account. */
  subject: string
  post_link: string | null
  post_title: string | null
  from_on: string
  until_on: string
  stated_on: string
  base: string | null
  publication_id: string | null
  /** Where it was read: the layout of a file, or the words typed. */
  source: string
  import_id: string | null
  /** Row in the file, from 1. */
  row_number: number | null
  evidence_hash: string | null
  account_id: string
  account_name: string
  created_at: Date
  example: Generated<boolean>
}

export interface StatedEvidenceTable {
  work_unit_id: string
  hash: string
  content_type: string
  width: number
  height: number
  bytes: Uint8Array
  added_at: Date
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    stated_import: StatedImportTable
    stated_figure: StatedFigureTable
    stated_evidence: StatedEvidenceTable
  }
}
