/** The roster's part of the directory's face: pages, API, commands and jobs, put together in index.ts. */
import { rosterApi } from './roster-api.ts'
import { rosterDraftPages } from './roster-draft-pages.tsx'
import { rosterPages } from './roster-pages.tsx'

export { rosterCli } from './roster-cli.ts'
export { rosterJobs } from './roster-jobs.ts'

/** Before the pages of people: `/desk/people/import` is no person. */
export const rosterRoutes = [...rosterPages, ...rosterDraftPages, ...rosterApi]
