import type { Db } from '../../platform/db/database.ts'
import { appointmentsHeld } from '../directory/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { type InvitationPlan, type Listed, matchRules, planInvitations } from './invitation-plan.ts'
import { quotasOf, rulesOf } from './rules-read-model.ts'

/** Everybody on the list, as a plan needs them; the cancelled too. */
export const listedOf = (db: Db, { workUnitId, id }: Pick<Meeting, 'workUnitId' | 'id'>): Promise<Listed[]> =>
  db
    .selectFrom('participant')
    .select(['id', 'person_id as personId', 'unit_id as unitId', 'side', 'origin', 'state', 'kept'])
    .where('work_unit_id', '=', workUnitId)
    .where('meeting_id', '=', id)
    .orderBy('search_words')
    .orderBy('id')
    .execute()

/** What the rules of a meeting say on its roster day against who is on the list now. */
export async function currentPlan(db: Db, meeting: Meeting): Promise<InvitationPlan> {
  const found = []
  for (const rule of await rulesOf(db, meeting)) {
    found.push({ rule, held: await appointmentsHeld(db, { ...rule, day: meeting.rosterOn }) })
  }
  return planInvitations(matchRules(found), await listedOf(db, meeting), await quotasOf(db, meeting))
}
