import type { JobDefinition } from '../../platform/jobs.ts'
import { sweepAttempts } from './attempts.ts'

/** Takes out what has ended by itself: sessions, challenges of ceremonies, counters of attempts. */
export const sweep: JobDefinition = {
  name: 'accounts.sweep',
  cron: '17 * * * *',
  handler: async ({ db, clock }) => {
    const now = clock.now()
    await db.deleteFrom('account_session').where('expires_at', '<', now).execute()
    await db.deleteFrom('account_challenge').where('expires_at', '<', now).execute()
    await sweepAttempts(db, now)
  },
}
