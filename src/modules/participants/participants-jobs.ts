import type { JobDefinition } from '../../platform/jobs.ts'
import { eraseDueNeeds } from './erase-needs.ts'
import { forgetErased } from './participants-store.ts'

/**
 * Empties here what the directory has erased. Lists and links hide it from the moment it is erased; this takes it out
 * of the table within the hour. Source: Law 27/2022 on personal data.
 */
const forgetJob: JobDefinition = {
  name: 'participants.forget',
  cron: '23 * * * *',
  handler: async ({ db, clock }) => {
    await db.transaction().execute((tx) => forgetErased(tx, clock.now()))
  },
}

/** Erases what was kept for the days of a meeting alone, on the day that the meeting has set. */
const eraseJob: JobDefinition = {
  name: 'participants.erase-needs',
  cron: '43 * * * *',
  handler: eraseDueNeeds,
}

export const participantsJobs: readonly JobDefinition[] = [forgetJob, eraseJob]
