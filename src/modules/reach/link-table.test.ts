import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LinkTable } from './link-table.ts'

const record = (n: number) => ({
  place: n,
  publication: n + 1,
  person:
    n % 5 === 0
      ? null
      : `${n.toString(16).padStart(8, 'f')}-0000-7abc-8def-${n.toString(16).padStart(12, '0')}`,
  path: n + 3,
  generation: n + 1,
})
/** The code of a number: seven signs, as links have. */
const codeOf = (n: number) => (n * 7_919 + 1).toString(36).toUpperCase().padStart(7, 'Z')

test('it holds what a map of the same links would, whatever is put and taken out in which order', () => {
  const step = fc.record({ code: fc.nat(300), value: fc.nat(1_000), isPut: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 1_500 }), (steps) => {
      const table = new LinkTable()
      const map = new Map<string, number>()
      for (const { code, value, isPut } of steps) {
        if (isPut) {
          table.put(codeOf(code), record(value))
          map.set(codeOf(code), value)
        } else {
          table.remove(codeOf(code))
          map.delete(codeOf(code))
        }
      }
      expect(table.size).toBe(map.size)
      for (let code = 0; code <= 300; code += 1) {
        const number = table.find(codeOf(code))
        const value = map.get(codeOf(code))
        if (value === undefined) expect(number === -1 || table.read(number, 'generation') === 0).toBe(true)
        else {
          expect({
            place: table.read(number, 'place'),
            publication: table.read(number, 'publication'),
            person: table.personOf(number),
            path: table.read(number, 'path'),
            generation: table.read(number, 'generation'),
          }).toEqual(record(value))
        }
      }
    }),
    { numRuns: 40 },
  )
})

test('a hundred thousand links are all found again, at less than 64 bytes each', () => {
  const table = new LinkTable()
  const many = 100_000
  for (let n = 0; n < many; n += 1) table.put(codeOf(n), record(n))
  let wrong = 0
  for (let n = 0; n < many; n += 1) if (table.read(table.find(codeOf(n)), 'place') !== n) wrong += 1
  expect(wrong).toBe(0)
  expect(table.find('NOSUCH1')).toBe(-1)
  expect(table.find('')).toBe(-1)
  expect(table.bytes / many).toBeLessThan(64)
})

test('codes of any length up to the longest are told apart', () => {
  const table = new LinkTable()
  const codes = Array.from({ length: 32 }, (_, length) => 'A'.repeat(length + 1))
  for (const [n, code] of codes.entries()) table.put(code, record(n))
  expect(codes.map((code) => table.read(table.find(code), 'place'))).toEqual(codes.map((_, n) => n))
})
