import { assemblePlan } from './assemble-plan.ts'
import type { InstanceProblem } from './check-instance.ts'
import { checkInstance } from './check-instance.ts'
import type { PlacementInstance, PlacementPlan, Seat, Weights } from './instance.ts'
import { keepsPairsOf } from './keeps-pairs.ts'
import { inThread, type ThreadOptions } from './placement-thread.ts'
import { movesFirst, replaceFlow } from './replace-flow.ts'

/** Somebody who gets another seat, a first one (`from` null) or none (`to` null). */
export interface Move {
  person: string
  from: string | null
  to: string | null
}

export type ReplaceAnswer =
  | {
      status: 'placed'
      /** To be shown before they are applied; those who had a seat first. */
      moves: readonly Move[]
      /** How many had a seat and get another or none. */
      moved: number
      /** Under weights that put moves first, so that its proof covers the number of moves too. */
      plan: PlacementPlan
      /** With where people sat before: what `verifyPlacement` wants to check the plan. */
      instance: PlacementInstance
    }
  | { status: 'invalid'; problems: readonly InstanceProblem[] }
  | { status: 'infeasible' | 'unknown' }

/**
 * A plan for an instance that has changed, near the one there is: nobody without a seat who could have one, then the
 * fewest moves, then the best goal. Changes nothing by itself. The base problem is answered at once, on this thread;
 * with pairs, gender or side in a thread of its own.
 * @param seats where people sit now; people and classes that are gone may still be in it
 */
export async function replacePlacement(
  changed: PlacementInstance,
  seats: readonly Seat[],
  options: { weights: Weights; timeLimitMs: number } & ThreadOptions,
): Promise<ReplaceAnswer> {
  const { weights, timeLimitMs, ...thread } = options
  const present = new Set(changed.people.map(({ id }) => id))
  const instance = { ...changed, before: seats.filter(({ person }) => present.has(person)) }
  const problems = checkInstance(instance, weights)
  if (problems.length > 0) return { status: 'invalid', problems }
  const firstMoves = movesFirst(instance, weights)
  const flow = replaceFlow(instance, firstMoves)
  if (!flow) return { status: 'infeasible' }
  if (weights.gender === 0 && weights.side === 0 && keepsPairsOf(instance, flow.classOf)) {
    const plan = assemblePlan(instance, firstMoves, { ...flow, stated: flow.objective, isOptimalFlow: true })
    return answerOf(instance, plan)
  }
  const answer = await inThread('replace', { instance, weights, timeLimitMs }, thread)
  return answer.status === 'placed' ? answerOf(instance, answer.plan) : answer
}

function answerOf(instance: PlacementInstance, plan: PlacementPlan): ReplaceAnswer {
  const before = new Map(instance.before?.map((seat) => [seat.person, seat.class]))
  const moves = plan.seats.flatMap(({ person, class: to }): Move[] => {
    const from = before.get(person) ?? null
    return from === to ? [] : [{ person, from, to }]
  })
  moves.sort((a, b) => Number(a.from === null) - Number(b.from === null))
  const moved = moves.filter(({ from }) => from !== null).length
  return { status: 'placed', moves, moved, plan, instance }
}
