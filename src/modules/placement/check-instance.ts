import type { PlacementInstance, Weights } from './instance.ts'

/** Why an instance cannot be solved as it stands; `key` is a message. */
export interface InstanceProblem {
  key:
    | 'placement.problem.twice'
    | 'placement.problem.unknown'
    | 'placement.problem.number'
    | 'placement.problem.province'
    | 'placement.problem.pair'
  /** The id or text that is wrong, and where it stands. */
  params: { what: string; where: string }
}

/** The dearest single thing: beyond it sums would leave the whole numbers that a computer keeps exactly. */
const dearest = 1_000_000_000

/** Problems of the data itself: ids twice or unknown, numbers that are not whole, a unit in two provinces. */
export function checkInstance(instance: PlacementInstance, weights: Weights): InstanceProblem[] {
  const { people, classes, rules, before = [] } = instance
  const problems: InstanceProblem[] = []
  const note = (kind: InstanceProblem['key'], what: unknown, where: string) =>
    problems.push({ key: kind, params: { what: String(what), where } })
  const distinct = (ids: readonly string[], where: string) => {
    const seen = new Set<string>()
    for (const id of ids) {
      if (seen.has(id)) note('placement.problem.twice', id, where)
      seen.add(id)
    }
    return seen
  }
  const known = (ids: Iterable<string>, all: ReadonlySet<string>, where: string) => {
    for (const id of ids) if (!all.has(id)) note('placement.problem.unknown', id, where)
  }
  const whole = (value: number, least: number, where: string) => {
    if (!Number.isSafeInteger(value) || value < least || value > dearest)
      note('placement.problem.number', value, where)
  }
  const persons = distinct(
    people.map(({ id }) => id),
    'people',
  )
  const rooms = distinct(
    classes.map(({ id }) => id),
    'classes',
  )
  for (const { id, capacity, minimum = 0 } of classes) {
    whole(capacity, 0, id)
    whole(minimum, 0, id)
  }
  for (const [goal, weight] of Object.entries(weights)) if (weight !== null) whole(weight, 0, goal)
  const provinceOf = new Map<string, string>()
  // By class: who named it last, so that naming it twice shows.
  const lastNamed = new Map<string, string>()
  for (const { id, unitId, provinceId, preferences, eligible } of people) {
    if ((provinceOf.get(unitId) ?? provinceId) !== provinceId)
      note('placement.problem.province', unitId, provinceId)
    provinceOf.set(unitId, provinceId)
    for (const wanted of Object.keys(preferences)) {
      if (!rooms.has(wanted)) note('placement.problem.unknown', wanted, id)
      whole(Math.abs(preferences[wanted] as number) * Math.max(1, weights.preference), 0, id)
    }
    for (const of of eligible ?? []) {
      if (!rooms.has(of)) note('placement.problem.unknown', of, id)
      if (lastNamed.get(of) === id) note('placement.problem.twice', of, id)
      lastNamed.set(of, id)
    }
  }
  distinct(
    [...rules.together, ...rules.apart].map(({ id }) => id),
    'rules',
  )
  for (const { id, people: group } of rules.together) known(distinct(group, id), persons, id)
  for (const { id, people: pair } of rules.apart) {
    known(pair, persons, id)
    if (pair.length !== 2 || pair[0] === pair[1]) note('placement.problem.pair', id, 'apart')
  }
  for (const lock of rules.locks) {
    known([lock.person], persons, 'locks')
    known([lock.class], rooms, 'locks')
  }
  distinct(
    before.map(({ person }) => person),
    'before',
  )
  return problems
}
