import { type Actor, may } from '../../platform/access.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { heldIn } from './held.ts'
import { conflict, forbidden, inMeeting } from './in-meeting.ts'
import type { Meeting, MeetingKey } from './meetings-read-model.ts'
import { deleteMeeting } from './meetings-store.ts'

/**
 * Removes a draft or a mistaken copy with everything prepared for it; the audit keeps its name and days. It is the
 * host's to remove, so a task does not suffice. Refuses a meeting that is no draft, and one of which others hold
 * something: who answered or was written to, phones at doors, questionnaires that were open, minutes, certificates.
 */
export const removeMeeting = (services: Services, actor: Actor, key: MeetingKey): Promise<Result<Meeting>> =>
  inMeeting(
    services,
    actor,
    key,
    async ({ tx, meeting, leave }) => {
      if (!may(actor, 'meetings.change', key.workUnitId)) return forbidden
      if (meeting.state !== 'draft') return conflict('meetings.refusal.notDraft')
      const held = await heldIn(tx, key)
      if (Object.values(held).some((count) => count > 0)) return conflict('meetings.refusal.held', held)
      await deleteMeeting(tx, key)
      await leave({ action: 'meetings.remove', subject: `meeting ${key.id}`, before: meeting })
      return ok(meeting)
    },
    { closedToo: true },
  )
