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

export type Quotas = Partial<Record<ParticipantSide, number>>

/** How many of a side one unit may send at most; a side without one has no limit. */
export async function quotasOf(db: Db, meeting: MeetingKey): Promise<Quotas> {
  const rows = await db
    .selectFrom('participant_quota')
    .select(['side', 'seats'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .execute()
  return Object.fromEntries(rows.map(({ side, seats }) => [side, seats]))
}
