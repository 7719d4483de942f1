import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingKey, sessionsOf } from '../meetings/index.ts'
import type { ShownClass } from './door-shapes.ts'
import { engineOf } from './engine.ts'
import { evaluateScan, inOrder, type Verdict } from './evaluate-scan.ts'
import { readText } from './qr-text.ts'
import { type Roster, rowAt } from './roster.ts'
import type { StoredScan } from './scans-store.ts'

interface Taken {
  /** Where they were read. */
  at: { doorId: string; venueId: string }
  meeting: MeetingKey
  roster: Roster
  scans: readonly StoredScan[]
}

/** What the server, which has heard all doors so far, would have shown at the moment of each scan. */
export async function wordsFor(services: Services, taken: Taken): Promise<Map<string, Verdict['words']>> {
  const verdicts = await verdictsFor(services, taken)
  return new Map([...verdicts].map(([id, { words }]) => [id, words]))
}

/** As `wordsFor`, with what the words are about. */
export async function verdictsFor(services: Services, { at, meeting, roster, scans }: Taken) {
  const people = [...new Set(scans.flatMap(({ participant_id }) => participant_id ?? []))]
  const known = await engineOf(services).lookup.find(meeting, roster, people)
  const classes = await sessionClasses(services, meeting, scans)
  return new Map(
    scans.map((scan) => {
      const person = scan.participant_id === null ? undefined : roster.byId.get(scan.participant_id)
      const all = known.get(scan.participant_id ?? '') ?? []
      const self = all.find(({ id }) => id === scan.id)
      const verdict = evaluateScan({
        read: readText(scan.text),
        mark: roster.mark,
        kind: scan.kind as 'arrival',
        doorId: at.doorId,
        session:
          scan.session_id === null
            ? null
            : { id: scan.session_id, class: classes.get(scan.session_id) ?? null },
        row: person && rowAt(roster, at.venueId, person),
        earlier: self ? all.filter((other) => inOrder(other, self) < 0) : all,
      })
      return [scan.id, verdict] as const
    }),
  )
}

async function sessionClasses(services: Services, meeting: MeetingKey, scans: readonly StoredScan[]) {
  const wanted = new Set(scans.flatMap(({ session_id }) => session_id ?? []))
  const found = new Map<string, ShownClass>()
  if (wanted.size === 0) return found
  const classes = new Map((await classesOf(services.db, meeting)).map((one) => [one.id, one]))
  for (const { id, classId } of await sessionsOf(services.db, meeting)) {
    const held = classId === null ? undefined : classes.get(classId)
    if (held && wanted.has(id)) found.set(id, { code: held.code, round: held.round })
  }
  return found
}
