import type { KnownScan } from './door-shapes.ts'
import { inOrder, isSame, lineOf } from './evaluate-scan.ts'

/** What the scans of one participant come to. */
export interface Attendance {
  /** Corrected time of the first arrival, in milliseconds. */
  arrivedAt: number | null
  /** Sessions in which somebody went in and did not come out. */
  inside: string[]
  /** The door of the last room move. */
  room: string | null
  /** Scans that say no more than the one before: kept, and shown to a person. */
  doubles: { id: string; of: string }[]
}

/**
 * Folds the scans of one participant. The answer depends on which scans there are, not on the order they came in nor on
 * how often each was told.
 */
export function attendanceOf(scans: readonly KnownScan[]): Attendance {
  const once = [...new Map(scans.map((scan) => [scan.id, scan])).values()].toSorted(inOrder)
  const lines = Map.groupBy(once, lineOf)
  const doubles = [...lines.values()].flatMap((line) =>
    line.flatMap((scan, at) => {
      const before = line[at - 1]
      return before && isSame(before, scan) ? [{ id: scan.id, of: before.id }] : []
    }),
  )
  const inside = [...lines.values()].flatMap((line) => {
    const last = line.at(-1)
    return last?.kind === 'entry' && last.sessionId !== null ? [last.sessionId] : []
  })
  return {
    arrivedAt: lines.get('arrival')?.[0]?.at ?? null,
    inside: inside.toSorted(),
    room: lines.get('move')?.at(-1)?.doorId ?? null,
    doubles: doubles.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
