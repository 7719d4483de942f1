import { overlap } from '../appointment-rules.ts'
import { addDays } from '../days.ts'
import type { PersonData } from '../people-store.ts'
import { readPhone } from './contact.ts'
import { readDay } from './dates.ts'
import type { RosterEntry } from './entry.ts'
import { allowAppointment, lastDay, type OfficeRules } from './office-rules.ts'
import type { PeopleIndex, RosterAppointment, RosterPerson } from './people-index.ts'
import type { CheckedRow, RosterOutcome, RosterPlan } from './plan.ts'
import { type Problem, thisRow } from './problems.ts'
import { plainText } from './roster-words.ts'
import type { RosterRow } from './row.ts'

export interface Matching {
  people: PeopleIndex
  rules: OfficeRules
  plan: RosterPlan
  newId(): string
}

type Matched = Pick<CheckedRow, 'outcome' | 'sameAs' | 'changes'>
const problem: Matched = { outcome: 'problem' }

/**
 * Decides what a row that could be read means beside what is known and what earlier rows brought, and puts what must be
 * written into the plan. A row that was imported before comes out as `unchanged`, a second one alike as `duplicate`.
 */
export function matchRow(matching: Matching, row: RosterRow, entry: RosterEntry): Matched {
  const { people } = matching
  const person = people.find(row, entry)
  if (person === undefined) return problem
  if (person === null) return appoint(matching, row, entry, null)
  const same = sameAppointment(row, entry, people.heldBy(person.id, entry.unit, entry.position))
  if (same === undefined) return problem
  if (same === null) return appoint(matching, row, entry, person)
  if (same.row !== undefined) return asDouble(row, entry, person, same)
  same.row = row.row
  const changes = [...correctPerson(matching, person, entry), ...correctAppointment(matching, same, entry)]
  return changes.length > 0 ? { outcome: 'changed', changes } : { outcome: 'unchanged' }
}

/** The appointment a row speaks of, null for a new one, undefined when the days contradict what is known. */
function sameAppointment(
  row: RosterRow,
  entry: RosterEntry,
  held: readonly RosterAppointment[],
): RosterAppointment | null | undefined {
  const from = entry.from
  if (from === null) return held.toSorted((a, b) => (a.from < b.from ? 1 : -1))[0] ?? null
  const exact = held.find((other) => other.from === from)
  if (exact) return exact
  const near = held.find((other) => overlap(other, { from, until: entry.until ?? from }))
  if (!near) return null
  const differs: Problem = {
    kind: 'fromDiffers',
    field: 'from',
    value: from,
    mends: [near.from],
    params: { from: near.from, row: near.row === undefined ? 0 : near.row + 1 },
    about: thisRow(row.row),
  }
  return row.settle<RosterAppointment>(differs, () => near)
}

/** A row about an appointment that an earlier row was about: the same again, or a contradiction. */
function asDouble(
  row: RosterRow,
  entry: RosterEntry,
  person: RosterPerson,
  first: RosterAppointment,
): Matched {
  const sameAs = (first.row ?? 0) + 1
  const contradicts = (said: string | null, known: string | null) =>
    said !== null && known !== null && said !== known
  const differing = (
    [
      ['phone', entry.phone, phoneOf(person.phone)],
      ['email', entry.email?.toLowerCase() ?? null, person.email?.toLowerCase() ?? null],
      ['gender', entry.gender, person.gender],
      ['division', entry.division, first.division],
      ['until', entry.until, first.until],
    ] as const
  ).find(([, said, known]) => contradicts(said, known))
  if (!differing) return { outcome: 'duplicate', sameAs }
  const [field, value, known] = differing
  const settled = row.settle<Matched>(
    {
      kind: 'duplicateDiffers',
      field,
      value: value ?? '',
      mends: ['first'],
      params: { row: sameAs, known: known ?? '' },
      about: thisRow(row.row),
    },
    () => ({ outcome: 'duplicate', sameAs }),
  )
  return settled ?? problem
}

function appoint(
  matching: Matching,
  row: RosterRow,
  entry: RosterEntry,
  known: RosterPerson | null,
): Matched {
  const { people, rules, plan, newId } = matching
  const missing: Problem = { kind: 'fromMissing', field: 'from', value: '', mends: [row.reader.today] }
  const from = entry.from ?? row.settle<string>(missing, (code) => code, dayTyped)
  if (from === undefined) return problem
  entry.from = from
  const until = lastDay(rules, entry, from)
  const allowed = allowAppointment(row, people, rules, { entry, person: known, from, until })
  if (!allowed) return problem
  const outcome: RosterOutcome = known ? 'newAppointment' : 'newPerson'
  const changes = known ? correctPerson(matching, known, entry) : []
  const person = known ?? { id: newId(), ...dataOf(entry), isNew: true, isWithin: true }
  if (!known) {
    people.add(person)
    plan.people.push({ id: person.id, ...dataOf(entry) })
  }
  if (allowed.ends) {
    const { ends } = allowed
    plan.ends.push({ unit: ends.unit, id: ends.id, before: ends.until, until: addDays(from, -1) })
    ends.until = addDays(from, -1)
    ends.endReason = 'moved'
  }
  const appointment: RosterAppointment = {
    id: newId(),
    personId: person.id,
    unit: entry.unit,
    position: entry.position,
    division: entry.division,
    from,
    until,
    endReason: null,
    row: row.row,
  }
  people.appoint(appointment)
  const { id, personId, unit: unitId, position, division } = appointment
  plan.appointments.push({ id, unitId, personId, position, division, from, until, replacesId: null })
  entry.until = until
  return changes.length > 0 ? { outcome, changes } : { outcome }
}

function dayTyped(text: string): string | undefined {
  const reading = readDay(text)
  return 'day' in reading && reading.day !== null ? reading.day : undefined
}

const dataOf = ({ name, gender, phone, email, staffNumber }: PersonData): PersonData => ({
  name,
  gender,
  phone,
  email,
  staffNumber,
})

/** A phone as a roster would give it, so that other ways to write the same number are no change. */
function phoneOf(phone: string | null): string | null {
  const reading = readPhone(phone ?? '')
  return 'text' in reading ? reading.text : phone
}

/** What the row adds to or corrects about a known person of the scope; empty cells take nothing away. */
function correctPerson({ people, plan }: Matching, person: RosterPerson, entry: RosterEntry) {
  const changes: NonNullable<CheckedRow['changes']> = []
  if (!person.isWithin) return changes
  const before = dataOf(person)
  const after = { ...before }
  const put = <K extends keyof PersonData>(field: K, value: PersonData[K], isSame: boolean) => {
    if (value === null || isSame) return
    changes.push([field, before[field], value])
    after[field] = value
  }
  put('name', entry.name, plainText(entry.name) === plainText(before.name))
  put('gender', entry.gender, entry.gender === before.gender)
  put('phone', entry.phone, entry.phone === phoneOf(before.phone))
  put('email', entry.email, entry.email?.toLowerCase() === before.email?.toLowerCase())
  put('staffNumber', entry.staffNumber, entry.staffNumber === before.staffNumber)
  if (changes.length === 0) return changes
  Object.assign(person, after)
  people.renew(person)
  const fresh = person.isNew ? plan.people.find(({ id }) => id === person.id) : undefined
  if (fresh) Object.assign(fresh, after)
  else plan.personChanges.push({ id: person.id, unit: entry.unit, before, after })
  return changes
}

/** What the row adds to or corrects about a known appointment: its division and its last day. */
function correctAppointment({ plan }: Matching, known: RosterAppointment, entry: RosterEntry) {
  const changes: NonNullable<CheckedRow['changes']> = []
  const before = { division: known.division, until: known.until }
  const after = { division: entry.division ?? known.division, until: entry.until ?? known.until }
  if (after.division !== before.division) changes.push(['division', before.division, after.division])
  if (after.until !== before.until) changes.push(['until', before.until, after.until])
  entry.from ??= known.from
  entry.until ??= known.until
  if (changes.length > 0) plan.appointmentChanges.push({ unit: known.unit, id: known.id, before, after })
  Object.assign(known, after)
  return changes
}
