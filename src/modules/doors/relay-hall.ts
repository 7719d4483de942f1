import { plainCode } from '../../platform/marked-code.ts'
import { codeHash } from './code-hash.ts'
import { lastUpload } from './device-day.ts'
import type { KnownScan, SnapshotRow } from './door-shapes.ts'
import { evaluateScan, inOrder, type Verdict } from './evaluate-scan.ts'
import { type ReadText, readText } from './qr-text.ts'
import type { BoxedScan } from './relay-box.ts'
import type { RelayPhone, VenueSnapshot } from './relay-shapes.ts'
import { hashOf, isEqual } from './seal.ts'

interface Heard {
  scan: KnownScan
  /** By the relay's clock. */
  heardAt: number
}

/** What a relay knows of its venue, in memory: who belongs there, which phones, and what all its doors scanned. */
export class RelayHall {
  #snapshot: VenueSnapshot | null = null
  readonly #rows = new Map<string, SnapshotRow>()
  readonly #heard = new Map<string, Map<string, Heard>>()
  readonly #phones = new Map<string, RelayPhone>()
  readonly #shutOut = new Set<string>()

  get snapshot(): VenueSnapshot | null {
    return this.#snapshot
  }

  /** The whole venue anew; scans that are known stay known. */
  keep(snapshot: VenueSnapshot, heardAt: number): void {
    this.#snapshot = { ...snapshot, known: [] }
    this.#rows.clear()
    for (const row of [...snapshot.people, ...snapshot.others]) this.#rows.set(row.hash, row)
    this.learn(snapshot.known, heardAt)
  }

  forget(): void {
    this.#snapshot = null
    this.#rows.clear()
    this.#heard.clear()
  }

  keepPhones(phones: readonly RelayPhone[]): void {
    this.#phones.clear()
    for (const phone of phones) this.#phones.set(phone.id, phone)
  }

  /** The phone with this secret was let in here, and the server did not want it. */
  shutOut(secretHash: string): void {
    this.#shutOut.add(secretHash)
  }

  get phones(): RelayPhone[] {
    return [...this.#phones.values()]
  }

  /**
   * The phone that says it is `id` with this secret. `out`: it must throw away what it holds; `unknown`: the relay has not
   * heard of it yet, which is no reason to.
   */
  phone({ id, secret }: { id: string; secret: string }, now: number): RelayPhone | 'out' | 'unknown' {
    const phone = this.#phones.get(id)
    const hash = hashOf(secret)
    if (this.#shutOut.has(hash)) return 'out'
    if (!phone?.secretHash || !isEqual(phone.secretHash, hash)) return 'unknown'
    const zone = this.#snapshot?.timeZone
    const isOver = zone !== undefined && now >= lastUpload(zone, phone.day).getTime()
    return phone.isOut || isOver ? 'out' : phone
  }

  /** Takes in scans of any door of the venue; told twice they are one. */
  learn(scans: readonly KnownScan[], heardAt: number): void {
    for (const scan of scans) {
      const of = this.#heard.get(scan.hash) ?? new Map<string, Heard>()
      this.#heard.set(scan.hash, of)
      if (!of.has(scan.id)) of.set(scan.id, { scan, heardAt })
    }
  }

  /** What was heard since, by the relay's clock; null: everything. */
  since(at: number | null): KnownScan[] {
    return [...this.#heard.values()].flatMap((of) =>
      [...of.values()].flatMap(({ scan, heardAt }) => (at === null || heardAt > at ? [scan] : [])),
    )
  }

  /** Whose code a text holds, as the doors know it; null where it names nobody. */
  hashIn(text: string): string | null {
    const read = readText(text)
    if (!this.#snapshot || read.as === 'nothing') return null
    if (read.as === 'badge' && read.mark !== this.#snapshot.mark) return null
    const hash = read.as === 'hash' ? read.hash : codeHash(this.#snapshot.meetingId, plainCode(read.code))
    return this.#rows.has(hash) ? hash : null
  }

  /** A scan of this relay's phones as its doors know it; `ahead` sets its time by the server's clock. */
  knownOf({ scan, hash, doorId, door }: BoxedScan, ahead: number): KnownScan[] {
    if (hash === null) return []
    const { id, kind, sessionId } = scan
    return [{ id, hash, kind, sessionId, doorId, door, at: scan.scannedAt + scan.offset + ahead }]
  }

  /** What a door shows for a scan, by all the doors that have been heard. Null where nothing is known of the venue. */
  judge({ scan, hash, doorId }: BoxedScan): Verdict | null {
    const { mark, sessions } = this.#snapshot ?? {}
    if (mark === undefined || sessions === undefined) return null
    const read: ReadText = readText(scan.text)
    const all = [...(this.#heard.get(hash ?? '')?.values() ?? [])].map((one) => one.scan)
    const self = all.find(({ id }) => id === scan.id)
    const session = sessions.find(({ id }) => id === scan.sessionId)
    return evaluateScan({
      read,
      mark,
      kind: scan.kind,
      doorId,
      session: scan.sessionId === null ? null : { id: scan.sessionId, class: session?.class ?? null },
      row: hash === null ? undefined : this.#rows.get(hash),
      earlier: self ? all.filter((other) => inOrder(other, self) < 0) : all,
    })
  }
}
