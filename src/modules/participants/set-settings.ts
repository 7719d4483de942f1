import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeList, refuseField } from './change-list.ts'
import { deletePhotographs } from './photographs-store.ts'
import { keepDaysRange, settingsOf } from './settings.ts'
import { putSettings } from './settings-store.ts'

/**
 * Sets how long needs, travel and photographs are kept after the meeting's end, and whether photographs are asked for.
 * Without that question any more the photographs are erased at once. Refuses days that are no whole number from 1 to 365.
 */
export const setSettings = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  { keepDays, takesPhotographs }: { keepDays: number; takesPhotographs: boolean },
): Promise<Result<null>> =>
  changeList(
    services,
    actor,
    meeting,
    async (tx, at) => {
      const { least, most } = keepDaysRange
      if (!Number.isInteger(keepDays) || keepDays < least || keepDays > most)
        return refuseField('keepDays', 'participants.refusal.keepDays', keepDaysRange)
      const before = await settingsOf(tx, meeting)
      await putSettings(tx, meeting, { keep_days: keepDays, takes_photographs: takesPhotographs })
      const photographs = takesPhotographs ? 0 : await deletePhotographs(tx, meeting)
      await audit(
        tx,
        actor,
        {
          action: 'participants.set-keeping',
          subject: `meeting ${meeting.id}`,
          scope: meeting.workUnitId,
          before: { keepDays: before.keepDays, takesPhotographs: before.takesPhotographs },
          after: {
            keepDays,
            takesPhotographs,
            ...(photographs > 0 ? { erasedPhotographs: photographs } : {}),
          },
        },
        at,
      )
      return ok(null)
    },
    { closedToo: true },
  )
