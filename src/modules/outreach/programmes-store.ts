import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

/** The bases of the preset; one that is there takes the new words and numbers. */
export async function putBases(tx: Tx, rows: readonly Row<'voter_base'>[]): Promise<void> {
  for (const row of rows) {
    const { code: _, ...rest } = row
    await tx
      .insertInto('voter_base')
      .values(row)
      .onConflict((conflict) => conflict.column('code').doUpdateSet(rest))
      .execute()
  }
}
