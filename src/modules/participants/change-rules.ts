import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { divisionsOf, positionsOf, unitTree } from '../directory/index.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { changeList, missing, refuseField } from './change-list.ts'
import { deleteRule, insertRule, rankRules } from './participants-store.ts'
import { type InvitationRule, rulesOf } from './rules-read-model.ts'

export type RuleInput = Omit<InvitationRule, 'id' | 'rank'>

/**
 * Adds a rule after the others. Refuses an unknown unit, position or division, a position of the other side, and a
 * rule that stands already.
 */
export async function addRule(
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  rule: RuleInput,
): Promise<Result<{ id: string }>> {
  const tree = await unitTree(services)
  if (!tree.byId(rule.scope)) return refuseField('scope', 'participants.refusal.unit')
  return changeList(services, actor, meeting, async (tx, at) => {
    const positions = await positionsOf(tx)
    const divisions = new Set((await divisionsOf(tx)).map(({ code }) => code))
    for (const code of rule.positions) {
      const known = positions.find((position) => position.code === code)
      if (!known) return refuseField('positions', 'participants.refusal.position')
      if (rule.side !== null && known.side !== rule.side)
        return refuseField('positions', 'participants.refusal.positionSide')
    }
    if (rule.divisions.some((code) => !divisions.has(code)))
      return refuseField('divisions', 'participants.refusal.division')
    const rules = await rulesOf(tx, meeting)
    if (sameAsLast(rules.at(-1), rule)) return refuseField('effect', 'participants.refusal.ruleThere')
    const id = newId(at.getTime())
    await insertRule(tx, {
      work_unit_id: meeting.workUnitId,
      meeting_id: meeting.id,
      id,
      rank: rules.length + 1,
      effect: rule.effect,
      side: rule.side,
      position_codes: rule.positions,
      division_codes: rule.divisions,
      levels: rule.levels,
      scope: rule.scope,
    })
    await audit(
      tx,
      actor,
      {
        action: 'participants.add-rule',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        after: rule,
      },
      at,
    )
    return ok({ id })
  })
}

/** The same rule twice in a row is a second click. */
const sameAsLast = (last: InvitationRule | undefined, rule: RuleInput) =>
  last !== undefined &&
  last.effect === rule.effect &&
  last.side === rule.side &&
  last.scope === rule.scope &&
  [last.positions, last.divisions, last.levels].join('|') ===
    [rule.positions, rule.divisions, rule.levels].join('|')

/** Takes a rule away; who was invited by it stays on the list and is shown as found by none. */
export const removeRule = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const rules = await rulesOf(tx, meeting)
    const rule = rules.find((one) => one.id === id)
    if (!rule) return missing
    await deleteRule(tx, meeting, id)
    await rankRules(
      tx,
      meeting,
      rules.filter((one) => one !== rule).map((one) => one.id),
    )
    await audit(
      tx,
      actor,
      {
        action: 'participants.remove-rule',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        before: rule,
      },
      at,
    )
    return ok(null)
  })

/** Moves a rule before the one above it. The first stays where it is. */
export const raiseRule = (
  services: Services,
  actor: Actor,
  meeting: MeetingKey,
  id: string,
): Promise<Result<null>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const ids = (await rulesOf(tx, meeting)).map((rule) => rule.id)
    const from = ids.indexOf(id)
    if (from < 0) return missing
    if (from === 0) return ok(null)
    const order = ids.toSpliced(from, 1).toSpliced(from - 1, 0, id)
    await rankRules(tx, meeting, order)
    await audit(
      tx,
      actor,
      {
        action: 'participants.move-rule',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        before: { rule: id, rank: from + 1 },
        after: { rule: id, rank: from },
      },
      at,
    )
    return ok(null)
  })
