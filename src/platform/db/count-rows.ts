import { sql } from 'kysely'
import type { Tx } from './database.ts'
import type { Schema } from './schema.ts'

/** So many rows at once change what is true of a table. */
const many = 500

/**
 * Counts a table for the planner after `written` rows went into it at once. Without, what it last knew still holds, of
 * an empty table most often, and it joins thousands of rows by looking at all of them for each: a list of 3,806 people
 * kept the embedded database busy for ten seconds. A server counts by itself, but only a minute later.
 */
export async function countRows(tx: Tx, table: keyof Schema, written: number): Promise<void> {
  if (written >= many) await sql`analyze ${sql.table(table)}`.execute(tx)
}
