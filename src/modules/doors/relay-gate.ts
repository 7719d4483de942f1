import { setTimeout as sleep } from 'node:timers/promises'
import { readPersonalCode } from '../participants/index.ts'
import { endOfDay, lastUpload } from './device-day.ts'
import { phoneSecret } from './phone-secret.ts'
import type { BoxedAdmission, RelayBox } from './relay-box.ts'
import type { RelayClock } from './relay-clock.ts'
import type { RelayHall } from './relay-hall.ts'
import type { LetIn, RelayedEnrolment, RelayedPhone, RelayPhone } from './relay-shapes.ts'
import type { Heard, RelayUpstream } from './relay-upstream.ts'
import { hashOf } from './seal.ts'

export interface GateParts {
  box: RelayBox
  clock: RelayClock
  hall: RelayHall
  upstream: Pick<RelayUpstream, 'ask'>
  letIn: Pick<LetIn, 'timeZone'>
  /** Whether the server answered when it was asked last. */
  hasLine(): boolean
}

/** What goes into the phone's cookie, and until when. */
export interface Entered {
  cookie: string
  until: Date
}

/** Somebody stands there and waits: so long, in milliseconds, the server may take to answer. */
const askFor = 4_000

/**
 * Lets phones in by the codes that the committee gave out. With a line the server decides. Without one the relay does: it
 * has the hashes of its venue's codes, lets in one phone for each until the end of its day, and tells the server with
 * the code itself, which it cannot have had before. What the server then refuses is out.
 */
export class RelayGate {
  readonly #parts: GateParts
  readonly #keys: { secret: string }
  #untold: BoxedAdmission[]

  constructor(parts: GateParts) {
    this.#parts = parts
    const { box, hall } = parts
    this.#keys = { secret: box.get('secret') ?? '' }
    this.#untold = box.get('admissions') ?? []
    for (const hash of box.get('refused') ?? []) hall.shutOut(hash)
    hall.keepPhones(this.withUntold(box.get('phones') ?? []))
  }

  /** Phones that were let in without a line and that the server has not heard of. */
  get untold(): number {
    return this.#untold.length
  }

  /** Codes of its venue that would let a phone in. */
  get cards(): number {
    return this.#parts.hall.phones.filter((phone) => phone.secretHash === null && this.#isOpen(phone, ''))
      .length
  }

  /**
   * Lets in the phone of this `ask` by a code. 'no': the code is not of this venue, was used, or is out; 'later': it may
   * be one that was given out since the line went down.
   */
  async enter(typed: string, ask: string): Promise<Entered | 'no' | 'later'> {
    const code = readPersonalCode(typed)
    if (code === null) return 'no'
    const { secret, hash } = phoneSecret(this.#keys, code, ask)
    const known = this.#phoneFor(code)
    if (known && !this.#isOpen(known, hash)) return 'no'
    const entered = ({ id, day }: RelayPhone): Entered => ({
      cookie: `${id}.${secret}`,
      until: lastUpload(this.#parts.letIn.timeZone, day),
    })
    // The same phone asks again: it did not hear the answer.
    if (known?.secretHash) return entered(known)
    const heard = await this.#ask({ code, secretHash: hash }, known !== undefined)
    if (heard.is === 'answer') {
      this.#know(heard.answer.phone)
      return entered(heard.answer.phone)
    }
    if (heard.is !== 'later') return 'no'
    // Another phone may have been faster while the server was asked.
    const phone = this.#phoneFor(code)
    if (!phone) return 'later'
    if (!this.#isOpen(phone, hash)) return 'no'
    this.#letIn({ id: phone.id, code, secretHash: hash, at: this.#parts.clock.raw() })
    return entered(phone)
  }

  #phoneFor(code: string): RelayPhone | undefined {
    const hash = hashOf(code)
    return this.#parts.hall.phones.find(({ codeHash }) => codeHash === hash)
  }

  /** Whether a code lets this browser in: nobody else's, not out, its day not over. */
  #isOpen({ isOut, secretHash, day }: RelayPhone, hash: string): boolean {
    const { clock, letIn } = this.#parts
    const isOver = clock.now() >= endOfDay(letIn.timeZone, day).getTime()
    return !isOut && !isOver && (secretHash === null || secretHash === hash)
  }

  /** Asks the server, unless the relay can decide and there was no line a moment ago. */
  async #ask(told: RelayedEnrolment, canDecide: boolean): Promise<Heard<RelayedPhone>> {
    const { upstream, hasLine } = this.#parts
    const later: Heard<RelayedPhone> = { is: 'later' }
    if (canDecide && !hasLine()) return later
    const asked = upstream.ask<RelayedPhone>('/relay/phones', () => told)
    return Promise.race([asked, sleep(askFor, later, { ref: false })])
  }

  #know(phone: RelayPhone): void {
    const { hall, box } = this.#parts
    hall.keepPhones([...hall.phones.filter(({ id }) => id !== phone.id), phone])
    box.put('phones', hall.phones)
  }

  /** On the disk when it returns. */
  #letIn(admission: BoxedAdmission): void {
    const { hall, box } = this.#parts
    this.#untold = [...this.#untold, admission]
    box.put('admissions', this.#untold)
    hall.keepPhones(this.withUntold(hall.phones))
  }

  /** What the server says of phones, with those let in that it cannot know of yet. */
  withUntold(phones: readonly RelayPhone[]): RelayPhone[] {
    const own = new Map(this.#untold.map(({ id, secretHash }) => [id, secretHash]))
    return phones.map((phone) => ({ ...phone, secretHash: own.get(phone.id) ?? phone.secretHash }))
  }

  /** Tells the server whom it let in without a line, in that order; false where the server did not answer. */
  async tell(ask: (told: () => RelayedEnrolment) => Promise<Heard<RelayedPhone>>): Promise<boolean> {
    const { box, clock, hall } = this.#parts
    for (const admission of [...this.#untold]) {
      const { code, secretHash, at } = admission
      const heard = await ask(() => ({ code, secretHash, letIn: { at, sentAt: clock.raw() } }))
      if (heard.is === 'later' || heard.is === 'gone') return false
      if (heard.is === 'missing') {
        box.put('refused', [...(box.get('refused') ?? []), secretHash])
        hall.shutOut(secretHash)
      }
      this.#untold = this.#untold.filter((one) => one !== admission)
      box.put('admissions', this.#untold)
      if (heard.is === 'answer') this.#know(heard.answer.phone)
    }
    return true
  }
}
