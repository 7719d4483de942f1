import type { Actor } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { conflict, forbidden, inMeeting } from './in-meeting.ts'
import type { MeetingKey } from './meetings-read-model.ts'
import { changeMeeting } from './meetings-store.ts'
import type { MeetingState } from './tables.ts'

/** Steps of a meeting, with the states they lead from and to. */
export const meetingSteps = {
  open: { from: 'draft', to: 'open' },
  withdraw: { from: 'open', to: 'draft' },
  close: { from: 'open', to: 'closed' },
  reopen: { from: 'closed', to: 'open' },
} as const satisfies Record<string, { from: MeetingState; to: MeetingState }>
export type MeetingStep = keyof typeof meetingSteps

const actions = {
  open: 'meetings.open',
  withdraw: 'meetings.withdraw',
  close: 'meetings.close',
  reopen: 'meetings.reopen',
} as const

/** Takes a meeting from draft to open to closed, or one step back. Refuses a step from another state. */
export const moveMeeting = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  step: MeetingStep,
): Promise<Result<MeetingState>> =>
  inMeeting(
    services,
    actor,
    key,
    async ({ tx, meeting, rights, at, leave }) => {
      if (!rights.may('meetings.change')) return forbidden
      const { from, to } = meetingSteps[step]
      if (meeting.state !== from) return conflict('meetings.refusal.outdated')
      await changeMeeting(tx, key, { state: to, changed_at: at })
      const [before, after] = [{ state: from }, { state: to }]
      await leave({ action: actions[step], subject: `meeting ${key.id}`, before, after })
      return ok(to)
    },
    { closedToo: true },
  )
