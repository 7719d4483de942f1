import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldCells, heldChoices, leastAnswers } from './held-back.ts'

const counts = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 })

test('no cell of one to four answers is shown, and what is hidden does not follow from the total', () => {
  fc.assert(
    fc.property(counts, (cells) => {
      const held = heldCells(cells)
      const hidden = cells.filter((_, at) => held[at])
      for (const [at, count] of cells.entries()) {
        if (!held[at]) expect(count === 0 || count >= leastAnswers).toBe(true)
      }
      if (hidden.length === 0) return
      const sum = hidden.reduce((total, count) => total + count, 0)
      const total = cells.reduce((all, count) => all + count, 0)
      // Either all of it is hidden, or at least two cells with at least five answers between them.
      expect(hidden.length === cells.length || (hidden.length >= 2 && sum >= leastAnswers)).toBe(true)
      if (total < leastAnswers) expect(hidden.length).toBe(cells.length)
    }),
  )
})

test.each([
  [
    [10, 12, 3],
    [true, false, true],
  ],
  [
    [10, 12, 0],
    [false, false, false],
  ],
  [
    [2, 1, 12, 20],
    [true, true, true, false],
  ],
  [
    [2, 2],
    [true, true],
  ],
])('%j is held back as %j', (cells, held) => {
  expect(heldCells(cells)).toEqual(held)
})

test('of several choices, few noes are held back like few yeses', () => {
  expect(heldChoices([2, 10, 19, 20, 0], 20)).toEqual([true, false, true, false, false])
})
