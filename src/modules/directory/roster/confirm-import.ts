import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Actor } from '../../../platform/access.ts'
import { transact } from '../../../platform/command.ts'
import type { Tx } from '../../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { ownImport } from './draft.ts'
import { importSheet, type RosterImport } from './imports-read-model.ts'
import { endImport, type ImportKey, saveCheck } from './imports-store.ts'
import { knownPeople, rosterWorld } from './known-world.ts'
import { type RosterCounts, type RosterPlan, rosterOutcomes } from './plan.ts'
import { withProgress } from './progress.ts'
import { runRosterTask } from './roster-thread.ts'
import { planSize, planUnits, writePlan } from './write-plan.ts'

const changed = refuse({ kind: 'conflict', key: 'directory.roster.refusal.changedSince' })
const problemsLeft = refuse({ kind: 'conflict', key: 'directory.roster.refusal.problemsLeft' })

/**
 * Imports a roster that was previewed: everything in one transaction, or nothing. Confirmed twice it is one import.
 * Refuses while problems are left, and when the directory has changed so that the preview no longer tells what would
 * happen; the preview is then made anew.
 */
export async function confirmRoster(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ id: string; counts: RosterCounts }>> {
  const own = await ownImport(services, actor, id)
  if (!own.ok) return own
  const { head, unit } = own.value
  if (head.state === 'done' && head.counts) return ok({ id, counts: head.counts })
  const sheet = await importSheet(services.db, head)
  const isReady = head.state === 'preview' || head.state === 'confirming'
  if (!isReady || !sheet || !head.choices || !head.counts) {
    return refuse({ kind: 'conflict', key: 'directory.roster.refusal.ended' })
  }
  const { choices } = head
  const world = await rosterWorld(services, unit)
  const check = await runRosterTask({ kind: 'check', sheet, choices, world, withPlan: true })
  if (!check.ok) return check
  const { counts, plan } = check.value
  if (!plan || counts.problem > 0 || !sameCounts(counts, head.counts)) {
    await services.db.transaction().execute((tx) => saveCheck(tx, head, choices, check.value))
    return counts.problem > 0 ? problemsLeft : changed
  }
  return withProgress(id, (tell) =>
    transact(services.db, async (tx) => {
      const state = await lockImport(tx, head, plan)
      if (state === 'done') return ok({ id, counts })
      if (state !== 'preview' && state !== 'confirming') return changed
      if (fingerprint(await knownPeople(tx, unit.id)) !== fingerprint(world)) return changed
      const of = planSize(plan)
      const at = services.clock.now()
      tell({ done: 0, of })
      await writePlan(tx, actor, {
        plan,
        subject: `roster ${id}`,
        at,
        progress: (done) => tell({ done, of }),
      })
      await endImport(tx, head, { state: 'done', counts, at })
      return ok({ id, counts })
    }),
  )
}

/** The state of the import once nobody else can end it, appoint in its units, or import another roster. */
async function lockImport(
  tx: Tx,
  { unitId, id }: ImportKey,
  plan: RosterPlan,
): Promise<RosterImport['state'] | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('directory.roster'))`.execute(tx)
  const { rows } = await sql<{ state: RosterImport['state'] }>`
    select state from roster_import where work_unit_id = ${unitId} and id = ${id}::uuid for update`.execute(
    tx,
  )
  const units = planUnits(plan).toSorted()
  await sql`select from work_unit where id = any(${units}::text[]) order by id for no key update`.execute(tx)
  return rows[0]?.state
}

const fingerprint = ({ people, appointments }: { people: string; appointments: string }) =>
  createHash('sha1').update(people).update('\n').update(appointments).digest('hex')

const sameCounts = (a: RosterCounts, b: RosterCounts) =>
  rosterOutcomes.every((outcome) => a[outcome] === b[outcome])
