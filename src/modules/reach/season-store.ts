import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { electionById } from '../elections/index.ts'
import { programmesIn } from '../outreach/index.ts'
import type { Season } from './season.ts'

/** Seasons that have, or had, a key; the newest first. `root` is the unit above all. */
export async function seasonsOf(db: Db, root: string): Promise<Season[]> {
  const rows = await db
    .selectFrom('reach_season_key')
    .select(['election_id as electionId', 'created_at as createdAt', 'destroyed_at as erasedAt'])
    .orderBy('created_at', 'desc')
    .orderBy('election_id')
    .execute()
  const seasons: Season[] = []
  for (const row of rows) {
    const programmes = await programmesIn(db, { scope: root, electionId: row.electionId })
    // Examples lie in the past and are there to be tried: they end nothing.
    const days = programmes.filter(({ example }) => !example).map(({ endsOn }) => endsOn)
    const votingOn = programmes.length === 0 ? (await electionById(db, row.electionId))?.votingOn : null
    seasons.push({ ...row, endsOn: days.sort().at(-1) ?? votingOn ?? null })
  }
  return seasons
}

/** When the key of a season was destroyed; null while it is there, or was never made. */
export async function seasonErasedAt(db: Db, electionId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('reach_season_key')
    .select('destroyed_at as at')
    .where('election_id', '=', electionId)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Overwrites a season's key with nothing; false when it is gone already. */
export async function destroySeasonKey(db: Db, electionId: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('reach_season_key')
    .set({ key: null, destroyed_at: at })
    .where('election_id', '=', electionId)
    .where('destroyed_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Frees the row that held the key, so that the database's own file forgets it too; not within a transaction. */
export const forgetOldRows = (db: Db) => sql`vacuum reach_season_key`.execute(db)
