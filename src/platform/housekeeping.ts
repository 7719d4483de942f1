import type { JobDefinition } from './jobs.ts'

/**
 * Takes away dead rows and counts the living ones for the planner, every hour. PostgreSQL has its own housekeeper;
 * the embedded database has none, and the tables that hits go through would grow without end.
 *
 * A table at a time, and whoever waits goes first: of the whole database in one statement, everybody would wait for
 * seconds.
 */
export const housekeeping: JobDefinition = {
  name: 'platform.vacuum',
  cron: '7 * * * *',
  handler: async ({ database }) => {
    if (database.engine !== 'embedded') return
    const { rows } = await database.queryPatiently(`
      select format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'm') and c.relpersistence <> 't'
      order by c.oid`)
    for (const { name } of rows as { name: string }[]) {
      await database.queryPatiently(`vacuum (analyze) ${name}`)
    }
  },
}
