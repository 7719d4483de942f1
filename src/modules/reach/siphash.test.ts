import { expect, test } from 'vitest'
import { SipHash } from './siphash.ts'

const key = Uint8Array.from({ length: 16 }, (_, n) => n)
const hex = ([high, low]: readonly [number, number]) =>
  high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0')
const bytes = (length: number) => String.fromCharCode(...Array.from({ length }, (_, n) => n))

/** The first bytes of the reference implementation's vectors, and the example in the appendix of the paper. */
test.each([
  [0, '726fdb47dd0e0e31'],
  [1, '74f839c593dc67fd'],
  [2, '0d6c8009d9a94f5a'],
  [3, '85676696d7fb7e2d'],
  [7, 'ab0200f58b01d137'],
  [8, '93f5f5799a932462'],
  [15, 'a129ca6149be45e5'],
])('the published vector of %i bytes comes out', (length, expected) => {
  expect(hex(new SipHash(key).hash(bytes(length)))).toBe(expected)
})

test('another key makes another hash; too short a key is refused', () => {
  const other = new SipHash(key.map((byte) => byte + 1))
  expect(hex(other.hash('a'))).not.toBe(hex(new SipHash(key).hash('a')))
  expect(() => new SipHash(new Uint8Array(8))).toThrow('16 bytes')
})
