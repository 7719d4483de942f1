import { type Kysely, sql } from 'kysely'

/** Three more reasons to leave a request out, each with a counter of its own. */
export async function up(db: Kysely<unknown>) {
  for (const table of ['reach_cell', 'reach_link', 'reach_rollup']) {
    for (const column of ['scanners', 'staff', 'floods']) {
      await sql`alter table ${sql.table(table)} add ${sql.ref(column)} bigint not null default 0`.execute(db)
    }
  }
}
