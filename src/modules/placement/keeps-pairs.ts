import type { PlacementInstance } from './instance.ts'

/**
 * Whether people together and apart are so already.
 * @param classOf class of each person, -1 for no seat
 */
export function keepsPairsOf({ people, rules }: PlacementInstance, classOf: ArrayLike<number>): boolean {
  if (rules.together.length === 0 && rules.apart.length === 0) return true
  const at = new Map(people.map(({ id }, place) => [id, place]))
  const seat = (person: string) => classOf[at.get(person) as number]
  return (
    rules.together.every(({ people: group }) => new Set(group.map(seat)).size <= 1) &&
    rules.apart.every(({ people: [a, b] }) => seat(a) === -1 || seat(a) !== seat(b))
  )
}
