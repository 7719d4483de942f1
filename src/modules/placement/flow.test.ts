import fc from 'fast-check'
import { expect, test } from 'vitest'
import { assemblePlan } from './assemble-plan.ts'
import { blocksOf } from './blocks.ts'
import { generateInstance } from './generate.ts'
import { solveModel } from './highs-solver.ts'
import { indexInstance } from './indexed.ts'
import type { PlacementInstance, Weights } from './instance.ts'
import { networkSimplex } from './network-simplex.ts'
import { partModel } from './part-model.ts'
import { naturalParts } from './parts.ts'
import { reroute } from './reroute.ts'
import { asFlow, leastObjective, smallInstance, someWeights } from './small-cases.ts'
import { traitsOf } from './solve.ts'
import { solveFlow } from './solve-flow.ts'
import { verifyPlacement } from './verify.ts'

const base: Weights = { preference: 1, province: 2, gender: 0, side: 0, move: 0, unplaced: null }

function flowPlan(instance: PlacementInstance, weights: Weights) {
  const flow = solveFlow(instance, indexInstance(instance, weights), weights)
  return flow && assemblePlan(instance, weights, { ...flow, stated: Number.NEGATIVE_INFINITY })
}

/** The same problem as a mixed-integer model, solved by HiGHS. */
async function byHighs(instance: PlacementInstance, weights: Weights): Promise<number | null> {
  const indexed = indexInstance(instance, weights)
  let objective = 0
  for (const part of naturalParts(blocksOf(indexed), indexed.classes)) {
    const { model, constant } = partModel(indexed, part, traitsOf(indexed, weights))
    const solved = await solveModel(model, { seconds: 60 })
    if (solved.status !== 'optimal') return null
    objective += solved.objective + constant
  }
  return objective
}

test('a hundred made-up instances have the optimum that HiGHS finds, and prices that prove it', async () => {
  let feasible = 0
  for (let seed = 0; seed < 100; seed += 1) {
    const units = 3 + (seed % 9)
    const classes = 10 + (seed % 9)
    const instance = generateInstance({
      seed,
      people: Math.min(20 + ((seed * 7) % 80), units * classes),
      units,
      provinces: 3,
      classes,
      eligible: seed % 3 === 0 ? undefined : 3 + (seed % 4),
      seatsPerHundred: 100 + (seed % 12),
      onePerUnit: seed % 5 !== 0,
      profiles: seed % 5 === 0 ? 2 : undefined,
      broken: seed % 9 === 0 ? 'seats' : undefined,
    })
    const weights = { ...base, province: seed % 4, unplaced: seed % 2 ? 30 : null }
    const plan = flowPlan(instance, weights)
    const optimum = await byHighs(instance, weights)
    expect(plan?.objective ?? null, `seed ${seed}`).toBe(optimum)
    if (!plan) continue
    feasible += 1
    expect(verifyPlacement(instance, plan)).toMatchObject({ isRight: true, isProven: true, bound: optimum })
  }
  expect(feasible).toBeGreaterThan(80)
})

test('the flow is as good as the best of all plans', () => {
  fc.assert(
    fc.property(smallInstance.map(asFlow), someWeights, (instance, given) => {
      const weights = { ...given, gender: 0, side: 0 }
      const plan = flowPlan(instance, weights)
      expect(plan?.objective ?? Number.POSITIVE_INFINITY).toBe(leastObjective(instance, weights))
      if (plan) expect(verifyPlacement(instance, plan)).toMatchObject({ isRight: true, isProven: true })
    }),
    { numRuns: 60 },
  )
})

test('shortest paths from nothing end in the flow of the network simplex', () => {
  const arc = fc.record({ from: fc.nat(5), to: fc.nat(5), capacity: fc.nat(4), cost: fc.nat(9) })
  fc.assert(
    fc.property(fc.array(arc, { maxLength: 20 }), fc.nat(4), (arcs, sent) => {
      const network = {
        nodes: 6,
        from: Int32Array.from(arcs, ({ from }) => from),
        to: Int32Array.from(arcs, ({ to }) => to),
        capacity: Int32Array.from(arcs, ({ capacity }) => capacity),
        cost: Float64Array.from(arcs, ({ cost }) => cost),
        supply: Int32Array.of(sent, 0, 0, 0, 0, -sent),
      }
      const simplex = networkSimplex(network)
      const paths = reroute(network, new Int32Array(arcs.length))
      expect(paths.isFeasible).toBe(simplex.isFeasible)
      if (!simplex.isFeasible) return
      expect(paths.cost).toBe(simplex.cost)
      for (const { potential, flow } of [simplex, paths]) {
        arcs.forEach(({ from, to, capacity, cost }, at) => {
          const reduced = cost - (potential[from] as number) + (potential[to] as number)
          if ((flow[at] as number) < capacity) expect(reduced).toBeGreaterThanOrEqual(0)
          if ((flow[at] as number) > 0 && from !== to) expect(reduced).toBeLessThanOrEqual(0)
        })
      }
    }),
    { numRuns: 300 },
  )
})
