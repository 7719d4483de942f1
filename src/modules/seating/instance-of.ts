import type { MeetingClass } from '../meetings/index.ts'
import type { Participant } from '../participants/index.ts'
import type { PlacedPerson, PlacementInstance, Seat } from '../placement/index.ts'
import type { RuleName } from './question.ts'
import type { PairKind } from './tables.ts'

export interface Pair {
  id: string
  kind: PairKind
  oneId: string
  otherId: string
  reason: string
}

export interface ClassesAsked {
  /** Invited or coming. */
  people: readonly Participant[]
  /** Of the round. */
  classes: readonly MeetingClass[]
  pairs: readonly Pair[]
  /** Where people sit now, and who was set there by hand. */
  places: readonly { participantId: string; classId: string; isLocked: boolean }[]
  rules: Record<RuleName, boolean>
}

export interface ClassesQuestion {
  instance: PlacementInstance
  /** Where people of the instance sit now. */
  before: Seat[]
  /** Those whom no class is for: no venue, or one without classes in this round. */
  outside: Participant[]
}

/**
 * The question that a round of a meeting puts to the room placement. A venue is the division, so that
 * everybody stays in his or her venue. Guests come for nobody: the rule of one person a unit does not count them.
 */
export function classesQuestion({ people, classes, pairs, places, rules }: ClassesAsked): ClassesQuestion {
  const open = Map.groupBy(classes, ({ venueId }) => venueId)
  const inside = people.filter(({ venueId }) => venueId !== null && open.has(venueId))
  const present = new Set(inside.map(({ id }) => id))
  const known = new Set(classes.map(({ id }) => id))
  const sitting = places.filter((place) => present.has(place.participantId) && known.has(place.classId))
  const both = (kind: PairKind) =>
    pairs.filter((pair) => pair.kind === kind && present.has(pair.oneId) && present.has(pair.otherId))
  return {
    instance: {
      people: inside.map((one) => placedPerson(one, open.get(one.venueId ?? '') ?? [])),
      classes: classes.map(({ id, group, capacity, minimum, venueId }) => ({
        id,
        group,
        capacity,
        minimum,
        division: venueId,
      })),
      rules: {
        capacity: true,
        minimum: rules.minimum,
        onePerUnit: rules.onePerUnit,
        eligible: true,
        together: rules.together
          ? both('together').map(({ id, oneId, otherId }) => ({ id, people: [oneId, otherId] }))
          : [],
        apart: rules.apart
          ? both('apart').map(({ id, oneId, otherId }) => ({ id, people: [oneId, otherId] }))
          : [],
        locks: rules.locks
          ? sitting
              .filter(({ isLocked }) => isLocked)
              .map(({ participantId, classId }) => ({ person: participantId, class: classId }))
          : [],
      },
    },
    before: sitting.map(({ participantId, classId }) => ({ person: participantId, class: classId })),
    outside: people.filter(({ id }) => !present.has(id)),
  }
}

/** Who counts as one unit in a class: a guest stands for himself or herself alone. */
export const unitInClass = ({ side, unitId, id }: Pick<Participant, 'side' | 'unitId' | 'id'>) =>
  side === 'guest' ? `guest ${id}` : unitId

function placedPerson(one: Participant, classes: readonly MeetingClass[]): PlacedPerson {
  const wishes = classes.flatMap(({ id }) => {
    const wish = one.wishes[id]
    return wish ? [[id, wish] as const] : []
  })
  return {
    id: one.id,
    unitId: unitInClass(one),
    // The national office lies in no province: it is one of its own.
    provinceId: one.provinceId ?? one.unitId,
    side: one.side === 'guest' ? 'other' : one.side,
    gender: one.gender,
    preferences: Object.fromEntries(wishes),
    division: one.venueId ?? '',
  }
}
