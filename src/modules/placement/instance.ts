import type { InstanceProblem } from './check-instance.ts'

/** Somebody to be placed. Ids are any text; a unit lies in one province. */
export interface PlacedPerson {
  id: string
  unitId: string
  provinceId: string
  side: 'commissioner' | 'secretariat' | 'other'
  gender: 'f' | 'm' | null
  /** Class id -> benefit, a whole number, higher is better; a class not named counts zero. */
  preferences: Readonly<Record<string, number>>
  /** The only classes that come into question; all of them when left out. */
  eligible?: readonly string[]
  /** Keeps to classes of this division and to those of none. */
  division?: string
}

/** A class with its seats. */
export interface PlacementClass {
  id: string
  /** What it is about: evaluation, preparation. */
  group: string
  capacity: number
  /** Takes place with so many people or more. */
  minimum?: number
  division?: string
}

/** What must hold. A rule is switched off by `false`, or by not being in its list. */
export interface HardRules {
  capacity: boolean
  minimum: boolean
  /** No two people of one unit in one class. */
  onePerUnit: boolean
  /** Lists of eligible classes, and divisions. */
  eligible: boolean
  /** All of them in one class, or none of them placed. */
  together: readonly { id: string; people: readonly string[] }[]
  /** Never in one class. */
  apart: readonly { id: string; people: readonly [string, string] }[]
  /** Set by hand: this person sits in this class. */
  locks: readonly { person: string; class: string }[]
}

export interface PlacementInstance {
  people: readonly PlacedPerson[]
  classes: readonly PlacementClass[]
  rules: HardRules
  /** Where people sat before, for `weights.move`. */
  before?: readonly Seat[]
}

/** What one of a thing costs: whole numbers, zero or more. The sum is made as small as can be. */
export interface Weights {
  /** Won for each point of benefit. */
  preference: number
  /** For each person by whom a class has too many or too few of a province, measured by its even share. */
  province: number
  /** The same for women and for men. */
  gender: number
  /** The same for commissioners and for the secretariat. */
  side: number
  /** For each person who sits elsewhere than before. */
  move: number
  /** For each person without a seat; null: nobody may be without. */
  unplaced: number | null
}

/** `class` null: without a seat, and said so. */
export interface Seat {
  person: string
  class: string | null
}

/**
 * Dual prices, which prove a lower bound: a certificate of optimality, in the words of the field. Any numbers prove
 * some bound; those of an optimal flow prove its own objective.
 * Lists of prices follow the order of the instance's classes.
 */
export interface DualPrices {
  /** What a seat of a class is worth. */
  class: readonly number[]
  /** What it is worth to somebody of the province. */
  province: readonly { id: string; prices: readonly number[] }[]
  /** Where it is worth something else to somebody of the unit, because only one of them may have it. */
  unit: readonly { id: string; class: string; price: number }[]
  /** Surcharges by gender and side, of a linear relaxation. */
  gender?: readonly { id: 'f' | 'm'; prices: readonly number[] }[]
  side?: readonly { id: 'commissioner' | 'secretariat'; prices: readonly number[] }[]
  /** What each of a pair apart pays for a class, zero or more. */
  apart?: readonly { id: string; class: string; price: number }[]
}

/** Who sits where, what it costs, and how much better any plan could be at most. */
export interface PlacementPlan {
  weights: Weights
  /** One line a person, in the order of the instance. */
  seats: readonly Seat[]
  unplaced: readonly string[]
  objective: number
  /** No plan costs less. */
  bound: number
  /** (objective - bound) / max(1, |objective|); zero when proven. */
  gap: number
  proven: boolean
  /** Who says that the bound holds: prices that anybody can check, or HiGHS, whose word is taken. */
  boundBy: 'prices' | 'highs'
  prices: DualPrices
}

export type PlacementAnswer =
  | { status: 'placed'; plan: PlacementPlan }
  /** The instance itself is wrong. */
  | { status: 'invalid'; problems: readonly InstanceProblem[] }
  /** No plan keeps all rules; `explainInfeasible` says why. */
  | { status: 'infeasible' }
  /** The time was over before a plan was found. */
  | { status: 'unknown' }
