import { systemActor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import type { JobDefinition } from '../../platform/jobs.ts'
import { unitTree } from '../directory/index.ts'
import { eraseSeason } from './erase-season.ts'
import { isDue } from './season.ts'
import { seasonsOf } from './season-store.ts'

/** Destroys the keys of seasons whose days of grace are over; every night. */
export const eraseSeasonsJob: JobDefinition = {
  name: 'reach.erase-seasons',
  cron: '0 18 * * *',
  handler: async (services) => {
    const { root } = await unitTree(services)
    const today = dayIn(root.timeZone, services.clock.now())
    for (const season of await seasonsOf(services.db, root.id)) {
      if (isDue(season, today))
        await eraseSeason(services, systemActor('reach.erase-seasons'), season.electionId)
    }
  },
}
