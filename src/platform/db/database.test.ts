import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../test/support/database.ts'

test('a session that the server ends between two statements of a transaction fails it and nothing else', async () => {
  const { db, engine, close } = await testDatabase()
  // The embedded database has one session, which nobody ends.
  if (engine === 'postgres') {
    const broken = db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db)
      // Until the end of the session has come through: unheard, it would end the program.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await sql`select 1`.execute(tx)
    })
    await expect(broken).rejects.toThrow()
  }
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
  expect(rows).toEqual([{ one: 1 }])
  await close()
})
