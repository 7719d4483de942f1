import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { stateOn } from './appointment-rules.ts'
import { appointmentsOf } from './appointments-read-model.ts'
import { personById } from './people-read-model.ts'
import { erasePersonData } from './people-store.ts'
import { homeOf } from './person-scope.ts'
import { forbidden, missing } from './refusals.ts'
import { todayIn } from './today.ts'
import { unitTree } from './unit-tree.ts'

/**
 * Erases who a person is: name, gender, contact, staff number. What the office did and when stays, under nobody's
 * name. Refused while the person serves or is about to: the public has a right to know who is in office.
 * Source: Law 27/2022 on personal data (right to erasure, once the data is no longer needed).
 */
export async function erasePerson(
  services: Services,
  actor: Actor,
  { personId }: { personId: string },
): Promise<Result<null>> {
  const tree = await unitTree(services)
  return transact(services.db, async (tx) => {
    const person = await personById(tx, personId)
    if (!person || person.erasedAt) return missing
    const home = await homeOf({ clock: services.clock, db: tx, tree }, personId)
    if (!may(actor, 'directory.change', home)) return forbidden
    const today = todayIn(services, tree.byId(home) ?? tree.root)
    const serving = (await appointmentsOf(tx, personId)).some((held) => stateOn(held, today) !== 'expired')
    if (serving) return refuse({ kind: 'conflict', key: 'directory.refusal.eraseServing' })
    const at = services.clock.now()
    await erasePersonData(tx, personId, at)
    await audit(
      tx,
      actor,
      { action: 'directory.erase-person', subject: `person ${personId}`, scope: home },
      at,
    )
    return ok(null)
  })
}
