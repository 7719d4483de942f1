import type { Refusal } from '../../platform/result.ts'
import type { MeetingClass } from '../meetings/index.ts'
import type { Participant } from '../participants/index.ts'
import { type Pair, unitInClass } from './instance-of.ts'
import type { RuleName } from './question.ts'

/** Why somebody cannot sit in a class; null when nothing speaks against it. */
export function refusalOfSeat(
  person: Participant,
  into: MeetingClass,
  {
    sitting,
    pairs,
    rules,
  }: {
    /** Those who would sit there beside the person. */
    sitting: readonly Participant[]
    pairs: readonly Pair[]
    rules: Pick<Record<RuleName, boolean>, 'onePerUnit' | 'apart'>
  },
): Pick<Refusal, 'key' | 'params'> | null {
  const of = { person: person.name, class: into.code }
  if (person.venueId !== into.venueId) return { key: 'seating.refusal.otherVenue', params: of }
  const same = sitting.find((one) => unitInClass(one) === unitInClass(person))
  if (rules.onePerUnit && same)
    return { key: 'seating.refusal.sameUnit', params: { ...of, other: same.name } }
  const apart = pairs.find(
    ({ kind, oneId, otherId }) =>
      kind === 'apart' &&
      [oneId, otherId].includes(person.id) &&
      sitting.some(({ id }) => id !== person.id && [oneId, otherId].includes(id)),
  )
  if (rules.apart && apart) {
    const other = sitting.find(({ id }) => id === apart.oneId || id === apart.otherId)
    const params = { ...of, other: other?.name ?? '', reason: apart.reason }
    return { key: 'seating.refusal.keptApart', params }
  }
  // Last: to make room would not help where another rule speaks against it.
  return sitting.length >= into.capacity
    ? { key: 'seating.refusal.full', params: { ...of, capacity: into.capacity } }
    : null
}
