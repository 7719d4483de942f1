import { may } from '../../platform/access.ts'
import { checkForm, type Typed } from '../../platform/http/form.ts'
import type { RequestContext } from '../../platform/http/route.ts'
import { type FieldProblem, ok, type Result } from '../../platform/result.ts'
import type { Appointee } from './appoint-person.ts'
import {
  findPeople,
  namesakes,
  type Person,
  type PersonHit,
  personById,
  placesOf,
} from './people-read-model.ts'
import { personData } from './person-data.ts'
import { todayIn } from './today.ts'
import { type Unit, type UnitTree, unitTree } from './unit-tree.ts'
import { scopesOf } from './within-scopes.ts'

/** What a form needs to say who is appointed. */
export interface AppointeeChoice {
  tree: UnitTree
  /** Somebody known who was chosen. */
  person: Person | null
  /** Answers to the search for somebody known; null when nothing was asked. */
  found: readonly PersonHit[] | null
  /** People of the name typed for somebody new, when the form was refused because of them. */
  sameName: readonly PersonHit[]
}

const mostFound = 10

/** Reads who was chosen, searched or mistaken for somebody else, all within what the actor may read. */
export async function appointeeChoice(
  c: RequestContext,
  unit: Unit,
  typed: Typed,
  problems: readonly FieldProblem[],
): Promise<AppointeeChoice> {
  const { services, actor } = c.var
  const { db } = services
  const tree = await unitTree(services)
  const scopes = scopesOf(actor, 'directory.read', tree.root.id)
  const day = todayIn(services, unit)
  const words = (typed.q ?? '').trim()
  const isNamesake = problems.some(({ key }) => key === 'directory.refusal.namesake')
  return {
    tree,
    person: typed.person ? await readablePerson(c, typed.person, day) : null,
    found: words === '' ? null : await findPeople(db, { words, scopes, day, limit: mostFound }),
    sameName: isNamesake ? await namesakes(db, { name: typed.name ?? '', scopes, day }) : [],
  }
}

async function readablePerson(c: RequestContext, id: string, day: string): Promise<Person | null> {
  const person = await personById(c.var.services.db, id)
  if (!person || person.erasedAt) return null
  const { units } = await placesOf(c.var.services.db, person.id, day)
  return units.some((unit) => may(c.var.actor, 'directory.read', unit)) ? person : null
}

/** Who is appointed by what was typed: the person chosen, or the checked data of somebody new. */
export function typedAppointee(typed: Typed): Result<Appointee> {
  if (typed.person) return ok({ kind: 'known', id: typed.person })
  const data = checkForm(personData, typed)
  return data.ok ? ok({ kind: 'new', data: data.value, isAnother: typed.isAnother === 'on' }) : data
}
