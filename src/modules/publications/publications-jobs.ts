import type { JobDefinition } from '../../platform/jobs.ts'
import { forgetUnusedImages } from './publications-store.ts'

/** At 2 at night in the west of the country: nobody is likely to be in the middle of a form. */
export const publicationsJobs: readonly JobDefinition[] = [
  {
    name: 'publications.forget-unused-images',
    cron: '0 19 * * *',
    handler: async ({ db }) => {
      await db.transaction().execute((tx) => forgetUnusedImages(tx))
    },
  },
]
