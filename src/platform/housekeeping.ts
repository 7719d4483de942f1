import type { JobDefinition } from './jobs.ts'

/**
 * Takes away dead rows and counts the living ones for the planner, every hour. PostgreSQL has its own housekeeper;
 * the embedded database has none, and the tables that hits go through would grow without end.
 */
export const housekeeping: JobDefinition = {
  name: 'platform.vacuum',
  cron: '7 * * * *',
  handler: async ({ database }) => {
    if (database.engine === 'embedded') await database.query('vacuum (analyze)')
  },
}
