import type { Db } from '../../platform/db/database.ts'
import type { Confidence, VoterList } from './tables.ts'

/** Voters of an area on one list as of one day. A denominator, never people reached. */
export interface RegisteredVoters {
  scope: string
  list: VoterList
  /** YYYY-MM-DD */
  asOn: string
  voters: number
  source: string
  conf: Confidence
  example: boolean
}

/**
 * Registered voters of an election as their sources state them: of each area and list the latest count.
 * Areas without a record are not there; nothing is summed and nothing made up.
 */
export const registeredVoters = (
  db: Db,
  { electionId, list }: { electionId: string; list?: VoterList },
): Promise<RegisteredVoters[]> =>
  db
    .selectFrom('registered_voters')
    .distinctOn(['work_unit_id', 'list'])
    .select(['work_unit_id as scope', 'list', 'as_on as asOn', 'voters', 'source', 'conf', 'example'])
    .where('election_id', '=', electionId)
    .$if(list !== undefined, (query) => query.where('list', '=', list ?? 'DPT'))
    .orderBy('work_unit_id')
    .orderBy('list')
    .orderBy('as_on', 'desc')
    .execute()
