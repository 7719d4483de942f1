import type { Actor } from '../../platform/access.ts'
import { newId } from '../../platform/ids.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { participantById } from '../participants/index.ts'
import { inSeating, invalid, missing } from './in-seating.ts'
import { pairsOf } from './places-read-model.ts'
import { deletePair, insertPair } from './seating-store.ts'
import type { PairKind } from './tables.ts'

export interface PairInput {
  kind: PairKind
  oneId: string
  otherId: string
  reason: string
}

/**
 * Says that two people must share their classes, or must not, and why. Refuses one person twice, somebody who is not of
 * the meeting, no reason, and two about whom something is said already.
 */
export const addPair = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { kind, oneId, otherId, reason }: PairInput,
): Promise<Result<{ id: string }>> =>
  inSeating(services, actor, key, async ({ tx, at, leave }) => {
    const problems: FieldProblem[] = []
    if (!(await participantById(tx, key, oneId)))
      problems.push({ field: 'one', key: 'seating.refusal.choosePerson' })
    if (!(await participantById(tx, key, otherId)) || oneId === otherId)
      problems.push({ field: 'other', key: 'seating.refusal.chooseOther' })
    if (reason.trim() === '') problems.push({ field: 'reason', key: 'seating.refusal.reason' })
    const [first, second] = [oneId, otherId].toSorted() as [string, string]
    const known = await pairsOf(tx, key)
    if (known.some((pair) => pair.oneId === first && pair.otherId === second))
      problems.push({ field: 'other', key: 'seating.refusal.pairThere' })
    if (problems.length > 0) return invalid(problems)
    const id = newId(at.getTime())
    await insertPair(tx, {
      work_unit_id: key.workUnitId,
      meeting_id: key.id,
      id,
      kind,
      one_id: first,
      other_id: second,
      reason: reason.trim(),
      added_at: at,
    })
    // The trail names the two, not the reason, which may be a quarrel.
    await leave({ action: 'seating.pair', subject: `pair ${id}`, after: { kind, oneId, otherId } })
    return ok({ id })
  })

/** Takes back what was said about two people. */
export const removePair = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  id: string,
): Promise<Result<{ id: string }>> =>
  inSeating(services, actor, key, async ({ tx, leave }) => {
    const before = (await pairsOf(tx, key)).find((pair) => pair.id === id)
    if (!before) return missing
    await deletePair(tx, key, id)
    const { kind, oneId, otherId } = before
    await leave({ action: 'seating.unpair', subject: `pair ${id}`, before: { kind, oneId, otherId } })
    return ok({ id })
  })
