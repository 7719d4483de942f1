import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Confidence, ElectionKind } from './tables.ts'

export interface Election {
  id: string
  nameId: string
  nameEn: string
  kind: ElectionKind
  /** YYYY-MM-DD; null where the contests were voted on different days. */
  votingOn: string | null
  /** When polling stations open, in the local time of each: `07:00`. */
  opensAt: string | null
  source: string
  conf: Confidence
  example: boolean
}

/** One vote in an election: what a turnout belongs to. */
export interface Contest {
  electionId: string
  code: string
  nameId: string
  nameEn: string
  source: string
  conf: Confidence
}

const electionsQuery = (db: Db) =>
  db
    .selectFrom('election')
    .select([
      'id',
      'name_id as nameId',
      'name_en as nameEn',
      'kind',
      'voting_on as votingOn',
      'opens_at as opensAt',
      'source',
      'conf',
      'example',
    ])

/** All elections, the latest voting day first, those without a day last. */
export const electionsOf = (db: Db): Promise<Election[]> =>
  electionsQuery(db)
    .orderBy('voting_on', (order) => order.desc().nullsLast())
    .orderBy('id')
    .execute()

export const electionById = (db: Db, id: string): Promise<Election | undefined> =>
  electionsQuery(db).where('id', '=', id).executeTakeFirst()

/** The election whose voting day is next on or after `day` (YYYY-MM-DD), else the latest past one. */
export async function currentElection(db: Db, day: string): Promise<Election | undefined> {
  const next = await electionsQuery(db)
    .where('voting_on', '>=', day)
    .orderBy('voting_on')
    .orderBy('id')
    .executeTakeFirst()
  return (
    next ??
    (await electionsQuery(db)
      .where('voting_on', '<', day)
      .orderBy('voting_on', 'desc')
      .orderBy('id')
      .executeTakeFirst())
  )
}

/** The election voted on next, on `day` (YYYY-MM-DD) or later, in which `scope` or something under it takes part. */
export const nextElectionIn = (
  db: Db,
  { day, scope }: { day: string; scope: string },
): Promise<Election | undefined> =>
  electionsQuery(db)
    .where('voting_on', '>=', day)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('election_area')
          .select('scope')
          .whereRef('election_area.election_id', '=', 'election.id')
          .where(
            sql<boolean>`(${scope} = scope or starts_with(${scope}, scope || '.')
              or starts_with(scope, ${`${scope}.`}))`,
          ),
      ),
    )
    .orderBy('voting_on')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()

/** Scopes whose voters take part, each with everything under it; empty while it is not recorded. */
export async function electionAreas(db: Db, electionId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('election_area')
    .select('scope')
    .where('election_id', '=', electionId)
    .orderBy('scope')
    .execute()
  return rows.map(({ scope }) => scope)
}

export const contestsOf = (db: Db, electionId: string): Promise<Contest[]> =>
  db
    .selectFrom('contest')
    .select(['election_id as electionId', 'code', 'name_id as nameId', 'name_en as nameEn', 'source', 'conf'])
    .where('election_id', '=', electionId)
    .orderBy('position')
    .orderBy('code')
    .execute()

/** The name of an election, contest or stage in a language. */
export const nameIn = (locale: Locale, named: { nameId: string; nameEn: string }) =>
  locale === 'id' ? named.nameId : named.nameEn
