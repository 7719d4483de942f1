import type { PlacedPerson, PlacementInstance, RoomViolation, Seat, Violation } from '../placement/index.ts'

/** Why somebody's class changes, in the order in which the reasons are looked for. */
const classReasons = [
  /** Comes no more. */
  'gone',
  /** Comes, but no class of the round is for the venue. */
  'outside',
  'unplaced',
  'first',
  // The present class breaks a rule as things stand now.
  'eligible',
  'class',
  'lock',
  'onePerUnit',
  'apart',
  'together',
  'capacity',
  /** Somebody who gets the seat could not sit there otherwise. */
  'makesRoom',
  /** The present class has too few people to take place. */
  'minimum',
  /** The new class is wished for more. */
  'wish',
  /** None of these: the plan as a whole is better for it. */
  'whole',
] as const
/**
 * The same for a room, by the rule that the present one breaks. What people need or with whom they asked to share is in
 * no list of changes, so these rules have one word.
 */
const roomReasons = {
  room: 'roomElsewhere',
  lock: 'lock',
  beds: 'beds',
  gender: 'roomUnfit',
  accessible: 'roomUnfit',
  together: 'roomUnfit',
} as const satisfies Partial<Record<RoomViolation['rule'], string>>
export type Reason = (typeof classReasons)[number] | (typeof roomReasons)[keyof typeof roomReasons]

/** Somebody who gets another place, a first one (`from` null) or none (`to` null): ids of classes, or of rooms. */
export interface Change {
  participantId: string
  from: string | null
  to: string | null
  reason: Reason
  /** For whom he or she makes room. */
  forWhom?: string
}

/** Three kinds of change, the gravest first. */
export const changeKinds = ['lost', 'moved', 'first'] as const
export type ChangeKind = (typeof changeKinds)[number]

export const kindOfChange = ({ from, to }: Pick<Change, 'from' | 'to'>): ChangeKind =>
  to === null ? 'lost' : from === null ? 'first' : 'moved'

export function countChanges(changes: readonly Change[]): Record<ChangeKind, number> {
  const count = { lost: 0, moved: 0, first: 0 }
  for (const change of changes) count[kindOfChange(change)] += 1
  return count
}

interface ClassesMoved {
  instance: PlacementInstance
  /** Everybody of the instance, before and after. */
  present: ReadonlyMap<string, string | null>
  seats: readonly Seat[]
  /** Rules that the present seats break. */
  broken: readonly Violation[]
  /** Those who have a seat and are not in the instance: participant id -> class id. */
  dropped: ReadonlyMap<string, string>
  /** Those of them who still come. */
  outside: ReadonlySet<string>
}

/**
 * Everybody whose class changes, and why. A rule that the present seat breaks goes first; then whether the one who gets
 * the seat could not sit there otherwise: the class is full, or has somebody of the same unit or one to be kept apart from.
 */
export function classChanges({ instance, present, seats, broken, dropped, outside }: ClassesMoved): Change[] {
  const people = new Map(instance.people.map((one) => [one.id, one]))
  const after = Map.groupBy(seats, (seat) => seat.class)
  const capacity = new Map(instance.classes.map((one) => [one.id, one.capacity]))
  const newcomers = (of: string) =>
    (after.get(of) ?? []).map(({ person }) => person).filter((id) => present.get(id) !== of)
  const makesRoomFor = (id: string, from: string): string | undefined => {
    const one = people.get(id)
    const coming = newcomers(from)
    const displaces = coming.find((other) => one && cannotSit(instance, one, people.get(other)))
    if (displaces) return displaces
    const isFull = instance.rules.capacity && (after.get(from)?.length ?? 0) >= (capacity.get(from) ?? 0)
    return isFull ? coming[0] : undefined
  }
  const moved = seats.flatMap(({ person, class: to }): Change[] => {
    const from = present.get(person) ?? null
    if (from === to) return []
    const change = { participantId: person, from, to }
    if (from === null) return [{ ...change, reason: 'first' }]
    if (to === null) return [{ ...change, reason: 'unplaced' }]
    const rules = new Set(broken.filter((of) => of.people.includes(person)).map(({ rule }) => rule))
    const rule = classReasons.find((reason) => rules.has(reason as Violation['rule']) && reason !== 'minimum')
    if (rule) return [{ ...change, reason: rule }]
    const forWhom = makesRoomFor(person, from)
    if (forWhom) return [{ ...change, reason: 'makesRoom', forWhom }]
    if (rules.has('minimum')) return [{ ...change, reason: 'minimum' }]
    const wishes = people.get(person)?.preferences ?? {}
    return [{ ...change, reason: (wishes[to] ?? 0) > (wishes[from] ?? 0) ? 'wish' : 'whole' }]
  })
  return [...droppedChanges(dropped, outside), ...moved]
}

/** Whether two may not sit in one class. */
function cannotSit(
  { rules }: PlacementInstance,
  one: PlacedPerson,
  other: PlacedPerson | undefined,
): boolean {
  if (!other) return false
  if (rules.onePerUnit && one.unitId === other.unitId) return true
  return rules.apart.some(({ people }) => people.includes(one.id) && people.includes(other.id))
}

const droppedChanges = (dropped: ReadonlyMap<string, string>, outside: ReadonlySet<string>): Change[] =>
  [...dropped].map(([participantId, from]) => ({
    participantId,
    from,
    to: null,
    reason: outside.has(participantId) ? 'outside' : 'gone',
  }))

interface RoomsMoved extends Pick<ClassesMoved, 'present' | 'dropped' | 'outside'> {
  beds: readonly { person: string; room: string }[]
  broken: readonly RoomViolation[]
}

/** Everybody whose room changes, and why. */
export function roomChanges({ present, beds, broken, dropped, outside }: RoomsMoved): Change[] {
  const moved = beds.flatMap(({ person, room: to }): Change[] => {
    const from = present.get(person) ?? null
    if (from === to) return []
    const rules = new Set(broken.filter((of) => of.people.includes(person)).map(({ rule }) => rule))
    const rule = (Object.keys(roomReasons) as (keyof typeof roomReasons)[]).find((one) => rules.has(one))
    const reason = from === null ? 'first' : rule ? roomReasons[rule] : 'whole'
    return [{ participantId: person, from, to, reason }]
  })
  return [...droppedChanges(dropped, outside), ...moved]
}
