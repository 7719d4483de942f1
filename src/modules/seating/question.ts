import type { PlacementProgress, RoomWeights, Weights } from '../placement/index.ts'

/** How much a goal counts. */
export const strengths = ['off', 'some', 'strong'] as const
export type Strength = (typeof strengths)[number]

export const goalNames = ['wishes', 'province', 'gender', 'side', 'stay'] as const
export type GoalName = (typeof goalNames)[number]

/** Rules that may be switched off; seats and venues hold always. */
export const ruleNames = ['minimum', 'onePerUnit', 'together', 'apart', 'locks', 'everybody'] as const
export type RuleName = (typeof ruleNames)[number]

export const timeLimits = [10, 60, 300] as const

/** What was asked of a plan, in the words of the page. */
export interface Question {
  /** `fewest`: stay near where people sit now, as few moves as can be. */
  mode: 'best' | 'fewest'
  goals: Record<GoalName, Strength>
  rules: Record<RuleName, boolean>
  seconds: number
}

export type PlanProgress = PlacementProgress

/** What one person beyond an even share, one point of a wish (1 to 3) or one move counts. */
export const weightOf: Record<Strength, number> = { off: 0, some: 1, strong: 4 }

/** More than any goal could win by leaving somebody out: four points of a wish and some people out of balance. */
export const weightOfUnplaced = 1000

export const weightsOf = ({ goals, rules }: Pick<Question, 'goals' | 'rules'>): Weights => ({
  preference: weightOf[goals.wishes],
  province: weightOf[goals.province],
  gender: weightOf[goals.gender],
  side: weightOf[goals.side],
  move: weightOf[goals.stay],
  unplaced: rules.everybody ? null : weightOfUnplaced,
})

/** A room less counts as much as ten guests of another province in a room. */
export const roomWeights: RoomWeights = { room: 10, mixed: 1 }

/** What the page begins with: nothing is known about the meeting but that wishes were asked for. */
export const firstQuestion: Question = {
  mode: 'best',
  goals: { wishes: 'strong', province: 'some', gender: 'some', side: 'off', stay: 'off' },
  rules: { minimum: true, onePerUnit: true, together: true, apart: true, locks: true, everybody: true },
  seconds: 60,
}
