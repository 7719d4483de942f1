import type { Db } from '../../platform/db/database.ts'
import type { ChangeKind } from './tables.ts'

/** A change of an election's figures that no hit made. */
export interface FigureChange {
  kind: ChangeKind
  at: Date
}

/**
 * Notes in the transaction of the change that figures of an election are others now. `examples`: made-up hits were taken
 * out; `rebuilt`: sums were made anew from what is kept of each link and day, and may differ from what was shown.
 */
export async function noteChange(tx: Db, electionId: string, kind: ChangeKind, at: Date): Promise<void> {
  await tx
    .insertInto('reach_change')
    .values({ election_id: electionId, kind, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The latest changes of an election's figures, the newest first. */
export const changesOf = (db: Db, electionId: string): Promise<FigureChange[]> =>
  db
    .selectFrom('reach_change')
    .select(['kind', 'at'])
    .where('election_id', '=', electionId)
    .orderBy('at', 'desc')
    .limit(5)
    .execute()

/** Whether sums of an election wait to be made anew, or are (`rebuild-job.ts`). */
export async function isRebuilding(db: Db, electionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('reach_rebuild')
    .select('election_id')
    .where('election_id', '=', electionId)
    .executeTakeFirst()
  return row !== undefined
}
