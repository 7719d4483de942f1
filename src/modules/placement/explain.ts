import { type Solved, solveModel } from './highs-solver.ts'
import type { PlacementInstance } from './instance.ts'
import { LinearModel } from './linear-model.ts'
import { indexWithoutPairs, type Rule, type RuleModel, ruleModel } from './rule-model.ts'

/** A rule of a conflict or of a way out, and by how much it is loosened: seats, people, or 1 for dropping it. */
export interface Loosened {
  rule: Rule
  slack: number
}

export type Explanation =
  /** There is a plan. */
  | { status: 'feasible' }
  | {
      status: 'conflict'
      /** Rules that cannot all hold; each with the least loosening of it alone that ends this conflict. */
      conflict: readonly Loosened[]
      /** No conflict has fewer rules; false when the time was over before that was known. */
      isSmallest: boolean
      /** The least loosening after which everything can be placed; empty when the time was over. */
      wayOut: readonly Loosened[]
    }
  | { status: 'unknown' }

export interface ExplainTask {
  instance: PlacementInstance
  /** Whether people may be left without a seat. */
  mayLeaveOut: boolean
  timeLimitMs: number
}

/**
 * Why there is no plan: a smallest set of rules that cannot all hold (an irreducible infeasible set of least number),
 * by implicit hitting sets: a set of rules is in conflict only if it meets every set whose loosening helps.
 * Source: Ignatiev, Previti, Liffiton and Marques-Silva, Smallest MUS extraction with minimal hitting set
 * dualization, 2015.
 */
export async function explain({ instance, mayLeaveOut, timeLimitMs }: ExplainTask): Promise<Explanation> {
  const deadline = performance.now() + timeLimitMs
  const parts = linkedParts(instance, mayLeaveOut)
  const ways: Loosened[] = []
  let smallest: { conflict: Loosened[]; isSmallest: boolean } | null = null
  let isAllKnown = true
  for (const built of parts) {
    const search = new Search(built, deadline)
    const way = await search.wayOut(new Set())
    if (way.status === 'unknown') isAllKnown = false
    if (way.loosened.length === 0) continue
    ways.push(...way.loosened)
    const found = await search.smallestConflict(way.loosened)
    if (!smallest || found.conflict.length < smallest.conflict.length) smallest = found
    isAllKnown &&= found.isSmallest
  }
  if (smallest) return { status: 'conflict', ...smallest, isSmallest: isAllKnown, wayOut: ways }
  return isAllKnown ? { status: 'feasible' } : { status: 'unknown' }
}

/** A model for each part: people, classes and rules that have to do with each other. */
function linkedParts(instance: PlacementInstance, mayLeaveOut: boolean): RuleModel[] {
  const indexed = indexWithoutPairs(instance, mayLeaveOut ? 0 : null)
  const { people, classes, start, option } = indexed
  const leader = Int32Array.from({ length: classes + people }, (_, at) => at)
  const find = (node: number): number => {
    let at = node
    while (leader[at] !== at) at = leader[at] = leader[leader[at] as number] as number
    return at
  }
  for (let person = 0; person < people; person += 1) {
    for (let at = start[person] as number; at < (start[person + 1] as number); at += 1) {
      leader[find(option[at] as number)] = find(classes + person)
    }
  }
  const at = new Map(instance.people.map(({ id }, place) => [id, classes + place]))
  for (const { people: group } of [...instance.rules.together, ...instance.rules.apart]) {
    for (const person of group)
      leader[find(at.get(person) as number)] = find(at.get(group[0] as string) as number)
  }
  const nodes = Map.groupBy(leader.keys(), find)
  return [...nodes.values()].map((part) =>
    ruleModel(
      instance,
      indexed,
      part.filter((node) => node >= classes).map((node) => node - classes),
      part.filter((node) => node < classes),
    ),
  )
}

class Search {
  readonly #model: LinearModel
  readonly #rules: RuleModel['rules']
  readonly #upper: number[]
  readonly #deadline: number

  constructor({ model, rules }: RuleModel, deadline: number) {
    this.#model = model
    this.#rules = rules
    this.#upper = [...model.upper]
    this.#deadline = deadline
  }

  /** The least loosening of rules other than these. */
  async wayOut(kept: ReadonlySet<number>) {
    const solved = await this.#solve(kept)
    return { status: solved.status, loosened: this.#loosenedIn(solved) }
  }

  async smallestConflict(first: readonly Loosened[]): Promise<{ conflict: Loosened[]; isSmallest: boolean }> {
    const placeOf = new Map(this.#rules.map(({ rule }, at) => [rule, at]))
    const places = (loosened: readonly Loosened[]) => loosened.map(({ rule }) => placeOf.get(rule) as number)
    // Sets that help, first disjoint ones, until what is left of the rules helps no more.
    const helping: number[][] = [places(first)]
    const kept = new Set(helping[0])
    for (;;) {
      const way = await this.wayOut(kept)
      if (way.status === 'infeasible') break
      if (way.status === 'unknown') return this.#unfinished(kept)
      helping.push(places(way.loosened))
      for (const at of places(way.loosened)) kept.add(at)
    }
    for (;;) {
      const hitting = await this.#hittingSet(helping)
      if (!hitting) return this.#unfinished(kept)
      const way = await this.wayOut(hitting)
      if (way.status === 'unknown') return this.#unfinished(kept)
      if (way.status === 'infeasible') return this.#priced(hitting, true)
      helping.push(places(way.loosened))
    }
  }

  /** Time over: the rules kept so far, which are in conflict or not known to be. */
  #unfinished(kept: ReadonlySet<number>) {
    const conflict = [...kept].map((at) => ({ rule: this.#rules[at]?.rule as Rule, slack: 1 }))
    return { conflict, isSmallest: false }
  }

  /** For each rule of a conflict, how much it takes when all others of the conflict stay. */
  async #priced(conflict: ReadonlySet<number>, isSmallest: boolean) {
    const priced: Loosened[] = []
    for (const at of conflict) {
      const solved = await this.#solve(conflict.difference(new Set([at])), at)
      const slack = this.#loosenedIn(solved).find(({ rule }) => rule === this.#rules[at]?.rule)?.slack ?? 1
      priced.push({ rule: this.#rules[at]?.rule as Rule, slack })
    }
    return { conflict: priced, isSmallest }
  }

  async #hittingSet(sets: readonly number[][]): Promise<Set<number> | null> {
    const model = new LinearModel()
    const columns = new Map([...new Set(sets.flat())].map((at) => [at, model.choice(1)]))
    for (const set of sets) {
      model.row(
        1,
        Number.POSITIVE_INFINITY,
        set.map((at): [number, number] => [columns.get(at) as number, 1]),
      )
    }
    const solved = await solveModel(model, { seconds: this.#secondsLeft() })
    if (solved.status !== 'optimal') return null
    return new Set(
      [...columns].filter(([, column]) => (solved.values[column] as number) > 0.5).map(([at]) => at),
    )
  }

  /** @param only the one rule whose loosening costs anything */
  #solve(kept: ReadonlySet<number>, only?: number): Promise<Solved> {
    const { cost, upper } = this.#model
    this.#rules.forEach(({ slack }, at) => {
      for (const column of slack) {
        upper[column] = kept.has(at) ? 0 : (this.#upper[column] as number)
        cost[column] = only === undefined || only === at ? 1 : 0
      }
    })
    return solveModel(this.#model, { seconds: this.#secondsLeft() })
  }

  #loosenedIn({ values }: Solved): Loosened[] {
    if (values.length === 0) return []
    return this.#rules.flatMap(({ rule, slack }) => {
      const by = Math.round(slack.reduce((sum, column) => sum + (values[column] as number), 0))
      return by > 0 ? [{ rule, slack: by }] : []
    })
  }

  #secondsLeft() {
    return (this.#deadline - performance.now()) / 1000
  }
}
