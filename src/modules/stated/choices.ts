import type { ColumnOf } from './recognise.ts'

/** How a file is read: as it was recognised, or as somebody said. */
export interface ImportChoices {
  /** Code of the layout; null: said by hand. */
  layout: string | null
  /** Channel the figures belong to; null: still to be said. */
  channel: string | null
  /** Account the figures are about, where no column says so. */
  account: string
  /** Row (from 0) of the heads. */
  headerRow: number
  columns: ColumnOf
}
