import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeOne, subjectOf } from './change-list.ts'
import { changeParticipantRow } from './participants-store.ts'

/** Keeps on the list somebody whom no rule finds any more. */
export const keepParticipant = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeOne(services, actor, { meeting, id }, async (tx, one, at) => {
    if (one.kept) return ok(null)
    await changeParticipantRow(tx, meeting, id, { kept: true, changed_at: at })
    await audit(
      tx,
      actor,
      { action: 'participants.keep', subject: subjectOf(id), scope: meeting.workUnitId },
      at,
    )
    return ok(null)
  })
