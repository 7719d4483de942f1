import type { ScanKind, ShownClass, SnapshotSession } from './door-shapes.ts'
import type { DoorPurpose } from './tables.ts'

/** So long before a session people go in, in milliseconds. */
const early = 3_600_000

/** What is recorded of somebody at a door, and of which session. */
export interface SelfMoment {
  kind: ScanKind
  sessionId: string | null
}

/**
 * What somebody records of themselves at a door now: arriving, moving, or going into the session that runs or begins
 * within the hour; of several the one of the own class first, then one for everybody. Null where there is no session.
 */
export function selfMoment(
  purpose: DoorPurpose,
  {
    sessions,
    classes,
    at,
  }: { sessions: readonly SnapshotSession[]; classes: readonly ShownClass[]; at: number },
): SelfMoment | null {
  if (purpose === 'arrival') return { kind: 'arrival', sessionId: null }
  if (purpose === 'room') return { kind: 'move', sessionId: null }
  const far = (session: SnapshotSession) => {
    if (session.class === null) return 1
    return classes.some(({ code }) => code === session.class?.code) ? 0 : 2
  }
  const [chosen] = sessions
    .filter(({ startsAt, endsAt }) => at >= Date.parse(startsAt) - early && at <= Date.parse(endsAt))
    .toSorted((a, b) => far(a) - far(b) || Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return chosen ? { kind: 'entry', sessionId: chosen.id } : null
}
