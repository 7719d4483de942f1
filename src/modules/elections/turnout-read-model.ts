import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { Confidence, DenominatorKind, TurnoutArea, TurnoutMethod } from './tables.ts'

/** One statement of turnout by one source; never a bare percentage. */
export interface Turnout {
  scope: string
  id: string
  electionId: string
  contest: string
  area: TurnoutArea
  method: TurnoutMethod
  /** How many areas a mean was taken over. */
  areas: number | null
  voted: number | null
  /** Voters on each list, where the source gives them. */
  dpt: number | null
  dptb: number | null
  dpk: number | null
  /** What the source divided by, and which lists it says that is. */
  denominator: number | null
  denominatorKind: DenominatorKind
  statedPercent: number | null
  isApproximate: boolean
  targetPercent: number | null
  /** YYYY-MM-DD; null where the source names no day. */
  asOn: string | null
  note: string | null
  source: string
  conf: Confidence
  example: boolean
}

const turnoutQuery = (db: Db, electionId: string) =>
  db
    .selectFrom('turnout')
    .select([
      'work_unit_id as scope',
      'id',
      'election_id as electionId',
      'contest',
      'area',
      'method',
      'areas',
      'voted',
      'dpt',
      'dptb',
      'dpk',
      'denominator',
      'denominator_kind as denominatorKind',
      'stated_percent as statedPercent',
      'is_approximate as isApproximate',
      'target_percent as targetPercent',
      'as_on as asOn',
      'note',
      'source',
      'conf',
      'example',
    ])
    .where('election_id', '=', electionId)

/** Every turnout record of an election: the whole country first, then by area and contest. */
export const turnoutOf = (db: Db, electionId: string): Promise<Turnout[]> =>
  turnoutQuery(db, electionId).orderBy('work_unit_id').orderBy('contest').orderBy('id').execute()

/** One record; undefined for an identifier that is none. */
export const turnoutById = async (db: Db, electionId: string, id: string): Promise<Turnout | undefined> =>
  isId(id) ? turnoutQuery(db, electionId).where('id', '=', id).executeTakeFirst() : undefined
