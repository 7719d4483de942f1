import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { personById } from './people-read-model.ts'
import { type PersonData, updatePerson } from './people-store.ts'
import { homeOf } from './person-scope.ts'
import { forbidden, missing } from './refusals.ts'
import { unitTree } from './unit-tree.ts'

const fields = ['name', 'gender', 'phone', 'email', 'staffNumber'] as const

/**
 * Corrects what is kept about a person. Refuses who may not change the unit that answers for the person, and
 * anything about a person whose data has been erased. The trail names the fields, never what stood in them, so that
 * erasing a person leaves nothing behind.
 */
export async function correctPerson(
  services: Services,
  actor: Actor,
  { personId, data }: { personId: string; data: PersonData },
): Promise<Result<PersonData>> {
  const tree = await unitTree(services)
  return transact(services.db, async (tx) => {
    const before = await personById(tx, personId)
    if (!before || before.erasedAt) return missing
    const home = await homeOf({ clock: services.clock, db: tx, tree }, personId)
    if (!may(actor, 'directory.change', home)) return forbidden
    const changed = fields.filter((field) => before[field] !== data[field])
    if (changed.length === 0) return ok(data)
    await updatePerson(tx, personId, data)
    await audit(
      tx,
      actor,
      {
        action: 'directory.correct-person',
        subject: `person ${personId}`,
        scope: home,
        before: { filled: changed.filter((field) => before[field] !== null) },
        after: { filled: changed.filter((field) => data[field] !== null) },
      },
      services.clock.now(),
    )
    return ok(data)
  })
}
