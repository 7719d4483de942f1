import { type Actor, systemActor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayIn } from '../../platform/clock.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type Meeting, type MeetingKey, meetingById, meetingsIn } from '../meetings/index.ts'
import { changeList, missing } from './change-list.ts'
import { heldOf } from './held-read-model.ts'
import { lockList } from './participants-store.ts'
import { deletePhotographs } from './photographs-store.ts'
import { eraseDay, isOver, settingsOf } from './settings.ts'
import { emptyNeeds, putSettings } from './settings-store.ts'

/** Erases what is kept for the days of the meeting alone, and leaves how much it was. */
async function erase(tx: Tx, actor: Actor, meeting: Meeting, at: Date) {
  const photographs = await deletePhotographs(tx, meeting)
  const people = await emptyNeeds(tx, meeting)
  await putSettings(tx, meeting, { erased_at: at })
  await audit(
    tx,
    actor,
    {
      action: 'participants.erase-needs',
      subject: `meeting ${meeting.id}`,
      scope: meeting.workUnitId,
      after: { people, photographs },
    },
    at,
  )
  return { people, photographs }
}

/**
 * Erases needs, travel, wishes for a room, reasons and photographs before their day, by the committee. Refuses before
 * the meeting is over: until then they are needed. What stays: docs/states/participant.md.
 */
export const eraseNeedsNow = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
): Promise<Result<{ people: number; photographs: number }>> =>
  changeList(
    services,
    actor,
    key,
    async (tx, at) => {
      const meeting = await meetingById(tx, key)
      if (!meeting) return missing
      if (!isOver(meeting, at)) return refuse({ kind: 'conflict', key: 'participants.refusal.notOver' })
      return ok(await erase(tx, actor, meeting, at))
    },
    { closedToo: true },
  )

/** Erases what is due: of meetings that ended so many days ago as they set, once and whatever came in afterwards. */
export async function eraseDueNeeds(services: Services): Promise<void> {
  const { db, clock } = services
  const now = clock.now()
  const { root } = await unitTree(services)
  for (const meeting of await meetingsIn(db, [root.id])) {
    // Who is made up has nothing to be protected, and the first start would erase it within the hour.
    if (!isOver(meeting, now) || meeting.example) continue
    await db.transaction().execute(async (tx) => {
      await lockList(tx, meeting)
      const settings = await settingsOf(tx, meeting)
      if (dayIn(meeting.timeZone, now) < eraseDay(meeting, settings)) return
      const held = await heldOf(tx, meeting)
      if (settings.erasedAt !== null && held.people === 0 && held.photographs === 0) return
      await erase(tx, systemActor('participants.erase-needs'), meeting, now)
    })
  }
}
