import type { Actor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { sessionsOf } from './classes-read-model.ts'
import { putSessions } from './classes-store.ts'
import { conflict, forbidden, inMeeting, invalid } from './in-meeting.ts'
import { type MeetingInput, meetingColumns, meetingProblems } from './meeting-input.ts'
import { type MeetingKey, meetingById } from './meetings-read-model.ts'
import { changeMeeting } from './meetings-store.ts'
import { sessionRow } from './session-row.ts'
import { moved } from './session-times.ts'

/**
 * Changes what is said of a meeting; in another time zone its sessions keep their hour. Refuses a form older than the
 * meeting, and days that leave sessions outside.
 */
export async function editMeeting(
  services: Services,
  actor: Actor,
  { version, ...key }: MeetingKey & { version: number },
  input: MeetingInput,
): Promise<Result<MeetingKey>> {
  const zones = new Set((await unitTree(services)).all.map(({ timeZone }) => timeZone))
  return inMeeting(services, actor, key, async ({ tx, meeting, rights, at, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    if (meeting.version !== version) return conflict('meetings.refusal.outdated')
    const problems = await meetingProblems(tx, input, zones)
    const sessions = await sessionsOf(tx, key)
    const outside = sessions.filter(({ startsAt }) => {
      const day = dayIn(meeting.timeZone, startsAt)
      return day < input.startsOn || day > input.endsOn
    })
    if (problems.length === 0 && outside.length > 0) {
      const params = { count: outside.length }
      problems.push({ field: 'startsOn', key: 'meetings.refusal.sessionsOutside', params })
    }
    if (problems.length > 0) return invalid(problems)
    if (input.timeZone !== meeting.timeZone) {
      const there = (instant: Date) => moved(instant, meeting.timeZone, input.timeZone)
      await putSessions(
        tx,
        sessions.map((session) =>
          sessionRow(key, { ...session, startsAt: there(session.startsAt), endsAt: there(session.endsAt) }),
        ),
      )
    }
    await changeMeeting(tx, key, { ...meetingColumns(input), changed_at: at })
    const after = await meetingById(tx, key)
    await leave({ action: 'meetings.change', subject: `meeting ${key.id}`, before: meeting, after })
    return ok({ workUnitId: key.workUnitId, id: key.id })
  })
}
