import { expect, test } from 'vitest'
import benchmarks from './benchmarks/placements.json' with { type: 'json' }
import { generateInstance, type Recipe } from './index.ts'
import { solve } from './solve.ts'
import { verifyPlacement } from './verify.ts'

test.each(benchmarks)('$name: the stored optimum is found again, and proven', async (stored) => {
  const instance = generateInstance(stored.recipe as Recipe)
  const answer = await solve({ instance, weights: stored.weights, timeLimitMs: 60_000 }, () => {})
  if (answer.status !== 'placed') {
    expect(answer.status).toBe('infeasible')
    expect(stored.optimum).toBeNull()
    return
  }
  expect(answer.plan).toMatchObject({ objective: stored.optimum, proven: true, boundBy: stored.provenBy })
  expect(verifyPlacement(instance, answer.plan)).toMatchObject({
    isRight: true,
    isProven: stored.provenBy === 'prices',
  })
})
