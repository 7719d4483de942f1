import { type Insertable, sql, type Updateable } from 'kysely'
import { countRows } from '../../platform/db/count-rows.ts'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'
import { newId } from '../../platform/ids.ts'
import { plainWords } from '../directory/index.ts'
import type { MeetingKey, ParticipantSide } from '../meetings/index.ts'
import { newPersonalCode } from './personal-code.ts'
import type { AlsoHeld, ParticipantOrigin, ParticipantState } from './tables.ts'

/** Somebody to be put on the list; what is left out is unknown, id and code are made. */
export interface NewParticipant {
  id?: string
  code?: string
  personId?: string | null
  name: string
  gender?: 'f' | 'm' | null
  unitId: string
  side: ParticipantSide
  position?: string | null
  title?: string | null
  division?: string | null
  alsoHeld?: readonly AlsoHeld[]
  ruleId?: string | null
  origin: ParticipantOrigin
  state: ParticipantState
  reason?: string | null
  representsId?: string | null
  venueId?: string | null
  arrivesAt?: Date | null
  leavesAt?: Date | null
  travel?: string | null
  needs?: string | null
  needsAccessible?: boolean
  sharesRoomWith?: string | null
  wishes?: Readonly<Record<string, number>>
  answeredAt?: Date | null
  example?: boolean
}

/** The province a unit lies in: `id.33` of `id.33.73`; null for the national office. */
export const provinceOf = (unitId: string) =>
  unitId
    .split('.')
    .slice(0, 2)
    .join('.')
    .match(/.+\..+/)?.[0] ?? null

/** What search finds a participant by. */
export const participantWords = (name: string) => plainWords(name).join(' ')

const columnsOf = (meeting: MeetingKey, one: NewParticipant, at: Date) => ({
  work_unit_id: meeting.workUnitId,
  meeting_id: meeting.id,
  id: one.id ?? newId(at.getTime()),
  code: one.code ?? newPersonalCode(),
  person_id: one.personId ?? null,
  name: one.name,
  search_words: participantWords(one.name),
  gender: one.gender ?? null,
  unit_id: one.unitId,
  province_id: provinceOf(one.unitId),
  side: one.side,
  position_code: one.position ?? null,
  title: one.title ?? null,
  division_code: one.division ?? null,
  also_held: one.alsoHeld ?? [],
  rule_id: one.ruleId ?? null,
  kept: false,
  origin: one.origin,
  state: one.state,
  reason: one.reason ?? null,
  represents_id: one.representsId ?? null,
  venue_id: one.venueId ?? null,
  arrives_at: one.arrivesAt ?? null,
  leaves_at: one.leavesAt ?? null,
  travel: one.travel ?? null,
  needs: one.needs ?? null,
  needs_accessible: one.needsAccessible ?? false,
  shares_room_with: one.sharesRoomWith ?? null,
  wishes: one.wishes ?? {},
  answered_at: one.answeredAt ?? null,
  withdrawn: false,
  letter_at: null,
  travel_from: null,
  travel_until: null,
  created_at: at,
  changed_at: at,
  example: one.example ?? false,
})

/** Adds people to a meeting, any number; resolves to their ids in the order given. */
export async function writeParticipants(
  tx: Tx,
  meeting: MeetingKey,
  people: readonly NewParticipant[],
  at: Date,
): Promise<string[]> {
  const rows = people.map((one) => columnsOf(meeting, one, at))
  for (let from = 0; from < rows.length; from += 5000) {
    await sql`
      insert into participant
      select * from jsonb_populate_recordset(null::participant, ${JSON.stringify(rows.slice(from, from + 5000))}::jsonb)`.execute(
      tx,
    )
  }
  await countRows(tx, 'participant', rows.length)
  return rows.map(({ id }) => id)
}

export type ParticipantChange = Omit<
  Updateable<Schema['participant']>,
  'work_unit_id' | 'meeting_id' | 'id' | 'code'
>

/** Changes what is kept about one participant. */
export const changeParticipantRow = (tx: Tx, meeting: MeetingKey, id: string, change: ParticipantChange) =>
  tx
    .updateTable('participant')
    .set(change)
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()

/** Notes when letters were made for these participants. */
export const markLetters = (tx: Tx, meeting: MeetingKey, ids: readonly string[], at: Date) =>
  tx
    .updateTable('participant')
    .set({ letter_at: at })
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .execute()

/**
 * Keeps others from changing the list of a meeting until this transaction ends: two who take the last place of a unit
 * at once must not both get it.
 */
export const lockList = (tx: Tx, meeting: MeetingKey) =>
  sql`select from meeting where work_unit_id = ${meeting.workUnitId} and id = ${meeting.id} for update`.execute(
    tx,
  )

export const insertRule = (tx: Tx, row: Insertable<Schema['invitation_rule']>) =>
  tx.insertInto('invitation_rule').values(row).execute()

export const deleteRule = (tx: Tx, meeting: MeetingKey, id: string) =>
  tx
    .deleteFrom('invitation_rule')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .execute()

/** Puts the rules of a meeting into the order of these ids. */
export async function rankRules(tx: Tx, meeting: MeetingKey, ids: readonly string[]): Promise<void> {
  for (const [at, id] of ids.entries()) {
    await tx
      .updateTable('invitation_rule')
      .set({ rank: at + 1 })
      .where('work_unit_id', '=', meeting.workUnitId)
      .where('meeting_id', '=', meeting.id)
      .where('id', '=', id)
      .execute()
  }
}

/** Sets how many of a side a unit may send, every unit or (`unitId`) one of them; null takes the limit away. */
export async function putQuota(
  tx: Tx,
  meeting: MeetingKey,
  { side, unitId = '' }: { side: ParticipantSide; unitId?: string },
  seats: number | null,
) {
  await tx
    .deleteFrom('participant_quota')
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('side', '=', side)
    .where('unit_id', '=', unitId)
    .execute()
  if (seats === null) return
  await tx
    .insertInto('participant_quota')
    .values({ work_unit_id: meeting.workUnitId, meeting_id: meeting.id, side, unit_id: unitId, seats })
    .execute()
}

/** Empties what tells who somebody is, for people whose data the directory has erased; how many. */
export async function forgetErased(tx: Tx, at: Date): Promise<number> {
  await sql`
    delete from participant_photograph photograph using participant, person
    where participant.work_unit_id = photograph.work_unit_id and participant.meeting_id = photograph.meeting_id
      and participant.id = photograph.participant_id and person.id = participant.person_id
      and person.erased_at is not null`.execute(tx)
  const { numAffectedRows } = await sql`
    update participant set name = '', search_words = '', gender = null, title = null, needs = null,
      needs_accessible = false, travel = null, reason = null, shares_room_with = null, arrives_at = null,
      leaves_at = null, travel_from = null, travel_until = null, wishes = '{}', changed_at = ${at}
    from person
    where person.id = participant.person_id and person.erased_at is not null and participant.name <> ''`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
