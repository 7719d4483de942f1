import type { PlacementInstance, Weights } from './instance.ts'

/** An instance in numbers: people, classes, units and provinces are their places in lists. */
export interface Indexed {
  people: number
  classes: number
  /** Classes of person `p` and what each costs: from `start[p]` to before `start[p + 1]`. */
  start: Int32Array
  option: Int32Array
  cost: Float64Array
  /** What it costs to leave the person without a seat; infinite where that may not be. */
  unplaced: Float64Array
  unit: Int32Array
  province: Int32Array
  gender: Int8Array
  side: Int8Array
  unitIds: string[]
  provinceIds: string[]
  capacity: Int32Array
  minimum: Int32Array
  /** Seats by which shares are reckoned, also where capacity is no rule. */
  seats: Int32Array
  onePerUnit: boolean
  together: number[][]
  apart: [number, number][]
}

const sides = ['commissioner', 'secretariat']

/** Numbers of an instance under these weights. Expects what `checkInstance` lets pass. */
export function indexInstance(instance: PlacementInstance, weights: Weights): Indexed {
  const { people, classes, rules } = instance
  const classAt = new Map(classes.map(({ id }, at) => [id, at]))
  const personAt = new Map(people.map(({ id }, at) => [id, at]))
  const lock = new Map(rules.locks.map((lock) => [lock.person, classAt.get(lock.class) as number]))
  const locked = locksOf(instance)
  const before = new Map(instance.before?.map((seat) => [seat.person, seat.class]))
  const all = classes.map((_, at) => at)
  const [units, provinces] = [new Numbering(), new Numbering()]
  const start = new Int32Array(people.length + 1)
  const option: number[] = []
  const cost: number[] = []
  const benefit = new Float64Array(classes.length)
  const numbers = (people: readonly string[]) => people.map((id) => personAt.get(id) as number)
  people.forEach((person, at) => {
    const wanted = Object.keys(person.preferences)
    for (const id of wanted) benefit[classAt.get(id) as number] = person.preferences[id] as number
    const listed =
      rules.eligible && person.eligible ? person.eligible.map((id) => classAt.get(id) as number) : all
    const was = before.get(person.id)
    const wasAt = was == null ? -1 : (classAt.get(was) ?? -1)
    const only = lock.get(person.id)
    for (const of of listed) {
      if (only !== undefined && (of !== only || locked.has(person.id))) continue
      const division = classes[of]?.division
      if (rules.eligible && division !== undefined && person.division !== undefined)
        if (division !== person.division) continue
      option.push(of)
      const moved = was != null && wasAt !== of
      cost.push(-weights.preference * (benefit[of] as number) + (moved ? weights.move : 0))
    }
    for (const id of wanted) benefit[classAt.get(id) as number] = 0
    start[at + 1] = option.length
  })
  return {
    people: people.length,
    classes: classes.length,
    start,
    option: Int32Array.from(option),
    cost: Float64Array.from(cost),
    unplaced: Float64Array.from(people, ({ id }) =>
      weights.unplaced === null || lock.has(id)
        ? Number.POSITIVE_INFINITY
        : weights.unplaced + (before.get(id) == null ? 0 : weights.move),
    ),
    unit: Int32Array.from(people, ({ unitId }) => units.of(unitId)),
    province: Int32Array.from(people, ({ provinceId }) => provinces.of(provinceId)),
    gender: Int8Array.from(people, ({ gender }) => (gender === null ? -1 : gender === 'f' ? 0 : 1)),
    side: Int8Array.from(people, ({ side }) => sides.indexOf(side)),
    unitIds: units.ids,
    provinceIds: provinces.ids,
    capacity: Int32Array.from(classes, ({ capacity }) => (rules.capacity ? capacity : people.length)),
    minimum: Int32Array.from(classes, ({ minimum }) => (rules.minimum ? (minimum ?? 0) : 0)),
    seats: Int32Array.from(classes, ({ capacity }) => capacity),
    onePerUnit: rules.onePerUnit,
    together: rules.together.map(({ people }) => numbers(people)).filter((group) => group.length > 1),
    apart: rules.apart.map(({ people }) => numbers(people) as [number, number]),
  }
}

/** People locked into two classes at once, for whom no class is left. */
function locksOf({ rules }: PlacementInstance): Set<string> {
  const first = new Map<string, string>()
  const torn = new Set<string>()
  for (const lock of rules.locks) {
    const known = first.get(lock.person)
    if (known === undefined) first.set(lock.person, lock.class)
    else if (known !== lock.class) torn.add(lock.person)
  }
  return torn
}

/** Gives each id the next number when it first comes. */
class Numbering {
  readonly ids: string[] = []
  readonly #at = new Map<string, number>()

  of(id: string): number {
    const known = this.#at.get(id)
    if (known !== undefined) return known
    this.#at.set(id, this.ids.length)
    return this.ids.push(id) - 1
  }
}
