import type { Generated } from 'kysely'
import type { Db } from './database.ts'

declare module './schema.ts' {
  interface Schema {
    /** Written by triggers alone, in the transaction that changes the subject. */
    change_mark: { id: Generated<number>; subject: string; mark: string }
  }
}

/**
 * A text that is another one whenever something has been committed to the subjects (tables that have the trigger
 * `raise_change_mark`), in whatever process, and the same one otherwise. Marks are drawn at random and never come back:
 * the same text means the same rows, also after a restore or on a standby that took over.
 *
 * Ask BEFORE reading: what is committed between the two then shows the next time. A transaction that changes a subject
 * must be of the isolation `read committed`, which is the default.
 */
export async function changeMarks(db: Db, subjects: readonly string[]): Promise<string> {
  const rows = await db
    .selectFrom('change_mark')
    .select('mark')
    .where('subject', 'in', subjects)
    .orderBy('id')
    .execute()
  return rows.map(({ mark }) => mark).join(' ')
}
