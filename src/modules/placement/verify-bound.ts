import type { DualPrices, PlacedPerson, PlacementInstance, Weights } from './instance.ts'

/**
 * The lower bound that the dual prices prove: no plan that keeps the rules costs less. It holds for any
 * prices, good or bad: every rule they stand for is given up and paid for instead (Lagrangian relaxation), and what is
 * left is decided person by person and class by class. All costs are whole numbers, so the bound is rounded up.
 * Source: Geoffrion 1974; for a flow the same as weak duality with reduced costs. Shares no code with the solver.
 */
export function boundOfPrices(instance: PlacementInstance, weights: Weights, dual: DualPrices): number {
  const { classes, rules, people } = instance
  const columns = new Map(classes.map(({ id }, at) => [id, at]))
  const priceOf = (table: readonly { id: string; prices: readonly number[] }[] | undefined) =>
    new Map(table?.map(({ id, prices }) => [id, prices]))
  const provincePrices = priceOf(dual.province)
  const traits = [
    { of: genderOf, weight: weights.gender, prices: priceOf(dual.gender) },
    { of: sideOf, weight: weights.side, prices: priceOf(dual.side) },
  ]
  const unitPrices = new Map<string, Map<string, number>>()
  for (const { id, class: of, price } of rules.onePerUnit ? dual.unit : []) {
    const known = unitPrices.get(id) ?? new Map<string, number>()
    unitPrices.set(id, known.set(of, price))
  }
  const classPrice = (of: string) => dual.class[columns.get(of) as number] ?? 0
  const provincePrice = (province: string, of: string) =>
    provincePrices.get(province)?.[columns.get(of) as number] ?? classPrice(of)

  let bound = 0
  const pairs = new Map(rules.apart.map(({ id, people: pair }) => [id, pair]))
  const priced = traits.filter(({ prices }) => prices.size > 0)
  const surcharge = new Map<string, Map<string, number>>()
  for (const { id, class: of, price } of dual.apart ?? []) {
    const pair = pairs.get(id)
    if (!pair || price <= 0) continue
    bound -= price
    for (const person of pair) {
      const own = surcharge.get(person) ?? new Map<string, number>()
      surcharge.set(person, own.set(of, (own.get(of) ?? 0) + price))
    }
  }
  // Everybody, with those they must be with, takes what is cheapest at these prices.
  const open = openClasses(instance)
  const before = new Map(instance.before?.map((seat) => [seat.person, seat.class]))
  const locked = new Set(rules.locks.map(({ person }) => person))
  for (const group of companies(instance)) {
    const sums = new Map<string, { count: number; cost: number }>()
    let least = 0
    for (const person of group) {
      const was = before.get(person.id) ?? null
      const own = unitPrices.get(person.unitId)
      const extra = surcharge.get(person.id)
      least +=
        weights.unplaced === null || locked.has(person.id)
          ? Number.POSITIVE_INFINITY
          : weights.unplaced + (was === null ? 0 : weights.move)
      for (const of of open.get(person) as string[]) {
        let cost = own?.get(of) ?? provincePrice(person.provinceId, of)
        cost += extra?.get(of) ?? 0
        cost -= weights.preference * benefitOf(person, of)
        if (was !== null && was !== of) cost += weights.move
        for (const trait of priced) {
          cost += trait.prices.get(trait.of(person) ?? '')?.[columns.get(of) as number] ?? 0
        }
        if (group.length === 1) {
          if (cost < least || Number.isNaN(cost)) least = cost
          continue
        }
        const sum = sums.get(of) ?? { count: 0, cost: 0 }
        sums.set(of, { count: sum.count + 1, cost: sum.cost + cost })
      }
    }
    for (const { count, cost } of sums.values()) {
      if (count === group.length) least = Math.min(least, cost)
    }
    bound += least
  }
  // One seat a unit and class, bought from the province.
  const provinceOf = new Map(people.map(({ unitId, provinceId }) => [unitId, provinceId]))
  for (const [unit, prices] of unitPrices) {
    const province = provinceOf.get(unit)
    if (province === undefined) continue
    for (const [of, price] of prices) bound += Math.min(0, provincePrice(province, of) - price)
  }
  // As many seats a province and class as are cheapest, bought from the class.
  bound += boundOfTrait(
    instance,
    open,
    ({ provinceId }) => provinceId,
    weights.province,
    (province, of) => classPrice(of) - provincePrice(province, of),
  )
  for (const { of: value, weight, prices } of traits) {
    if (weight === 0 && prices.size === 0) continue
    bound += boundOfTrait(
      instance,
      open,
      value,
      weight,
      (id, of) => -(prices.get(id)?.[columns.get(of) as number] ?? 0),
    )
  }
  for (const { id, capacity, minimum } of classes) {
    const most = rules.capacity ? capacity : people.length
    const least = rules.minimum ? (minimum ?? 0) : 0
    bound += Math.min(-classPrice(id) * least, -classPrice(id) * most)
  }
  return Math.ceil(bound - 1e-6)
}

/** Everybody once, with all with whom they must be together. */
function companies({ people, rules }: PlacementInstance): PlacedPerson[][] {
  const company = new Map(people.map((person) => [person.id, [person]]))
  for (const { people: group } of rules.together) {
    const joined = [...new Set(group.flatMap((id) => company.get(id) ?? []))]
    for (const { id } of joined) company.set(id, joined)
  }
  return [...new Set(company.values())]
}

/** The least that a value of a trait costs in a class, over all counts: convex, so it is least at a corner. */
function boundOfTrait(
  instance: PlacementInstance,
  open: ReadonlyMap<PlacedPerson, readonly string[]>,
  value: (person: PlacedPerson) => string | null,
  weight: number,
  price: (value: string, of: string) => number,
): number {
  let bound = 0
  for (const { id, of, people, low, high } of evenSharesOf(instance, open, value)) {
    const slope = price(id, of)
    const cost = (count: number) =>
      weight * (Math.max(0, low - count) + Math.max(0, count - high)) + slope * count
    bound += Math.min(cost(0), cost(low), cost(high), cost(people))
  }
  return bound
}

/** What a class is worth to somebody; ids may be any text, also the name of something that every object has. */
export const benefitOf = ({ preferences }: Pick<PlacedPerson, 'preferences'>, of: string): number =>
  Object.hasOwn(preferences, of) ? (preferences[of] ?? 0) : 0

export const genderOf = ({ gender }: PlacedPerson) => gender
export const sideOf = ({ side }: PlacedPerson) => (side === 'other' ? null : side)

/** Classes that come into question for each person: lists, divisions, locks. */
export function openClasses({ people, classes, rules }: PlacementInstance): Map<PlacedPerson, string[]> {
  const locks = new Map<string, Set<string>>()
  for (const { person, class: of } of rules.locks) locks.set(person, (locks.get(person) ?? new Set()).add(of))
  const divisions = new Map(classes.map((one) => [one.id, one.division]))
  const all = classes.map(({ id }) => id)
  return new Map(
    people.map((person) => {
      const set = locks.get(person.id)
      const listed = rules.eligible && person.eligible ? person.eligible : all
      const open = listed.filter((of) => {
        const division = divisions.get(of)
        if (rules.eligible && division !== undefined && person.division !== undefined)
          if (division !== person.division) return false
        return divisions.has(of) && (!set || (set.size === 1 && set.has(of)))
      })
      return [person, open]
    }),
  )
}

interface Share {
  id: string
  of: string
  /** How many people with this value could come. */
  people: number
  low: number
  high: number
}

/** Even shares: everybody counts in each of their classes by its part of the seats of all of them. */
export function evenSharesOf(
  instance: PlacementInstance,
  open: ReadonlyMap<PlacedPerson, readonly string[]>,
  value: (person: PlacedPerson) => string | null,
): Share[] {
  const seats = new Map(instance.classes.map(({ id, capacity }) => [id, capacity]))
  // By value and class: how many people there are for each sum of seats.
  const sums = new Map<string, Map<string, Map<number, number>>>()
  for (const person of instance.people) {
    const id = value(person)
    if (id === null) continue
    const of = open.get(person) as string[]
    const total = of.reduce((sum, one) => sum + (seats.get(one) as number), 0)
    const row = sums.get(id) ?? new Map<string, Map<number, number>>()
    sums.set(id, row)
    for (const one of of) {
      const cell = row.get(one) ?? new Map<number, number>()
      row.set(one, cell.set(total, (cell.get(total) ?? 0) + 1))
    }
  }
  return [...sums].flatMap(([id, row]) =>
    [...row].map(([of, cell]) => {
      let share = 0
      let people = 0
      for (const [total, count] of cell) {
        people += count
        if (total > 0) share += (count * (seats.get(of) as number)) / total
      }
      return { id, of, people, low: Math.floor(share + 1e-6), high: Math.ceil(share - 1e-6) }
    }),
  )
}
