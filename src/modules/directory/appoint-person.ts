import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { NewAppointment } from './appointments-store.ts'
import { namesakes, placesOf } from './people-read-model.ts'
import { insertPeople, type PersonData } from './people-store.ts'
import { placePerson } from './place-person.ts'
import { forbidden, missing, refuseField } from './refusals.ts'
import { todayIn } from './today.ts'
import { type UnitTree, unitTree } from './unit-tree.ts'
import { scopesOf } from './within-scopes.ts'

/** Who is appointed: somebody the directory knows, or somebody new. */
export type Appointee =
  | { kind: 'known'; id: string }
  /** `isAnother`: who appoints has seen the people of the same name, and it is none of them. */
  | { kind: 'new'; data: PersonData; isAnother: boolean }

export interface AppointInput {
  unitId: string
  appointee: Appointee
  position: string
  division: string | null
  from: string
  /** Left out: the end of the term. */
  until?: string | null
}

/**
 * Appoints a person to a position of a unit. Refuses what `placePerson` refuses, a person the actor may not see,
 * and a new person of a name already known there unless it is said that it is another.
 */
export async function appointPerson(
  services: Services,
  actor: Actor,
  input: AppointInput,
): Promise<Result<NewAppointment>> {
  if (!may(actor, 'directory.change', input.unitId)) return forbidden
  const tree = await unitTree(services)
  const unit = tree.byId(input.unitId)
  if (!unit) return missing
  return transact(services.db, async (tx) => {
    const person = await settleAppointee(tx, tree, actor, input.appointee, todayIn(services, unit))
    if (!person.ok) return person
    const placed = await placePerson(tx, tree, { ...input, unit, personId: person.value })
    if (!placed.ok) return placed
    await audit(
      tx,
      actor,
      {
        action: 'directory.appoint',
        subject: `appointment ${placed.value.id}`,
        scope: unit.id,
        after: placed.value,
      },
      services.clock.now(),
    )
    return placed
  })
}

/** The id of who is appointed; somebody new is added first. */
export async function settleAppointee(
  tx: Tx,
  tree: UnitTree,
  actor: Actor,
  appointee: Appointee,
  day: string,
): Promise<Result<string>> {
  const scopes = scopesOf(actor, 'directory.read', tree.root.id)
  if (appointee.kind === 'known') {
    const { units } = await placesOf(tx, appointee.id, day)
    return units.some((unit) => may(actor, 'directory.read', unit)) ? ok(appointee.id) : missing
  }
  if (!appointee.isAnother) {
    const same = await namesakes(tx, { name: appointee.data.name, scopes, day })
    if (same.length > 0)
      return refuseField('name', 'directory.refusal.namesake', {
        name: appointee.data.name,
        count: same.length,
      })
  }
  const id = newId()
  await insertPeople(tx, [{ id, ...appointee.data }])
  return ok(id)
}
