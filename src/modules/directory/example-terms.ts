import { newId } from '../../platform/ids.ts'
import type { NewAppointment } from './appointments-store.ts'
import { addDays, addYears } from './days.ts'
import type { ExampleName } from './example-names.ts'
import type { NewPerson } from './people-store.ts'
import type { Unit } from './unit-tree.ts'

/** Seats of one position in one unit, with what its terms look like. */
export interface SeatToFill {
  unit: Unit
  position: string
  seats: number
  isCommissioner: boolean
  termYears: number | null
}

export interface ExampleDirectory {
  people: NewPerson[]
  appointments: NewAppointment[]
}

interface Parts {
  random: () => number
  nextName: () => ExampleName
  divisions: readonly string[]
  today: string
}

/** First days of the term in which 2019 fell: months spread as units really change, never all at once. */
const firstDays = {
  national: ['2017-04-11'],
  province: ['2018-05-24', '2018-09-24', '2019-01-16'],
  district: ['2018-06-13', '2018-10-30', '2018-12-21', '2019-01-25'],
} as const

/** Shares of a term's seats: left early and taken over, left early with nobody following, served once more. */
const shares = { replaced: 0.05, leftOpen: 0.02, again: 0.35 }

/** An appointment as it turns out in the end, and the day it was meant to last until. */
interface Planned extends NewAppointment {
  meantUntil: string
}

/** A seat between two terms. */
interface Filled {
  seat: SeatToFill
  division: string | null
  years: number
  /** First day of the next term. */
  from: string
  /** Who may go on into it. */
  incumbent: string | null
}

/** What goes on while the seats of the examples are filled, one term of every seat after the other. */
class Filling {
  readonly people: NewPerson[] = []
  readonly appointments: Planned[] = []
  readonly #parts: Parts
  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** A seat before its first term. */
  begin(seat: SeatToFill, division: string | null, from: string): Filled {
    const years = seat.termYears ?? 4 + Math.floor(this.#parts.random() * 3)
    return { seat, division, years, from, incumbent: null }
  }

  /** The next term of a seat to its end, whatever the day of today is. */
  next(filled: Filled): void {
    const { seat, from, years, incumbent } = filled
    const goesOn: boolean = incumbent !== null && seat.isCommissioner && this.#parts.random() < shares.again
    const holder = goesOn && incumbent !== null ? incumbent : this.#newPerson(seat)
    const last = this.#term(seat, { holder, division: filled.division, from, until: endOf(from, years) })
    // Two terms at most: who has gone on once does not go on again.
    filled.incumbent = goesOn ? null : last
    filled.from = addYears(from, years)
  }

  /** One term; returns who sits in it to the end, or null when nobody does. */
  #term(
    seat: SeatToFill,
    {
      holder,
      division,
      from,
      until,
    }: { holder: string; division: string | null; from: string; until: string },
  ): string | null {
    const { random } = this.#parts
    const chance = random()
    const days = Math.round((Date.parse(until) - Date.parse(from)) / 86_400_000)
    const isEarly = chance < shares.replaced + shares.leftOpen && days > 60
    const left = addDays(from, 30 + Math.floor(random() * (days - 30)))
    const first = this.#appoint(seat, { holder, division, from, until: isEarly ? left : until })
    first.meantUntil = until
    if (!isEarly) return holder
    first.endReason = seat.isCommissioner ? pick(reasons, random()) : pick(officeReasons, random())
    const takenOver = addDays(left, 1 + Math.floor(random() * 120))
    if (chance >= shares.replaced || takenOver > until) return null
    const next = this.#newPerson(seat)
    this.#appoint(seat, { holder: next, division, from: takenOver, until }).replacesId = first.id
    return next
  }

  #appoint(
    { unit, position }: SeatToFill,
    term: { holder: string; division: string | null; from: string; until: string },
  ): Planned {
    const made: Planned = {
      id: newId(),
      unitId: unit.id,
      personId: term.holder,
      position,
      division: term.division,
      from: term.from,
      until: term.until,
      meantUntil: term.until,
      replacesId: null,
      endReason: null,
      example: true,
    }
    this.appointments.push(made)
    return made
  }

  /** Numbers and addresses that cannot be anybody's: an area code 000, the domain .example, a birth year 9999. */
  #newPerson({ isCommissioner }: SeatToFill): string {
    const { name, gender } = this.#parts.nextName()
    const id = newId()
    const serial = this.people.length + 1
    this.people.push({
      id,
      name,
      gender,
      phone: `+62000${String(serial).padStart(7, '0')}`,
      email: `${name.toLowerCase().replaceAll(' ', '.')}@contoh.example`,
      staffNumber: isCommissioner ? null : `9999${String(serial).padStart(14, '0')}`,
      example: true,
    })
    return id
  }
}

const reasons = ['resigned', 'resigned', 'dismissed', 'died', 'other'] as const
const officeReasons = ['moved', 'moved', 'retired', 'resigned', 'died'] as const
const pick = <T>(from: readonly T[], at: number): T => from[Math.floor(at * from.length)] as T

const endOf = (from: string, years: number) => addDays(addYears(from, years), -1)

/**
 * What is known of them on a day: whoever began by then; an end only where it has come, else the day it is meant to come,
 * and none for the offices that are held until further notice.
 */
function knownOn(
  today: string,
  { people, appointments }: Filling,
  openEnded: ReadonlySet<string>,
): ExampleDirectory {
  const known = appointments
    .filter(({ from }) => from <= today)
    .map(({ meantUntil, ...one }): NewAppointment => {
      if (one.until !== null && one.until < today) return one
      return { ...one, until: openEnded.has(one.position) ? null : meantUntil, endReason: null }
    })
  const holders = new Set(known.map(({ personId }) => personId))
  return { people: people.filter(({ id }) => holders.has(id)), appointments: known }
}

/**
 * People for every seat: the term of 2019 and each one since, until today. The chair leads the first division, the
 * members the others in an order of each unit's own; further members lead none. Who held a seat on a day of the past is the
 * same whatever today is: terms are made whole, all seats' first ones before all seats' second ones, and told as far as they
 * have come.
 */
export function exampleDirectory(seats: readonly SeatToFill[], parts: Parts): ExampleDirectory {
  const filling = new Filling(parts)
  const all: Filled[] = []
  for (const [unit, ofUnit] of Map.groupBy(seats, (seat) => seat.unit)) {
    const begins = pick(firstDays[unit.level], parts.random())
    const [leading, ...others] = parts.divisions
    const left = others
      .map((division) => ({ division, at: parts.random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ division }) => division)
    for (const seat of ofUnit) {
      for (let number = 0; number < seat.seats; number++) {
        const division = !seat.isCommissioner
          ? null
          : ((seat.position === 'chair' ? leading : left.shift()) ?? null)
        // Secretaries come and go by their own calendar.
        const own = addDays(begins, -Math.floor(parts.random() * 900))
        all.push(filling.begin(seat, division, seat.isCommissioner ? begins : own))
      }
    }
  }
  while (all.some(({ from }) => from <= parts.today)) for (const seat of all) filling.next(seat)
  const openEnded = seats.filter(({ termYears }) => termYears === null).map(({ position }) => position)
  return knownOn(parts.today, filling, new Set(openEnded))
}
