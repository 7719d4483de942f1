// The placement problem written straight down for HiGHS, as a floor: no flow, no parts, no pricing.
import loadHighs from 'highs'
import type { PlacedPerson, PlacementInstance, Weights } from '../../src/modules/placement/index.ts'

const load = loadHighs as unknown as typeof loadHighs.default

interface Row {
  lower: number
  upper: number
  terms: Map<number, number>
}

/** People between whom the model cannot tell, as one. */
interface Kind {
  person: PlacedPerson
  count: number
}

/** Everybody, or alike people of a province together where units are no rule. */
function kindsOf({ people, rules }: PlacementInstance): Kind[] {
  if (rules.onePerUnit) return people.map((person) => ({ person, count: 1 }))
  const key = ({ provinceId, preferences, eligible }: PlacedPerson) =>
    JSON.stringify([provinceId, preferences, eligible])
  return [...Map.groupBy(people, key).values()].map((alike) => ({
    person: alike[0] as PlacedPerson,
    count: alike.length,
  }))
}

/** Solves an instance in one model, whole or as its linear relaxation; the objective, or null when there is none. */
export async function byHighsAlone(
  instance: PlacementInstance,
  weights: Weights,
  { isRelaxed }: { isRelaxed: boolean },
): Promise<number | null> {
  const highs = await load()
  const cost: number[] = []
  const upper: number[] = []
  const whole: number[] = []
  const rows: Row[] = []
  const column = (price: number, most: number, isWhole: boolean) => {
    cost.push(price)
    upper.push(most)
    whole.push(isWhole ? 1 : 0)
    return cost.length - 1
  }
  const named = new Map<string, Row>()
  const row = (name: string, lower: number, most: number) => {
    const known = named.get(name)
    if (known) return known
    const made = { lower, upper: most, terms: new Map<number, number>() }
    named.set(name, made)
    rows.push(made)
    return made
  }
  const shares = new Map<string, { share: number; people: number; weight: number }>()
  const seatsOf = new Map<string, Map<string, number>>()
  for (const { person, count } of kindsOf(instance)) {
    const open = instance.classes.filter(
      ({ id, division }) =>
        (!person.eligible || person.eligible.includes(id)) &&
        (division === undefined || person.division === undefined || division === person.division) &&
        instance.rules.locks.every((lock) => lock.person !== person.id || lock.class === id),
    )
    const total = open.reduce((sum, { capacity }) => sum + capacity, 0)
    const own = new Map<string, number>()
    seatsOf.set(person.id, own)
    const once = row(`person ${person.id}`, count, count)
    for (const { id, capacity } of open) {
      const seat = column(-weights.preference * (person.preferences[id] ?? 0), count, true)
      own.set(id, seat)
      once.terms.set(seat, 1)
      row(`class ${id}`, 0, capacity).terms.set(seat, 1)
      if (instance.rules.onePerUnit) row(`unit ${person.unitId} ${id}`, 0, 1).terms.set(seat, 1)
      const traits = [
        [`province ${person.provinceId} ${id}`, weights.province],
        ...(person.gender ? [[`gender ${person.gender} ${id}`, weights.gender] as const] : []),
        ...(person.side === 'other' ? [] : [[`side ${person.side} ${id}`, weights.side] as const]),
      ] as const
      for (const [name, weight] of traits) {
        if (weight === 0) continue
        row(name, 0, 0).terms.set(seat, 1)
        const share = shares.get(name) ?? { share: 0, people: 0, weight }
        share.share += (count * capacity) / total
        share.people += count
        shares.set(name, share)
      }
    }
  }
  for (const [name, { share, people, weight }] of shares) {
    const balance = named.get(name) as Row
    balance.lower = Math.floor(share + 1e-6)
    balance.upper = Math.ceil(share - 1e-6)
    balance.terms.set(column(weight, balance.lower, false), 1)
    balance.terms.set(column(weight, people, false), -1)
  }
  for (const { id, people } of instance.rules.together) {
    const [first, ...others] = people.map((person) => seatsOf.get(person))
    for (const { id: of } of instance.classes) {
      for (const [at, other] of others.entries()) {
        const [a, b] = [first?.get(of), other?.get(of)]
        const same = row(`together ${id} ${at} ${of}`, 0, 0)
        if (a !== undefined) same.terms.set(a, 1)
        if (b !== undefined) same.terms.set(b, -1)
      }
    }
  }
  for (const { id, people } of instance.rules.apart) {
    for (const { id: of } of instance.classes) {
      for (const person of people) {
        const seat = seatsOf.get(person)?.get(of)
        if (seat !== undefined) row(`apart ${id} ${of}`, 0, 1).terms.set(seat, 1)
      }
    }
  }
  const starts = [0]
  for (const { terms } of rows) starts.push((starts.at(-1) as number) + terms.size)
  const model = highs.createModel({
    numCols: cost.length,
    numRows: rows.length,
    colCost: cost,
    colLower: cost.map(() => 0),
    colUpper: upper,
    rowLower: rows.map(({ lower }) => lower),
    rowUpper: rows.map((one) => one.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: cost.length,
      starts: Int32Array.from(starts),
      indices: Int32Array.from(rows.flatMap(({ terms }) => [...terms.keys()])),
      values: Float64Array.from(rows.flatMap(({ terms }) => [...terms.values()])),
    },
    ...(isRelaxed ? {} : { integrality: Int32Array.from(whole) }),
  })
  try {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.99, time_limit: 120 })
    model.run()
    return model.getModelStatus() === highs.constants.modelStatus.optimal ? model.getObjectiveValue() : null
  } finally {
    model.dispose()
  }
}
