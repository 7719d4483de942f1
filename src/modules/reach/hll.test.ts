import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Sketch } from './hll.ts'

/** Visitor number `n` of a made-up crowd. */
function hash(n: number): [number, number] {
  const bytes = createHash('md5').update(`visitor ${n}`).digest()
  return [bytes.readUInt32BE(0), bytes.readUInt32BE(4)]
}

const sketchOf = (visitors: Iterable<number>) => {
  const sketch = new Sketch()
  for (const n of visitors) sketch.add(...hash(n))
  return sketch
}
const union = (...sketches: Sketch[]) => {
  const all = new Sketch()
  for (const sketch of sketches) all.merge(sketch)
  return all
}
const bytes = (sketch: Sketch) => Buffer.from(sketch.toBytes()).toString('hex')
const crowd = fc.array(fc.nat(600), { maxLength: 500 })

test('union does not care for order, grouping or doing it twice', () => {
  fc.assert(
    fc.property(crowd, crowd, crowd, (a, b, c) => {
      const [x, y, z] = [sketchOf(a), sketchOf(b), sketchOf(c)]
      expect(bytes(union(x, y))).toBe(bytes(union(y, x)))
      expect(bytes(union(union(x, y), z))).toBe(bytes(union(x, union(y, z))))
      expect(bytes(union(x, y, y, x))).toBe(bytes(union(x, y)))
    }),
    { numRuns: 60 },
  )
})

test('hits split in any way over days and processes, and stored between, give the same sketch to the byte', () => {
  fc.assert(
    fc.property(crowd, fc.array(fc.nat(4), { minLength: 500, maxLength: 500 }), (visitors, where) => {
      const parts = [0, 1, 2, 3, 4].map((part) => sketchOf(visitors.filter((_, at) => where[at] === part)))
      const stored = parts.map((part) => Sketch.from(part.toBytes()))
      expect(bytes(union(...stored))).toBe(bytes(sketchOf(visitors)))
    }),
    { numRuns: 60 },
  )
})

test('up to 128 visitors are counted exactly and cost eight bytes each', () => {
  const sketch = sketchOf(Array.from({ length: 128 }, (_, n) => n))
  expect(sketch.people()).toBe(128)
  expect(sketch.relativeError()).toBe(0)
  expect(sketch.toBytes().length).toBe(3 + 128 * 8)
})

test('adding says whether anything changed', () => {
  const sketch = new Sketch()
  expect(sketch.isEmpty).toBe(true)
  expect(sketch.add(...hash(1))).toBe(true)
  expect(sketch.add(...hash(1))).toBe(false)
  const many = sketchOf(Array.from({ length: 5000 }, (_, n) => n))
  expect(many.add(...hash(4999))).toBe(false)
  expect(many.merge(sketchOf([1, 2, 3]))).toBe(false)
})

const millions = 100

test(`estimates stay within the error from one visitor to ${millions} million`, { timeout: 120_000 }, () => {
  const sketch = new Sketch()
  let added = 0
  const deviations: number[] = []
  for (let count = 1; count <= millions * 1_000_000; count = Math.ceil(count * 1.5)) {
    for (; added < count; added += 1) sketch.add(mix(added, 0x9e3779b9), mix(added, 0x85ebca6b))
    const deviation = Math.abs(sketch.people() - count) / count
    if (count <= 128) expect(deviation).toBe(0)
    else deviations.push(deviation)
  }
  expect(deviations.length).toBeGreaterThan(20)
  const error = sketch.relativeError()
  expect(error).toBeCloseTo(0.0081, 4)
  expect(Math.max(...deviations)).toBeLessThan(3.5 * error)
  // Two standard deviations, as every figure states, hold for nearly all.
  expect(deviations.filter((deviation) => deviation > 2 * error).length / deviations.length).toBeLessThan(0.1)
})

test('the mean of many estimates is right, the spread is the one stated', () => {
  const count = 20_000
  const deviations = Array.from({ length: 40 }, (_, crowd) => {
    const sketch = new Sketch()
    for (let n = 0; n < count; n += 1) {
      sketch.add(mix(n * 40 + crowd, 0x9e3779b9), mix(n * 40 + crowd, 0x85ebca6b))
    }
    return (sketch.people() - count) / count
  })
  const mean = deviations.reduce((sum, d) => sum + d, 0) / deviations.length
  const spread = Math.sqrt(deviations.reduce((sum, d) => sum + d * d, 0) / deviations.length)
  expect(Math.abs(mean)).toBeLessThan(0.004)
  expect(spread).toBeGreaterThan(0.004)
  expect(spread).toBeLessThan(0.0122)
})

/** The finaliser of MurmurHash3, 32 bits. */
function mix(n: number, seed: number): number {
  let h = Math.imul(n ^ seed, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  h ^= h >>> 16
  h = Math.imul(h ^ seed, 0x27d4eb2f)
  return (h ^ (h >>> 15)) >>> 0
}

test('examples of the storage specification are read as written', () => {
  const one = new Sketch()
  one.add(0x00000000, 0x00000001)
  one.add(0xcba79700, 0x677cdeaa)
  expect(bytes(one)).toBe('128e48cba79700677cdeaa0000000000000001')
  expect(bytes(new Sketch())).toBe('118e48')
})

test('a sketch becomes full where that is the shorter form', () => {
  const many = sketchOf(Array.from({ length: 30_000 }, (_, n) => n))
  expect(many.toBytes().length).toBe(3 + 10_240)
  expect(bytes(Sketch.from(many.toBytes()))).toBe(bytes(many))
  const some = sketchOf(Array.from({ length: 1_000 }, (_, n) => n))
  expect(some.toBytes().length).toBeLessThan(3 + Math.ceil((1_000 * 19) / 8))
})

test('bytes of another format are refused', () => {
  expect(() => Sketch.from(new Uint8Array([0x12, 0x8b, 0x7f]))).toThrow('no sketch')
  expect(() => Sketch.from(new Uint8Array([]))).toThrow('no sketch')
})
