import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ReachCell } from './figures.ts'
import { suppress } from './suppress.ts'

const figure = (people: number) => ({ people: people || null, suppressed: false, relativeError: 0 })

const cell = (row: string, column: string | null, delivered: number, engaged: number): ReachCell => ({
  row,
  column,
  delivered: figure(delivered),
  engaged: figure(Math.min(delivered, engaged)),
  hits: { view: delivered * 2, click: Math.min(delivered, engaged), scan: 0, share: 0 },
})

const matrix = fc
  .array(fc.array(fc.tuple(fc.nat(60), fc.nat(60)), { minLength: 3, maxLength: 3 }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((rows) =>
    rows.flatMap((columns, row) => [
      ...columns.map(([delivered, engaged], column) => cell(`r${row}`, `c${column}`, delivered, engaged)),
      cell(
        `r${row}`,
        null,
        columns.reduce((sum, [delivered]) => sum + delivered, 0),
        columns.reduce((sum, [, engaged]) => sum + engaged, 0),
      ),
    ]),
  )

test('no figure of fewer than the threshold is shown, nor its hits', () => {
  fc.assert(
    fc.property(matrix, (cells) => {
      for (const { delivered, engaged, hits } of suppress(cells, cell('', null, 500, 300), 20).cells) {
        expect(delivered.people ?? 20).toBeGreaterThanOrEqual(20)
        expect(engaged.people ?? 20).toBeGreaterThanOrEqual(20)
        if (delivered.suppressed) expect(hits.view).toBe(0)
        if (engaged.suppressed) expect(hits.click).toBe(0)
      }
    }),
  )
})

test('no line has a single figure held back that the rest of it would tell', () => {
  fc.assert(
    fc.property(matrix, (cells) => {
      const shown = suppress(cells, cell('', null, 500, 300), 20).cells
      const inner = shown.filter(({ column }) => column !== null)
      const lines = [
        shown.filter(({ column }) => column === null),
        ...Map.groupBy(inner, ({ row }) => row).values(),
        ...Map.groupBy(inner, ({ column }) => column).values(),
      ]
      for (const line of lines) {
        for (const measure of ['delivered', 'engaged'] as const) {
          const held = line.filter((one) => one[measure].suppressed)
          const visible = line.filter((one) => (one[measure].people ?? 0) > 0)
          if (held.length === 1) expect(visible).toEqual([])
        }
      }
    }),
  )
})

test('where all are large nothing is held back', () => {
  const cells = [cell('a', null, 40, 30), cell('b', null, 50, 25)]
  expect(suppress(cells, cell('', null, 80, 50), 20).cells).toEqual(cells)
})
