import { sql } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import { mostAtOnce, overlap, termEnd, termsServed } from './appointment-rules.ts'
import { appointmentsOf, appointmentsTo } from './appointments-read-model.ts'
import { insertAppointments, type NewAppointment } from './appointments-store.ts'
import { isDay } from './days.ts'
import { divisionsOf, type Position, positionsOf } from './divisions-read-model.ts'
import { personById } from './people-read-model.ts'
import { dayParam, missing, refuseField } from './refusals.ts'
import type { Unit, UnitTree } from './unit-tree.ts'

/** Which position of which unit somebody is to hold, and from when until when. */
export interface Placing {
  unit: Unit
  personId: string
  position: string
  division: string | null
  from: string
  /** Left out: the end of the position's term, or no end where it has none. */
  until?: string | null
  replacesId?: string | null
}

/**
 * Gives a person a position, in the transaction of a command that has checked who may.
 * Refuses at the field: days that are none, an unknown position, a division outside the commissioners, a seat that
 * is taken on any day of the term, a person who serves elsewhere on any such day, and a term too many.
 */
export async function placePerson(tx: Tx, tree: UnitTree, placing: Placing): Promise<Result<NewAppointment>> {
  const position = (await positionsOf(tx)).find(({ code }) => code === placing.position)
  if (!position) return refuseField('position', 'directory.refusal.position')
  const division = placing.division
  if (division !== null) {
    if (position.side !== 'commissioner') return refuseField('division', 'directory.refusal.divisionOfSide')
    const known = (await divisionsOf(tx)).some(({ code }) => code === division)
    if (!known) return refuseField('division', 'directory.refusal.division')
  }
  if (!isDay(placing.from)) return refuseField('from', 'directory.refusal.day')
  const until = placing.until === undefined ? termEnd(placing.from, position.termYears) : placing.until
  if (until !== null && !isDay(until)) return refuseField('until', 'directory.refusal.day')
  if (until !== null && until < placing.from) return refuseField('until', 'directory.refusal.untilBeforeFrom')
  if (until === null && position.termYears !== null)
    return refuseField('until', 'directory.refusal.termNeeded')
  const appointment: NewAppointment = {
    id: newId(),
    unitId: placing.unit.id,
    personId: placing.personId,
    position: position.code,
    division,
    from: placing.from,
    until,
    replacesId: placing.replacesId ?? null,
  }
  const free = await isSeatFree(tx, placing.unit, position, appointment)
  if (!free.ok) return free
  const fits = await personFits(tx, tree, placing.unit, position, appointment)
  if (!fits.ok) return fits
  await insertAppointments(tx, [appointment])
  return ok(appointment)
}

/** A seat must be free on every day; two appointments to the last seat of a unit wait for each other here. */
async function isSeatFree(
  tx: Tx,
  unit: Unit,
  { code }: Position,
  span: NewAppointment,
): Promise<Result<null>> {
  await sql`select from work_unit where id = ${unit.id} for no key update`.execute(tx)
  const seat = await tx
    .selectFrom('seat')
    .select('seats')
    .where('work_unit_id', '=', unit.id)
    .where('position_code', '=', code)
    .executeTakeFirst()
  if (!seat) return ok(null)
  const held = await appointmentsTo(tx, { unitId: unit.id, position: code })
  if (mostAtOnce(held, span) < seat.seats) return ok(null)
  return refuseField('position', 'directory.refusal.seats', { seats: seat.seats, unit: unit.shortName })
}

/** One person holds one position at a time, and no more terms on one level than the position allows. */
async function personFits(
  tx: Tx,
  tree: UnitTree,
  unit: Unit,
  position: Position,
  span: NewAppointment,
): Promise<Result<null>> {
  await sql`select from person where id = ${span.personId}::uuid for no key update`.execute(tx)
  const person = await personById(tx, span.personId)
  if (!person || person.erasedAt) return missing
  const held = await appointmentsOf(tx, span.personId)
  const clash = held.find((other) => overlap(other, span))
  if (clash) {
    return refuseField('from', 'directory.refusal.overlap', {
      name: person.name,
      unit: tree.byId(clash.unitId)?.shortName ?? clash.unitId,
      from: dayParam(clash.from),
      until: clash.until === null ? '' : dayParam(clash.until),
      isOpen: clash.until === null ? 'yes' : 'no',
    })
  }
  if (position.termsAtMost === null) return ok(null)
  const onThisLevel = held.filter(
    (other) => other.side === position.side && tree.byId(other.unitId)?.level === unit.level,
  )
  const terms = termsServed([...onThisLevel, { ...span, endReason: null }])
  if (terms <= position.termsAtMost) return ok(null)
  return refuseField('person', 'directory.refusal.terms', {
    name: person.name,
    terms: terms - 1,
    most: position.termsAtMost,
  })
}
