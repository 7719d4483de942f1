import {
  type PlacementInstance,
  type PlacementPlan,
  type RoomsVerification,
  type Seat,
  type Verification,
  type Violation,
  verifyPlacement,
  verifyRooms,
} from '../placement/index.ts'
import type { ClassesSheet, RoomsSheet } from './packed.ts'
import { type Question, weightsOf } from './question.ts'

/** What the plan is worth, in people and wishes: comparable whatever the goals counted. */
export interface PlanFigures {
  placed: number
  people: number
  /** Those with a wish that a class of theirs could meet, and those who sit in one they wished for. */
  wishing: number
  fulfilled: number
  /** People beyond the even shares. */
  province: number
  gender: number
  side: number
  /** Who sat somewhere when it was asked and would sit elsewhere. */
  moved: number
}

export interface CheckedPlan {
  verification: Verification
  figures: PlanFigures
}

/**
 * Checks a plan anew, from what is stored alone: the rules, the cost, the bound. Also that the plan was reckoned with
 * the weights that were asked for, which the plan itself could be wrong about.
 */
export function checkPlan(sheet: ClassesSheet, plan: PlacementPlan, question: Question): CheckedPlan {
  const verification = verifyPlacement(sheet.instance, plan)
  const asked = weightsOf(question)
  // With the fewest moves first, moves and empty seats carry weights of their own.
  const own = question.mode === 'fewest' ? ['move', 'unplaced'] : []
  const isAsked = (Object.keys(asked) as (keyof typeof asked)[]).every(
    (goal) => own.includes(goal) || asked[goal] === plan.weights[goal],
  )
  return {
    verification: isAsked
      ? verification
      : { ...verification, isRight: false, wrongClaims: [...verification.wrongClaims, 'objective'] },
    figures: figuresOf(sheet, plan),
  }
}

function figuresOf({ instance, before }: ClassesSheet, plan: PlacementPlan): PlanFigures {
  const ones = { preference: 1, province: 1, gender: 1, side: 1, move: 1, unplaced: 1 }
  const { costs } = verifyPlacement({ ...instance, before }, { ...plan, weights: ones })
  const seat = new Map(plan.seats.map((one) => [one.person, one.class]))
  const wishing = instance.people.filter(({ preferences }) => Object.keys(preferences).length > 0)
  return {
    people: instance.people.length,
    placed: plan.seats.filter((one) => one.class !== null).length,
    wishing: wishing.length,
    fulfilled: wishing.filter(({ id, preferences }) => preferences[seat.get(id) ?? ''] !== undefined).length,
    province: costs.province,
    gender: costs.gender,
    side: costs.side,
    moved: costs.move,
  }
}

/** Which rules seats would break, whatever they cost. */
export function violationsOfSeats(instance: PlacementInstance, seats: readonly Seat[]): readonly Violation[] {
  const none = instance.classes.map(() => 0)
  return verifyPlacement(instance, {
    weights: { preference: 0, province: 0, gender: 0, side: 0, move: 0, unplaced: 0 },
    seats,
    unplaced: seats.filter((one) => one.class === null).map(({ person }) => person),
    objective: 0,
    bound: 0,
    gap: 0,
    proven: false,
    boundBy: 'highs',
    prices: { class: none, province: [], unit: [] },
  }).violations
}

/** Which rules those who sit somewhere break today among themselves: units and venues of people change after a plan. */
export function brokenBySeats(instance: PlacementInstance, before: readonly Seat[]): readonly Violation[] {
  const seated = new Set(before.map(({ person }) => person))
  return violationsOfSeats(
    { ...instance, people: instance.people.filter(({ id }) => seated.has(id)) },
    before,
  )
}

export const checkRooms = (
  { instance }: RoomsSheet,
  plan: Parameters<typeof verifyRooms>[1],
): RoomsVerification => verifyRooms(instance, plan)
