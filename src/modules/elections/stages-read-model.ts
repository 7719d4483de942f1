import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Confidence, StageKind } from './tables.ts'

/** A dated part of an election's calendar. */
export interface Stage {
  electionId: string
  id: string
  nameId: string
  nameEn: string
  /** First and last day (YYYY-MM-DD), both included, in the local time of every unit. */
  from: string
  until: string
  /** The stage holds in this unit and everything under it. */
  scope: string
  kind: StageKind
  source: string
  conf: Confidence
}

const stagesQuery = (db: Db) =>
  db
    .selectFrom('stage')
    .select([
      'stage.election_id as electionId',
      'stage.id',
      'stage.name_id as nameId',
      'stage.name_en as nameEn',
      'stage.from_on as from',
      'stage.until_on as until',
      'stage.scope',
      'stage.kind',
      'stage.source',
      'stage.conf',
    ])

/** The calendar of an election in the order of its days. */
export const stagesOf = (db: Db, electionId: string): Promise<Stage[]> =>
  stagesQuery(db)
    .where('election_id', '=', electionId)
    .orderBy('from_on')
    .orderBy('until_on')
    .orderBy('id')
    .execute()

export const stageById = (db: Db, electionId: string, id: string): Promise<Stage | undefined> =>
  stagesQuery(db).where('election_id', '=', electionId).where('id', '=', id).executeTakeFirst()

/** `outer` is `inner` or above it in the tree. */
const above = (outer: ReturnType<typeof sql.ref>, inner: string) =>
  sql<boolean>`(${inner} = ${outer} or starts_with(${inner}, ${outer} || '.'))`

/**
 * What comes next for a unit: stages that end on or after `day` (YYYY-MM-DD), hold in `scope`, and belong to an
 * election in which `scope` or something under it takes part. The soonest first.
 */
export const nextStages = (
  db: Db,
  { day, scope, limit }: { day: string; scope: string; limit: number },
): Promise<Stage[]> =>
  stagesQuery(db)
    .where('until_on', '>=', day)
    .where(above(sql.ref('stage.scope'), scope))
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('election_area')
          .select('election_area.scope')
          .whereRef('election_area.election_id', '=', 'stage.election_id')
          .where(
            sql<boolean>`(${above(sql.ref('election_area.scope'), scope)}
              or starts_with(election_area.scope, ${`${scope}.`}))`,
          ),
      ),
    )
    .orderBy('from_on')
    .orderBy('until_on')
    .orderBy('stage.id')
    .limit(limit)
    .execute()
