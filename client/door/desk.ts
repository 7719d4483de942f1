import type {
  KnownScan,
  OwnRow,
  PhoneVia,
  ScanKind,
  Snapshot,
  SnapshotRow,
  SnapshotSession,
} from '../../src/modules/doors/door-shapes.ts'
import { evaluateScan, type Verdict } from '../../src/modules/doors/evaluate-scan.ts'
import { hashedText, hashLength, type ReadText, readText } from '../../src/modules/doors/qr-text.ts'
import type { OwnScan } from './store.ts'

export interface Mode {
  kind: ScanKind
  session: SnapshotSession | null
}

/** What one phone knows about its door: who belongs there, and who was scanned. */
export class DoorDesk {
  readonly #rows = new Map<string, SnapshotRow>()
  readonly #known = new Map<string, Map<string, KnownScan>>()
  readonly snapshot: Snapshot

  constructor(snapshot: Snapshot) {
    this.snapshot = snapshot
    for (const row of [...snapshot.people, ...snapshot.others]) this.#rows.set(row.hash, row)
    this.learn(snapshot.known)
  }

  /** Takes in scans of this or other doors; told twice they are one. Resolves to those that were new. */
  learn(scans: readonly KnownScan[]): KnownScan[] {
    return scans.filter((scan) => {
      const of = this.#known.get(scan.hash) ?? new Map<string, KnownScan>()
      this.#known.set(scan.hash, of)
      if (of.has(scan.id)) return false
      of.set(scan.id, scan)
      return true
    })
  }

  /** Reads a text and says what to show; `at` is the corrected time. Nothing is kept yet. */
  async judge(
    text: string,
    { via, at, mode }: { via: PhoneVia; at: number; mode: Mode },
  ): Promise<{ verdict: Verdict; scan: OwnScan }> {
    const read = readText(text)
    const hash = await this.#hashOf(read)
    const isOurs = read.as !== 'badge' || read.mark === this.snapshot.mark
    const row = hash === null || !isOurs ? undefined : this.#rows.get(hash)
    const id = crypto.randomUUID()
    const { door } = this.snapshot
    const verdict = evaluateScan({
      read,
      mark: this.snapshot.mark,
      kind: mode.kind,
      doorId: door.id,
      session: mode.session,
      row,
      earlier: [...(this.#known.get(hash ?? '')?.values() ?? [])],
    })
    const sessionId = mode.session?.id ?? null
    const known =
      hash !== null && row
        ? { id, hash, kind: mode.kind, sessionId, doorId: door.id, door: door.name, at }
        : null
    const sent = { id, text, kind: mode.kind, sessionId, via, scannedAt: Date.now(), shown: verdict.words }
    return { verdict, scan: { sent, known, name: row && 'name' in row ? row.name : '' } }
  }

  /** People of this venue with a word in name or office for each one typed that begins like it; whole words first. */
  find(typed: string, atMost: number): OwnRow[] {
    const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean)
    if (typed.trim().length < 2) return []
    const found = this.snapshot.people.flatMap((person) => {
      const words = `${person.name} ${person.office}`.toLowerCase().split(/[\s.,/()-]+/)
      if (!wanted.every((word) => words.some((one) => one.startsWith(word)))) return []
      return [{ person, whole: wanted.filter((word) => words.includes(word)).length }]
    })
    return found
      .toSorted((a, b) => b.whole - a.whole)
      .slice(0, atMost)
      .map(({ person }) => person)
  }

  async #hashOf(read: ReadText): Promise<string | null> {
    if (read.as === 'nothing') return null
    if (read.as === 'hash') return read.hash
    const bytes = new TextEncoder().encode(hashedText(this.snapshot.meetingId, read.code))
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    return [...hash]
      .map((byte) => byte.toString(16).padStart(2, '0'))
      .join('')
      .slice(0, hashLength)
  }
}

/** What a door of sessions may be doing, the one whose time it is first in mind. */
export function modesOf(snapshot: Snapshot): Mode[] {
  const { purpose } = snapshot.door
  if (purpose === 'arrival') return [{ kind: 'arrival', session: null }]
  if (purpose === 'room') return [{ kind: 'move', session: null }]
  return snapshot.sessions.flatMap((session) => [
    { kind: 'entry', session },
    { kind: 'exit', session },
  ])
}

/** Which of them is chosen at a time: entry to the session that runs or comes next. */
export function likelyMode(modes: readonly Mode[], at: number): number {
  const next = modes.findIndex(({ session }) => session && Date.parse(session.endsAt) > at)
  return Math.max(0, next)
}
