import { covers } from '../../../platform/access.ts'
import { distance } from '../edit-distance.ts'
import { nameWithoutTitles } from './contact.ts'
import type { RosterEntry } from './entry.ts'
import { type Problem, thisRow } from './problems.ts'
import { plainText } from './roster-words.ts'
import type { RosterRow } from './row.ts'

/** Somebody the directory knows, or somebody an earlier row of the file brought. */
export interface RosterPerson {
  id: string
  name: string
  gender: 'f' | 'm' | null
  phone: string | null
  email: string | null
  staffNumber: string | null
  /** Came from this file. */
  isNew?: boolean
  /** Holds or held an appointment in the scope of the import; others are recognised but never changed. */
  isWithin: boolean
}

export interface RosterAppointment {
  id: string
  personId: string
  unit: string
  position: string
  division: string | null
  from: string
  until: string | null
  endReason: string | null
  /** Row (from 0) of the file that brought it or was found to be it. */
  row?: number
}

/** Everybody an import may meet, found by staff number or by name within a unit. */
export class PeopleIndex {
  readonly #scope: string
  readonly #byId = new Map<string, RosterPerson>()
  readonly #byStaffNumber = new Map<string, RosterPerson>()
  readonly #byNameInUnit = new Map<string, RosterPerson[]>()
  readonly #byContact = new Map<string, RosterPerson[]>()
  readonly #appointments = new Map<string, RosterAppointment[]>()
  readonly #seats = new Map<string, RosterAppointment[]>()
  readonly #nameKeys = new Map<string, string>()

  constructor(scope: string, people: readonly RosterPerson[], appointments: readonly RosterAppointment[]) {
    this.#scope = scope
    for (const person of people) this.add(person)
    for (const appointment of appointments) this.appoint(appointment)
  }

  add(person: RosterPerson): void {
    this.#byId.set(person.id, person)
    this.renew(person)
    if (!person.isWithin) return
    for (const contact of [person.phone, person.email]) {
      if (contact) push(this.#byContact, this.#contactKey(person.name, contact), person)
    }
  }

  /** Notes a staff number a person was given later. */
  renew(person: RosterPerson): void {
    if (person.staffNumber) this.#byStaffNumber.set(person.staffNumber, person)
  }

  appoint(appointment: RosterAppointment): void {
    push(this.#appointments, appointment.personId, appointment)
    push(this.#seats, `${appointment.unit}|${appointment.position}`, appointment)
    const person = this.#byId.get(appointment.personId)
    if (!person || !covers(this.#scope, appointment.unit)) return
    const key = `${appointment.unit}|${this.#nameKey(person.name)}`
    if (!this.#byNameInUnit.get(key)?.includes(person)) push(this.#byNameInUnit, key, person)
  }

  /** Everything a person holds or held. */
  of(personId: string): readonly RosterAppointment[] {
    return this.#appointments.get(personId) ?? []
  }

  /** What a person holds or held of one position in one unit. */
  heldBy(personId: string, unit: string, position: string): readonly RosterAppointment[] {
    return this.of(personId).filter((held) => held.unit === unit && held.position === position)
  }

  /** Everybody's appointments to a position of a unit. */
  inSeat(unit: string, position: string): readonly RosterAppointment[] {
    return this.#seats.get(`${unit}|${position}`) ?? []
  }

  /**
   * The person a row is about: by staff number, else by name in the unit, else by name with the same phone or e-mail
   * anywhere in the scope. `null` is somebody new; undefined means that a problem stands.
   */
  find(row: RosterRow, entry: RosterEntry): RosterPerson | null | undefined {
    const numbered = entry.staffNumber === null ? undefined : this.#byStaffNumber.get(entry.staffNumber)
    if (numbered) return sameName(numbered.name, entry.name) ? numbered : this.#taken(row, entry, numbered)
    const named = (this.#byNameInUnit.get(`${entry.unit}|${this.#nameKey(entry.name)}`) ?? []).filter(
      (person) => !person.staffNumber || !entry.staffNumber || person.staffNumber === entry.staffNumber,
    )
    if (named.length === 1) return named[0]
    if (named.length > 1) return this.#oneOf(row, entry, named)
    const contacts = [entry.phone, entry.email].filter((contact) => contact !== null)
    const reached = contacts.flatMap(
      (contact) => this.#byContact.get(this.#contactKey(entry.name, contact)) ?? [],
    )
    const fits = reached.filter((person) => !person.staffNumber || !entry.staffNumber)
    return new Set(fits).size === 1 ? fits[0] : null
  }

  #nameKey(name: string): string {
    let key = this.#nameKeys.get(name)
    if (key === undefined) {
      key = nameKey(name)
      this.#nameKeys.set(name, key)
    }
    return key
  }

  #contactKey = (name: string, contact: string) => `${this.#nameKey(name)}|${contact.toLowerCase()}`

  /** Several of one name in one unit: the one who holds just this and was not met before, else a question. */
  #oneOf(
    row: RosterRow,
    entry: RosterEntry,
    named: readonly RosterPerson[],
  ): RosterPerson | null | undefined {
    const isFree = (person: RosterPerson) =>
      this.heldBy(person.id, entry.unit, entry.position).some(
        (held) => held.row === undefined && (entry.from === null || held.from === entry.from),
      )
    const alike = (person: RosterPerson) =>
      person.staffNumber === entry.staffNumber && person.phone === entry.phone && person.email === entry.email
    const found =
      named.find((person) => isFree(person) && alike(person)) ?? named.find(alike) ?? named.find(isFree)
    if (found) return found
    const problem: Problem = {
      kind: 'personAmbiguous',
      field: 'name',
      value: entry.name,
      mends: [...named.map(({ id }) => id), 'new'],
      about: thisRow(row.row),
    }
    return row.settle<RosterPerson | null>(problem, (id) => this.#byId.get(id) ?? null)
  }

  #taken(row: RosterRow, entry: RosterEntry, person: RosterPerson): RosterPerson | null | undefined {
    const problem: Problem = {
      kind: 'staffNumberTaken',
      field: 'staffNumber',
      value: entry.staffNumber ?? '',
      mends: ['', 'same'],
      params: { name: person.isWithin ? person.name : '' },
      about: thisRow(row.row),
    }
    return row.settle<RosterPerson | null>(problem, (code) => {
      if (code === 'same') return person
      entry.staffNumber = null
      return this.find(row, entry) ?? null
    })
  }
}

/** A name as people are told apart by it within one unit. */
const nameKey = (name: string) => plainText(nameWithoutTitles(name))

/** Names that differ by titles or a few letters, as one person writes his or hers over the years. */
function sameName(a: string, b: string): boolean {
  const [left, right] = [nameKey(a), nameKey(b)]
  const most = Math.floor(Math.max(left.length, right.length) / 3)
  return distance(left, right, most) <= most
}

function push<T>(map: Map<string, T[]>, key: string, value: T) {
  const there = map.get(key)
  if (there) there.push(value)
  else map.set(key, [value])
}
