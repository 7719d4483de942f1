import type { Db } from './db/database.ts'

declare module './db/schema.ts' {
  interface Schema {
    /** What has been done to this installation: which preset is loaded, whether examples are in. */
    installation: { name: string; value: string; at: Date }
  }
}

/** What was noted under `name`, or null. */
export async function noted(db: Db, name: string): Promise<string | null> {
  const row = await db.selectFrom('installation').select('value').where('name', '=', name).executeTakeFirst()
  return row?.value ?? null
}

/** Notes `value` under `name`, over what stood there. */
export async function note(tx: Db, name: string, value: string, at = new Date()): Promise<void> {
  await tx
    .insertInto('installation')
    .values({ name, value, at })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, at }))
    .execute()
}

/** Takes the note away. */
export async function forget(tx: Db, name: string): Promise<void> {
  await tx.deleteFrom('installation').where('name', '=', name).execute()
}
