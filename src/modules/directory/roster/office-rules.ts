import { mostAtOnce, overlap, termEnd, termsServed } from '../appointment-rules.ts'
import { addDays } from '../days.ts'
import type { Side } from '../tables.ts'
import type { RosterEntry } from './entry.ts'
import type { PeopleIndex, RosterAppointment, RosterPerson } from './people-index.ts'
import { type Problem, thisRow } from './problems.ts'
import type { RosterRow } from './row.ts'

/** What the rules of appointment need of the preset. */
export interface OfficeRules {
  positions: ReadonlyMap<string, { side: Side; termYears: number | null; termsAtMost: number | null }>
  /** By `unit|position`; a position without a number of seats is never full. */
  seats: ReadonlyMap<string, number>
  levels: ReadonlyMap<string, string>
}

/** The last day of an appointment: as the row says, else the end of the position's term. */
export const lastDay = ({ positions }: OfficeRules, entry: RosterEntry, from: string) =>
  entry.until ?? termEnd(from, positions.get(entry.position)?.termYears ?? null)

/** What the rules let in: a new appointment, and one that ends the day before because the person moves. */
export interface Allowed {
  ends: RosterAppointment | null
}

/**
 * The rules of a single appointment (see `placePerson`) for one row: one position at a time, a seat that is free on
 * every day, no more terms on one level than the position allows. Undefined when a problem stands.
 */
export function allowAppointment(
  row: RosterRow,
  people: PeopleIndex,
  rules: OfficeRules,
  {
    entry,
    person,
    from,
    until,
  }: { entry: RosterEntry; person: RosterPerson | null; from: string; until: string | null },
): Allowed | undefined {
  const span = { from, until }
  const held = person ? people.of(person.id) : []
  const clash = held.find((other) => overlap(other, span))
  let ends: RosterAppointment | null = null
  if (clash) {
    const movesOn = clash.from < from && (person?.isWithin ?? false) && clash.row === undefined
    const problem: Problem = {
      kind: 'personServes',
      field: 'from',
      value: from,
      mends: movesOn ? ['move'] : [],
      params: { unit: clash.unit, position: clash.position, from: clash.from, until: clash.until ?? '' },
      about: thisRow(row.row),
    }
    if (row.settle(problem, () => true) === undefined) return undefined
    ends = clash
  }
  const seats = rules.seats.get(`${entry.unit}|${entry.position}`)
  const isTaken = (other: RosterAppointment) => other !== ends
  if (
    seats !== undefined &&
    mostAtOnce(people.inSeat(entry.unit, entry.position).filter(isTaken), span) >= seats
  ) {
    row.settle(
      {
        kind: 'seatsTaken',
        field: 'position',
        value: entry.position,
        mends: [],
        params: { unit: entry.unit, position: entry.position, seats },
        about: thisRow(row.row),
      },
      () => null,
    )
    return undefined
  }
  return hasTermLeft(row, rules, held, { entry, ends, from, until }) ? { ends } : undefined
}

function hasTermLeft(
  row: RosterRow,
  { positions, levels }: OfficeRules,
  held: readonly RosterAppointment[],
  {
    entry,
    ends,
    from,
    until,
  }: { entry: RosterEntry; ends: RosterAppointment | null; from: string; until: string | null },
): boolean {
  const position = positions.get(entry.position)
  const most = position?.termsAtMost ?? null
  if (most === null) return true
  const level = levels.get(entry.unit)
  const served = held
    .filter(
      (other) => positions.get(other.position)?.side === position?.side && levels.get(other.unit) === level,
    )
    .map((other) => (other === ends ? { ...other, until: addDays(from, -1), endReason: 'moved' } : other))
  if (termsServed([...served, { from, until, endReason: null }]) <= most) return true
  row.settle(
    {
      kind: 'termsTooMany',
      field: 'name',
      value: entry.name,
      mends: [],
      params: { most },
      about: thisRow(row.row),
    },
    () => null,
  )
  return false
}
