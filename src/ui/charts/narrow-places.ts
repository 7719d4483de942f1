export interface Place {
  column: number
  row: number
}

/** Columns of 44 px tiles that fit a screen of 360 px. */
const widest = 7

/**
 * Places of tiles on a narrow screen. A grid of more than seven columns is cut into equal upright pieces that stand
 * beneath each other, west first, each without its empty rows above and with one empty row between.
 */
export function narrowPlaces(places: readonly Place[]): Place[] {
  const columns = Math.max(0, ...places.map(({ column }) => column)) + 1
  const width = Math.ceil(columns / Math.ceil(columns / widest))
  const pieces = Map.groupBy(places, ({ column }) => Math.floor(column / width))
  const shift = new Map<number, number>()
  let next = 0
  for (const piece of [...pieces.keys()].sort((a, b) => a - b)) {
    const rows = (pieces.get(piece) ?? []).map(({ row }) => row)
    shift.set(piece, next - Math.min(...rows))
    next += Math.max(...rows) - Math.min(...rows) + 2
  }
  return places.map(({ column, row }) => {
    const piece = Math.floor(column / width)
    return { column: column - piece * width, row: row + (shift.get(piece) ?? 0) }
  })
}
