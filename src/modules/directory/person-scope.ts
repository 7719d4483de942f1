import { may } from '../../platform/access.ts'
import type { RequestContext, ScopeOf } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import { personById, placesOf } from './people-read-model.ts'
import { todayIn } from './today.ts'
import { type UnitTree, unitTree } from './unit-tree.ts'

/** The unit that answers for what is kept about a person: the latest one, the root for somebody never appointed. */
export async function homeOf(
  { db, clock, tree }: Pick<Services, 'db' | 'clock'> & { tree: UnitTree },
  personId: string,
): Promise<string> {
  return (await placesOf(db, personId, todayIn({ clock }, tree.root))).home ?? tree.root.id
}

const personInPath = (c: RequestContext) => personById(c.var.services.db, c.req.param('id') ?? '')

/** Scope of a change of a person (`:id`): the unit that answers for the data. */
export const homeFromPath: ScopeOf = async (c) => {
  const person = await personInPath(c)
  return person && homeOf({ ...c.var.services, tree: await unitTree(c.var.services) }, person.id)
}

/** Scope of a look at a person (`:id`): a unit of any of the appointments that the actor may read, else the home. */
export const readableFromPath: ScopeOf = async (c) => {
  const { services, actor } = c.var
  const person = await personInPath(c)
  if (!person) return undefined
  const { root } = await unitTree(services)
  const { units, home } = await placesOf(services.db, person.id, todayIn(services, root))
  return units.find((unit) => may(actor, 'directory.read', unit)) ?? home ?? root.id
}
