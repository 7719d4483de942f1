import type { ColumnType } from 'kysely'
import type { RosterChoices } from './check-roster.ts'
import type { RosterLayout } from './layout.ts'
import type { CheckedRow, RosterCounts } from './plan.ts'
import type { ProblemGroup } from './problems.ts'

/** docs/states/roster-import.md */
export type RosterState = 'columns' | 'preview' | 'confirming' | 'done' | 'cancelled' | 'expired'

/** Written as JSON text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

declare module '../../../platform/db/schema.ts' {
  interface Schema {
    roster_import: {
      /** The unit that was chosen: the scope of the import, and its unit where the sheet names none. */
      work_unit_id: string
      id: string
      account_id: string
      account_name: string
      file_name: string
      /** SHA-256 of the file. */
      file_hash: string
      format: 'xlsx' | 'ods' | 'csv'
      sheet_name: string | null
      /** Names of the file's visible sheets. */
      sheet_names: Json<string[]>
      state: RosterState
      /** The sheet's cells, packed; null once the import has ended. */
      sheet: Uint8Array | null
      /** The file itself where it has several sheets, so that another can be read; null once the import has ended. */
      file: Uint8Array | null
      layout: JsonOrNull<RosterLayout>
      choices: JsonOrNull<RosterChoices>
      counts: JsonOrNull<RosterCounts>
      created_at: Date
      expires_at: Date
      ended_at: Date | null
    }
    roster_import_row: {
      work_unit_id: string
      import_id: string
      row_number: number
      outcome: string
      detail: Json<CheckedRow>
    }
    roster_import_problem: {
      work_unit_id: string
      import_id: string
      number: number
      detail: Json<ProblemGroup>
    }
  }
}
