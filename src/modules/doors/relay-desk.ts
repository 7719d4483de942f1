import { endOfDay, lastUpload } from './device-day.ts'
import type { ItemAnswer, News, Snapshot } from './door-shapes.ts'
import { phoneSnapshot } from './phone-snapshot.ts'
import type { ReadUpload } from './read-upload.ts'
import type { BoxedScan, RelayBox } from './relay-box.ts'
import type { RelayClock } from './relay-clock.ts'
import type { RelayHall } from './relay-hall.ts'
import type { RelayPhotographs } from './relay-photographs.ts'
import type { LetIn, RelayedContact, RelayPhone, VenueSnapshot } from './relay-shapes.ts'

export interface DeskParts {
  box: RelayBox
  clock: RelayClock
  hall: RelayHall
  photographs: RelayPhotographs
}

/** Told again from so long before, in milliseconds. */
const overlap = 10_000

/** What a relay does for the phones of its venue, with a line and without. */
export class RelayDesk {
  readonly #parts: DeskParts
  readonly keeper: string
  readonly contacts: Map<string, RelayedContact>

  constructor(parts: DeskParts) {
    this.#parts = parts
    const { box, clock, hall } = parts
    this.keeper = box.get('keeper') ?? ''
    this.contacts = new Map((box.get('contacts') ?? []).map((contact) => [contact.id, contact]))
    const snapshot = box.get('snapshot')
    if (snapshot) hall.keep(snapshot, clock.raw())
    for (const boxed of box.all()) hall.learn(hall.knownOf(boxed, clock.ahead), clock.raw())
  }

  /** The phone behind the id and secret of a cookie; see `RelayHall.phone`. */
  phone(said: { id: string; secret: string }): RelayPhone | 'out' | 'unknown' {
    if (this.contacts.get(said.id)?.signedOut) return 'out'
    return this.#parts.hall.phone(said, this.#parts.clock.now())
  }

  /** What the phone needs for its day; 'over' after it, null while the relay has no list yet. */
  snapshotFor(phone: RelayPhone): Snapshot | 'over' | null {
    const { hall, clock } = this.#parts
    if (!hall.snapshot) return null
    if (this.#isOver(hall.snapshot, phone)) return 'over'
    return phoneSnapshot({ ...hall.snapshot, known: hall.since(null) }, phone, clock.now())
  }

  #isOver({ timeZone }: VenueSnapshot, { day }: RelayPhone): boolean {
    return this.#parts.clock.now() >= endOfDay(timeZone, day).getTime()
  }

  /** The photographs that the phone may hold; 'over' and null as for its snapshot. */
  photographsFor(phone: RelayPhone): RelayPhotographs | 'over' | null {
    const { hall, photographs } = this.#parts
    if (!hall.snapshot) return null
    return this.#isOver(hall.snapshot, phone) ? 'over' : photographs
  }

  /** What other doors scanned since the relay's own time in the news before. */
  newsSince(since: string | undefined): News {
    const { hall, clock } = this.#parts
    const now = clock.raw()
    const at = Number(since)
    // A time ahead of ours is another relay's: it is told everything.
    const isOurs = Number.isFinite(at) && at > 0 && at <= now
    return { now, known: hall.since(isOurs ? at - overlap : null) }
  }

  /**
   * Takes what a phone hands in: on the disk when this returns, each once, with what all doors that handed in here would
   * have it show.
   */
  take(phone: RelayPhone, upload: ReadUpload): { items: ItemAnswer[]; now: number } {
    const { box, clock, hall } = this.#parts
    const receivedAt = clock.raw()
    const offset = Math.round(receivedAt - upload.sentAt)
    const scans = upload.items.map(
      (item): BoxedScan => ({
        scan: { ...item, id: item.id.toLowerCase(), phone: phone.id, offset, receivedAt },
        hash: hall.hashIn(item.text),
        doorId: phone.door.id,
        door: phone.door.name,
      }),
    )
    const told = Math.max(upload.told, this.contacts.get(phone.id)?.told ?? 0)
    const contact = { id: phone.id, told, offset, heardAt: receivedAt, signedOut: false }
    this.contacts.set(phone.id, contact)
    // A phone that only says it is there keeps no disk busy.
    const isNew = scans.length === 0 ? new Set<string>() : box.add(scans, [...this.contacts.values()])
    for (const one of scans)
      if (isNew.has(one.scan.id)) hall.learn(hall.knownOf(one, clock.ahead), receivedAt)
    const items = [
      ...scans.map(
        (one): ItemAnswer => ({
          id: one.scan.id,
          status: isNew.delete(one.scan.id) ? 'new' : 'known',
          words: hall.judge(one)?.words,
        }),
      ),
      ...upload.wrong.map((id): ItemAnswer => ({ id, status: 'wrong' })),
    ]
    return { items, now: clock.now() }
  }

  /** A phone whose steward ended the work; the server is told at the next turn. */
  signOut(phone: RelayPhone): void {
    const { box, clock } = this.#parts
    const before = this.contacts.get(phone.id)
    this.contacts.set(phone.id, {
      id: phone.id,
      told: before?.told ?? 0,
      offset: before?.offset ?? 0,
      heardAt: clock.raw(),
      signedOut: true,
    })
    box.put('contacts', [...this.contacts.values()])
  }

  /** After the meeting nobody is known any more; true when there is nothing left to hand in or nobody to take it. */
  endIfOver({ timeZone, lastDay }: LetIn): boolean {
    const { box, clock, hall, photographs } = this.#parts
    const now = clock.now()
    if (now < endOfDay(timeZone, lastDay).getTime()) return false
    if (hall.snapshot) {
      hall.forget()
      photographs.forget()
      box.expire()
    }
    return now >= lastUpload(timeZone, lastDay).getTime()
  }
}
