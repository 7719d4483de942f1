import type { Db } from '../../platform/db/database.ts'
import { subjectOf } from './notice-checks.ts'

const actions = [
  'publications.write',
  'publications.edit',
  'publications.publish',
  'publications.correct',
  'publications.withdraw',
] as const

export interface HistoryEntry {
  at: Date
  name: string
  action: (typeof actions)[number]
}

/** Who did what to a notice, the latest first, from the audit trail. */
export async function historyOf(db: Db, workUnitId: string, id: string): Promise<HistoryEntry[]> {
  const rows = await db
    .selectFrom('audit_entry')
    .select(['at', 'actor_name as name', 'action'])
    .where('scope', '=', workUnitId)
    .where('subject', '=', subjectOf(id))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.flatMap(({ at, name, action: done }) => {
    const action = actions.find((one) => one === done)
    return action ? [{ at, name, action }] : []
  })
}
