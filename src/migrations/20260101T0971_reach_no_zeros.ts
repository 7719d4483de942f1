import { type Kysely, sql } from 'kysely'

/**
 * What is nothing is not stored: a counter of none, and the sketch of who engaged where those are all it was delivered
 * to. It takes a bit instead of eight bytes, and most cells have one kind of hit only. Rows from before stay as they are
 * until they are written again.
 */
export async function up(db: Kysely<unknown>) {
  const counters = [
    'views',
    'clicks',
    'scans',
    'shares',
    'previews',
    'prefetches',
    'bots',
    'heads',
    'repeats',
  ]
  const later = ['scanners', 'staff', 'floods']
  for (const table of ['reach_cell', 'reach_link', 'reach_rollup']) {
    for (const column of [...counters, ...later, 'engaged']) {
      await sql`alter table ${sql.table(table)} alter ${sql.ref(column)} drop not null`.execute(db)
    }
    for (const column of later) {
      await sql`alter table ${sql.table(table)} alter ${sql.ref(column)} drop default`.execute(db)
    }
  }
}
