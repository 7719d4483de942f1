import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { isId } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type MeetingKey, refusedAsClosed } from '../meetings/index.ts'
import { tellBoards } from './engine.ts'
import { flagById } from './flags-read-model.ts'
import { mayAtDoor } from './may-at-door.ts'
import { readText } from './qr-text.ts'
import { personOf, rosterOf } from './roster.ts'
import { putDecision } from './scans-store.ts'
import type { Decision } from './tables.ts'

/** What may be said of a double, and of a scan that names nobody. */
export const decisionsFor = {
  double: ['same-person', 'other-person'],
  unknown: ['participant', 'nobody'],
} as const satisfies Record<string, readonly Decision[]>

/**
 * Says once what a flagged scan was. The scan itself stays as it came. Refuses a scan that has no flag or was decided,
 * a decision that does not fit, and a code of nobody.
 */
export async function decideScan(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  input: { scanId: string; decision: string; code: string; note: string },
): Promise<Result<Decision>> {
  const roster = await rosterOf(services, meeting, 0)
  const result = await transact(services.db, async (tx) => {
    const flag = isId(input.scanId) ? await flagById(tx, meeting, input.scanId) : undefined
    if (!(await mayAtDoor({ db: tx }, actor, meeting, 'meetings.door', flag?.venueId)))
      return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
    if (!flag) return refuse({ kind: 'missing', key: 'ui.refusal.missing' })
    const closed = await refusedAsClosed(tx, meeting)
    if (closed) return closed
    const taken = refuse({ kind: 'conflict', key: 'doors.refusal.decided' })
    if (flag.decision !== null) return taken
    const decision = decisionsFor[flag.why].find((one) => one === input.decision)
    const invalid = (field: string, key: string) =>
      refuse({ kind: 'invalid', key: 'ui.form.refused', fields: [{ field, key }] })
    if (!decision) return invalid('decision', 'doors.refusal.decision')
    const person = decision === 'participant' ? personOf(roster, meeting, readText(input.code)) : undefined
    if (decision === 'participant' && !person) return invalid('code', 'doors.refusal.code')
    const at = services.clock.now()
    const isFirst = await putDecision(tx, {
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      scan_id: input.scanId,
      decision,
      participant_id: person?.participantId ?? null,
      note: input.note || null,
      decided_by: actor.id,
      decided_at: at,
    })
    if (!isFirst) return taken
    const event = {
      action: 'doors.decide-scan' as const,
      subject: `scan ${input.scanId}`,
      scope: meeting.workUnitId,
    }
    await audit(tx, actor, { ...event, after: { decision, participantId: person?.participantId } }, at)
    return ok<Decision>(decision)
  })
  if (result.ok) tellBoards(services, meeting)
  return result
}
