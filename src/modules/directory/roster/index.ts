/** The roster's part of the directory's face: pages, API, commands and jobs, put together in index.ts. */
import { rosterApi } from './api.ts'
import { rosterDraftPages } from './draft-pages.tsx'
import { rosterPages } from './upload-pages.tsx'

export { rosterJobs } from './import-jobs.ts'
export { rosterCli } from './rosters-cli.ts'

/** Before the pages of people: `/desk/people/import` is no person. */
export const rosterRoutes = [...rosterPages, ...rosterDraftPages, ...rosterApi]
