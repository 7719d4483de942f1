import { expect, test } from 'vitest'
import { FloodGate } from './flood-gate.ts'

const take = (gate: FloodGate, network: number, times: number, at: (n: number) => number) =>
  Array.from({ length: times }, (_, n) => gate.isFlood(network, network, at(n))).filter(Boolean).length

test('what one network brings beyond the limit within a minute is a flood, another network is not', () => {
  const gate = new FloodGate(10)
  expect(take(gate, 7, 30, () => 60_000)).toBe(20)
  expect(take(gate, 8, 10, () => 60_000)).toBe(0)
})

test('a flood that goes on stays out; one that ends lets people in again', () => {
  const gate = new FloodGate(10)
  take(gate, 7, 1_000, (n) => 60_000 + n * 0.06)
  expect(take(gate, 7, 1_000, (n) => 60_060 + n * 0.06)).toBeGreaterThan(980)
  expect(take(gate, 7, 5, () => 60_240)).toBe(0)
})

test('a steady stream below the limit is never a flood, however long', () => {
  const gate = new FloodGate(60)
  expect(take(gate, 7, 5_000, (n) => 60_000 + n * 1.02)).toBe(0)
})

test('a table that is full of other networks forgets the oldest and still tells a flood', () => {
  const gate = new FloodGate(10, 64)
  for (let network = 100; network < 2_000; network += 1) gate.isFlood(network, network, 60_000)
  expect(take(gate, 7, 30, () => 60_001)).toBe(20)
})
