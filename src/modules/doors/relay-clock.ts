import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'
import type { RelayBox } from './relay-box.ts'

/** Which start of the machine this is, where the system tells (Linux); null elsewhere. */
function bootId(): string | null {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return null
  }
}

/**
 * The relay's own clock. From one start of the machine to the next it goes on evenly, also while the lid is shut, when
 * somebody sets the clock, and over an end of this program: what is measured against it before and after can be added.
 * Where the system does not tell its starts it is the machine's clock.
 */
export class RelayClock {
  readonly #box: RelayBox
  readonly #boot = bootId()
  readonly #base: number
  /** To be added to get the server's clock, as measured last. */
  #ahead: number

  constructor(box: RelayBox) {
    this.#box = box
    const kept = box.get('clock')
    this.#ahead = kept?.ahead ?? 0
    this.#base = kept && kept.boot === this.#boot ? kept.base : Date.now() - uptime() * 1000
    this.#keep()
  }

  #keep(): void {
    this.#box.put('clock', { boot: this.#boot, base: this.#base, ahead: this.#ahead })
  }

  /** Milliseconds by this clock, for measuring. */
  raw(): number {
    return this.#boot === null ? Date.now() : Math.round(this.#base + uptime() * 1000)
  }

  /** The server's clock as far as it is known, for showing and for what ends when. */
  now(): number {
    return this.raw() + this.#ahead
  }

  get ahead(): number {
    return this.#ahead
  }

  /** Takes what the server's clock said in an answer, asked for at `asked` and heard now: half-way between, it is assumed. */
  heard(theirs: number, asked: number): void {
    const ahead = Math.round(theirs - (asked + this.raw()) / 2)
    if (Math.abs(ahead - this.#ahead) < 500) return
    this.#ahead = ahead
    this.#keep()
  }
}
