import { type Actor, may } from '../../../platform/access.ts'
import { transact } from '../../../platform/command.ts'
import { ok, type Result } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { forbidden, missing } from '../refusals.ts'
import { type Unit, unitTree } from '../unit-tree.ts'
import type { RosterChoices } from './check-roster.ts'
import { importById, importSheet, type RosterImport } from './imports-read-model.ts'
import { saveCheck } from './imports-store.ts'
import { rosterWorld } from './known-world.ts'
import type { CheckAnswer } from './roster-task.ts'
import { runRosterTask } from './roster-thread.ts'

export interface Draft {
  head: RosterImport
  unit: Unit
}

/**
 * An import as its owner may go on with it. Others find nothing: a draft holds people's data that is not the
 * directory's yet. Whoever lost the permission since is refused.
 */
export async function ownImport(services: Services, actor: Actor, id: string): Promise<Result<Draft>> {
  const head = await importById(services.db, id)
  const unit = head && (await unitTree(services)).byId(head.unitId)
  if (!head || !unit || head.accountId !== actor.id) return missing
  return may(actor, 'directory.import', head.unitId) ? ok({ head, unit }) : forbidden
}

/** The same while columns and mends may still be chosen; refuses what has ended or is being imported. */
export async function openDraft(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<Draft & { choices: RosterChoices; sheet: Uint8Array }>> {
  const own = await ownImport(services, actor, id)
  if (!own.ok) return own
  const { head } = own.value
  const sheet = await importSheet(services.db, head)
  const isOpen =
    (head.state === 'columns' || head.state === 'preview') && head.expiresAt > services.clock.now()
  if (!isOpen || !sheet || !head.choices) {
    return { ok: false, refusal: { kind: 'conflict', key: 'directory.roster.refusal.ended' } }
  }
  return ok({ ...own.value, choices: head.choices, sheet })
}

/** Checks a draft with new choices against the directory of this moment, and keeps both. */
export async function checkDraft(
  services: Services,
  { head, unit }: Draft,
  sheet: Uint8Array,
  choices: RosterChoices,
): Promise<Result<CheckAnswer>> {
  const world = await rosterWorld(services, unit)
  const check = await runRosterTask({ kind: 'check', sheet, choices, world, withPlan: false })
  if (!check.ok) return check
  return transact(services.db, async (tx) => {
    await saveCheck(tx, head, choices, check.value)
    return check
  })
}
