import type { Db } from '../../platform/db/database.ts'
import type { MeetingKey, ParticipantSide } from '../meetings/index.ts'

export type RuleLevel = 'national' | 'province' | 'district'
export const ruleLevels = ['national', 'province', 'district'] as const

/** Whom a meeting invites or leaves out, as a question about who is in office. */
export interface InvitationRule {
  id: string
  rank: number
  effect: 'invite' | 'leave-out'
  /** Null, and an empty list below: whichever. */
  side: 'commissioner' | 'secretariat' | null
  positions: string[]
  divisions: string[]
  levels: RuleLevel[]
  /** A unit and everything under it. */
  scope: string
}

/** The rules of a meeting in their order: a later one has the last word. */
export async function rulesOf(db: Db, meeting: MeetingKey): Promise<InvitationRule[]> {
  const rows = await db
    .selectFrom('invitation_rule')
    .select(['id', 'rank', 'effect', 'side', 'position_codes as positions', 'division_codes as divisions'])
    .select(['levels', 'scope'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('rank')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    ...row,
    levels: ruleLevels.filter((level) => row.levels.includes(level)),
  }))
}

/** How many of a side one unit may send at the most, by side; a side that is left out has no limit. */
export type Seats = Partial<Record<ParticipantSide, number>>

/** The quotas of a meeting: of every unit, and of those with their own, which goes before side by side. */
export interface Quotas {
  every: Seats
  own: ReadonlyMap<string, Seats>
}

export async function quotasOf(db: Db, meeting: MeetingKey): Promise<Quotas> {
  const rows = await db
    .selectFrom('participant_quota')
    .select(['side', 'unit_id', 'seats'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('unit_id')
    .execute()
  const byUnit = Map.groupBy(rows, ({ unit_id }) => unit_id)
  const seatsOf = (unitId: string): Seats =>
    Object.fromEntries((byUnit.get(unitId) ?? []).map(({ side, seats }) => [side, seats]))
  const units = [...byUnit.keys()].filter((unitId) => unitId !== '')
  return { every: seatsOf(''), own: new Map(units.map((unitId) => [unitId, seatsOf(unitId)])) }
}

/** How many of a side a unit may send; endless without a quota. */
export const quotaOf = (
  { every, own }: Quotas,
  { unitId, side }: { unitId: string; side: ParticipantSide },
): number => own.get(unitId)?.[side] ?? every[side] ?? Number.POSITIVE_INFINITY
