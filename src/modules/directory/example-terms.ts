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

/** What goes on while the seats of the examples are filled, unit by unit and term by term. */
class Filling {
  readonly people: NewPerson[] = []
  readonly appointments: NewAppointment[] = []
  readonly #parts: Parts
  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Every term of one seat, from the first on until one that covers today. */
  fill(seat: SeatToFill, division: string | null, firstDay: string) {
    const { random, today } = this.#parts
    const years = seat.termYears ?? 4 + Math.floor(random() * 3)
    let incumbent: string | null = null
    for (let from: string = firstDay; from <= today; from = addYears(from, years)) {
      const until = seat.termYears === null && addYears(from, years) > today ? null : endOf(from, years)
      const goesOn: boolean = incumbent !== null && seat.isCommissioner && random() < shares.again
      const holder: string = goesOn && incumbent !== null ? incumbent : this.#newPerson(seat)
      const last = this.#term(seat, { holder, division, from, until })
      // Two terms at most: who has gone on once does not go on again.
      incumbent = goesOn ? null : last
    }
  }

  /** One term; returns who sits in it to the end, or null when nobody does. */
  #term(
    seat: SeatToFill,
    {
      holder,
      division,
      from,
      until,
    }: { holder: string; division: string | null; from: string; until: string | null },
  ): string | null {
    const { random, today } = this.#parts
    const chance = random()
    const latest = until !== null && until < today ? until : addDays(today, -1)
    const days = Math.round((Date.parse(latest) - Date.parse(from)) / 86_400_000)
    const isEarly = chance < shares.replaced + shares.leftOpen && days > 60
    const left = addDays(from, 30 + Math.floor(random() * (days - 30)))
    const first = this.#appoint(seat, { holder, division, from, until: isEarly ? left : until })
    if (!isEarly) return holder
    first.endReason = seat.isCommissioner ? pick(reasons, random()) : pick(officeReasons, random())
    const takenOver = addDays(left, 1 + Math.floor(random() * 120))
    if (chance >= shares.replaced || takenOver > latest) return null
    const next = this.#newPerson(seat)
    this.#appoint(seat, { holder: next, division, from: takenOver, until }).replacesId = first.id
    return next
  }

  #appoint(
    { unit, position }: SeatToFill,
    term: { holder: string; division: string | null; from: string; until: string | null },
  ): NewAppointment {
    const made: NewAppointment = {
      id: newId(),
      unitId: unit.id,
      personId: term.holder,
      position,
      division: term.division,
      from: term.from,
      until: term.until,
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
 * People for every seat: the term of 2019 and each one since, until today. The chair leads the first division, the
 * members the others in an order of each unit's own; further members lead none.
 */
export function exampleDirectory(seats: readonly SeatToFill[], parts: Parts): ExampleDirectory {
  const filling = new Filling(parts)
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
        filling.fill(seat, division, seat.isCommissioner ? begins : own)
      }
    }
  }
  return filling
}
