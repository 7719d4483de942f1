import type { Invited } from './invitation.ts'
import type { Seat } from './placement.ts'

/** Somebody of the meeting as the one who counts remembers them. */
interface Person extends Invited {
  /** Comes as far as anybody knows: is awaited at the doors and has a seat in every session of theirs. */
  isAwaited: boolean
  class: string | null
}

/** Sessions of the meeting that everybody has: opening and closing, and two of the own class. */
const plenaries = 2
const sessionsOfClass = 2

/**
 * Counts the meeting from what was done in the journey: who answered what, which badge was held to which phone. The
 * program is asked for nothing but whom it lists and where they sit.
 */
export class Recount {
  readonly #people: ReadonlyMap<string, Person>
  readonly #arrivals: string[] = []
  readonly #entries: { code: string; class: string }[] = []
  /** Scans of nobody's badge. */
  #strangers = 0

  constructor(list: readonly Invited[], seats: readonly Seat[], notAwaited: ReadonlySet<string>) {
    const classOf = new Map(seats.map((seat) => [seat.code, seat.class]))
    this.#people = new Map(
      list.map((one) => [
        one.code,
        { ...one, isAwaited: !notAwaited.has(one.code), class: classOf.get(one.code) ?? null },
      ]),
    )
  }

  classOf({ code }: Pick<Invited, 'code'>): string | null {
    return this.#people.get(code)?.class ?? null
  }

  /** A badge was read at a door of arrival, whatever the phone said. */
  arrival(code: string): void {
    if (this.#people.has(code)) this.#arrivals.push(code)
    else this.#strangers += 1
  }

  /** A badge was read at the first session of a class. */
  entry(code: string, of: string): void {
    this.#entries.push({ code, class: of })
  }

  get scans(): number {
    return this.#arrivals.length + this.#entries.length + this.#strangers
  }

  /** What a person has to look at: scans that said nothing new, and those of nobody. */
  get flags(): number {
    return this.scans - new Set(this.#arrivals).size - new Set(this.#entries.map(({ code }) => code)).size
  }

  /** Awaited and arrived, of those awaited, by a part of them such as the place. */
  board(partOf: (one: Invited) => string): Map<string, { arrived: number; awaited: number }> {
    const there = new Set(this.#arrivals)
    const awaited = [...this.#people.values()].filter(({ isAwaited }) => isAwaited)
    return new Map(
      [...Map.groupBy(awaited, partOf)].map(([part, some]) => [
        part,
        { arrived: some.filter(({ code }) => there.has(code)).length, awaited: some.length },
      ]),
    )
  }

  /** Came although nobody awaited them. */
  get beyond(): number {
    return [...new Set(this.#arrivals)].filter((code) => !this.#people.get(code)?.isAwaited).length
  }

  /** How many of some of the people are accounted for, and were there. */
  people(isOne: (one: Invited) => boolean): { counted: number; arrived: number } {
    const came = this.#came
    const some = [...this.#people.values()].filter(isOne)
    return {
      counted: some.filter(({ code, isAwaited }) => isAwaited || came.has(code)).length,
      arrived: some.filter(({ code }) => came.has(code)).length,
    }
  }

  /** The figures of the report. */
  get figures() {
    const people = [...this.#people.values()]
    const awaited = people.filter(({ isAwaited }) => isAwaited)
    const own = this.#entries.filter(({ code, class: of }) => this.#people.get(code)?.class === of)
    return {
      ...this.people(() => true),
      listed: people.length,
      seats: awaited.reduce((sum, one) => sum + plenaries + (one.class === null ? 0 : sessionsOfClass), 0),
      filled: new Set(own.map(({ code }) => code)).size,
      reached: this.attended.size,
    }
  }

  /** Who was in class, and so reaches a certificate that asks for one session; by code. */
  get attended(): ReadonlySet<string> {
    return new Set(this.#entries.map(({ code }) => code))
  }

  /** Was read at any door. */
  get #came(): ReadonlySet<string> {
    return new Set([...this.#arrivals, ...this.attended])
  }
}
