import { type Indexed, indexInstance } from './indexed.ts'
import type { PlacementInstance, Weights } from './instance.ts'
import { LinearModel } from './linear-model.ts'

/** One rule that could be loosened. */
export type Rule =
  | { kind: 'capacity' | 'minimum'; class: string }
  /** Everybody of this unit in different classes. */
  | { kind: 'onePerUnit'; unit: string }
  | { kind: 'together' | 'apart'; id: string }
  | { kind: 'lock'; person: string; class: string }
  /** Somebody for whom no class is left at all. */
  | { kind: 'eligible'; person: string }

/** A model in which each rule may be broken at a price of one for each seat, person or pair by which it is. */
export interface RuleModel {
  model: LinearModel
  /** Columns that say by how much a rule is broken. */
  rules: { rule: Rule; slack: number[] }[]
}

/**
 * Rules of an instance as rows with slack. What is eligible, and that everybody has a seat where nobody may be
 * without, are facts and cannot be loosened.
 * @param people places in the instance's list; the part that is looked at
 */
export function ruleModel(
  instance: PlacementInstance,
  indexed: Indexed,
  people: readonly number[],
  classes: readonly number[],
): RuleModel {
  const model = new LinearModel()
  const rules: RuleModel['rules'] = []
  const slackOf = (rule: Rule, columns: number[]) => rules.push({ rule, slack: columns })
  const slack = (most: number) => model.column(1, 0, most, false)
  const columnOf = new Map<number, Map<number, number>>()
  const inClass = new Map<number, number[]>(classes.map((of) => [of, []]))
  const inUnit = new Map<number, Map<number, number[]>>()
  for (const person of people) {
    const own = new Map<number, number>()
    columnOf.set(person, own)
    const unit = indexed.unit[person] as number
    const ofUnit = inUnit.get(unit) ?? new Map<number, number[]>()
    inUnit.set(unit, ofUnit)
    for (let at = indexed.start[person] as number; at < (indexed.start[person + 1] as number); at += 1) {
      const of = indexed.option[at] as number
      const column = model.choice(0)
      own.set(of, column)
      inClass.get(of)?.push(column)
      ofUnit.set(of, [...(ofUnit.get(of) ?? []), column])
    }
    const terms = ones([...own.values()])
    if (indexed.unplaced[person] !== Number.POSITIVE_INFINITY) model.row(0, 1, terms)
    else if (terms.length > 0) model.row(1, 1, terms)
    else {
      const broken = model.choice(1)
      slackOf({ kind: 'eligible', person: instance.people[person]?.id as string }, [broken])
      model.row(1, 1, [[broken, 1]])
    }
  }
  for (const [of, columns] of inClass) {
    const { id, capacity, minimum = 0 } = instance.classes[of] as PlacementInstance['classes'][number]
    if (instance.rules.capacity && columns.length > capacity) {
      const more = slack(columns.length)
      slackOf({ kind: 'capacity', class: id }, [more])
      model.row(Number.NEGATIVE_INFINITY, capacity, [...ones(columns), [more, -1]])
    }
    if (instance.rules.minimum && minimum > 0) {
      const fewer = slack(minimum)
      slackOf({ kind: 'minimum', class: id }, [fewer])
      model.row(minimum, Number.POSITIVE_INFINITY, [...ones(columns), [fewer, 1]])
    }
  }
  if (indexed.onePerUnit) {
    for (const [unit, ofUnit] of inUnit) {
      const columns = [...ofUnit.values()].flatMap((both) => {
        if (both.length < 2) return []
        const more = slack(both.length)
        model.row(Number.NEGATIVE_INFINITY, 1, [...ones(both), [more, -1]])
        return more
      })
      if (columns.length > 0) slackOf({ kind: 'onePerUnit', unit: indexed.unitIds[unit] as string }, columns)
    }
  }
  const at = new Map(instance.people.map(({ id }, place) => [id, place]))
  const classAt = new Map(instance.classes.map(({ id }, place) => [id, place]))
  const seatsOf = (person: string) => columnOf.get(at.get(person) as number)
  for (const { person, class: of } of instance.rules.locks) {
    const own = seatsOf(person)
    if (!own) continue
    const broken = model.choice(1)
    slackOf({ kind: 'lock', person, class: of }, [broken])
    const column = own.get(classAt.get(of) as number)
    model.row(1, Number.POSITIVE_INFINITY, ones(column === undefined ? [broken] : [column, broken]))
  }
  for (const { id, people: group } of instance.rules.together) {
    const seats = group.flatMap((person) => seatsOf(person) ?? [])
    if (seats.length < 2) continue
    const broken = model.choice(1)
    slackOf({ kind: 'together', id }, [broken])
    const [first, ...others] = seats as [Map<number, number>, ...Map<number, number>[]]
    for (const other of others) {
      for (const of of new Set([...first.keys(), ...other.keys()])) {
        const [a, b] = [first.get(of), other.get(of)]
        const terms: [number, number][] = []
        if (a !== undefined) terms.push([a, 1])
        if (b !== undefined) terms.push([b, -1])
        model.row(Number.NEGATIVE_INFINITY, 0, [...terms, [broken, -1]])
        model.row(0, Number.POSITIVE_INFINITY, [...terms, [broken, 1]])
      }
    }
  }
  for (const { id, people: pair } of instance.rules.apart) {
    const [a, b] = pair.map(seatsOf)
    if (!a || !b) continue
    const both = [...a].flatMap(([of, column]) => (b.has(of) ? [[column, b.get(of) as number]] : []))
    if (both.length === 0) continue
    const broken = model.choice(1)
    slackOf({ kind: 'apart', id }, [broken])
    for (const columns of both) model.row(Number.NEGATIVE_INFINITY, 1, [...ones(columns), [broken, -1]])
  }
  return { model, rules }
}

const ones = (columns: readonly number[]) => columns.map((column): [number, number] => [column, 1])

/** The instance in numbers, without what the rule model puts in by itself. */
export const indexWithoutPairs = (instance: PlacementInstance, unplaced: number | null): Indexed => {
  const rules = { ...instance.rules, locks: [], together: [], apart: [] }
  const weights: Weights = { preference: 0, province: 0, gender: 0, side: 0, move: 0, unplaced }
  return indexInstance({ ...instance, rules }, weights)
}
