import type { JobDefinition } from '../../platform/jobs.ts'
import { emptiedMeetings } from '../participants/index.ts'
import { deleteRoomPlans } from './seating-store.ts'

/**
 * Takes away the plans of hotel rooms of a meeting whose needs have been erased: each keeps the question it was asked with,
 * and in it who needed an accessible room and with whom somebody wished to share. Who slept where stays.
 */
export const forgetRoomsJob: JobDefinition = {
  name: 'seating.forget-rooms',
  cron: '53 * * * *',
  handler: async ({ db }) => {
    for (const meeting of await emptiedMeetings(db)) await deleteRoomPlans(db, meeting, meeting.erasedAt)
  },
}
