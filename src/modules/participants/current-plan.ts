import type { Db } from '../../platform/db/database.ts'
import { appointmentsHeld } from '../directory/index.ts'
import type { Meeting } from '../meetings/index.ts'
import { type InvitationPlan, type Listed, matchRules, planInvitations } from './invitation-plan.ts'
import { quotasOf, rulesOf } from './rules-read-model.ts'

/** Everybody on the list, as a plan needs them; the cancelled too. Whose data was erased has no name here either. */
export const listedOf = (db: Db, { workUnitId, id }: Pick<Meeting, 'workUnitId' | 'id'>): Promise<Listed[]> =>
  db
    .selectFrom('participant')
    .leftJoin('person', (on) =>
      on.onRef('person.id', '=', 'participant.person_id').on('person.erased_at', 'is', null),
    )
    .select([
      'participant.id',
      'person_id as personId',
      'unit_id as unitId',
      'side',
      'origin',
      'state',
      'kept',
    ])
    .select(['withdrawn', 'participant.name', 'participant.gender', 'position_code as position'])
    .select(['division_code as division', 'also_held as alsoHeld'])
    .select(['person.name as nameNow', 'person.gender as genderNow'])
    .where('participant.work_unit_id', '=', workUnitId)
    .where('participant.meeting_id', '=', id)
    .orderBy('participant.search_words')
    .orderBy('participant.id')
    .execute()

/** What the rules of a meeting say on its roster day against who is on the list now. */
export async function currentPlan(db: Db, meeting: Meeting): Promise<InvitationPlan> {
  const found = []
  for (const rule of await rulesOf(db, meeting)) {
    found.push({ rule, held: await appointmentsHeld(db, { ...rule, day: meeting.rosterOn }) })
  }
  return planInvitations(matchRules(found), await listedOf(db, meeting), await quotasOf(db, meeting))
}
