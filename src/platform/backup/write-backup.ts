import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Database } from '../db/database.ts'
import { appliedMigrations } from '../db/migrate.ts'
import { tablesOf } from './tables.ts'

/** The first line of a backup. */
export interface BackupHead {
  jangkau: 'backup'
  version: 1
  at: string
  migrations: string[]
}

/** The line before the rows of a table; every row is then an array of texts and nulls in the order of `columns`. */
export interface BackupTableHead {
  table: string
  columns: string[]
}

/** The last line: without it, or with another sum, a backup is not whole. */
export interface BackupEnd {
  end: { rows: number; sha256: string }
}

const rowsAtOnce = 1_000

/**
 * Everything the database holds at one moment, as lines of JSON (see the types above). Every value is PostgreSQL's
 * own text for it, which reads back to the same value in every PostgreSQL. The sum is over all lines before the
 * last, each with its line feed.
 */
export async function* writeBackup({ db }: Pick<Database, 'db'>, at: Date): AsyncGenerator<string> {
  const sum = createHash('sha256')
  let rows = 0
  const headLine = (value: unknown) => {
    const text = `${JSON.stringify(value)}\n`
    sum.update(text)
    return text
  }
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').execute()
  try {
    const migrations = await appliedMigrations(tx)
    yield headLine({ jangkau: 'backup', version: 1, at: at.toISOString(), migrations } satisfies BackupHead)
    for (const { name, columns } of await tablesOf(tx)) {
      const names = columns.map((column) => column.name)
      yield headLine({ table: name, columns: names } satisfies BackupTableHead)
      // A row is made into its line by the database: each value that is taken over by itself costs time.
      const texts = names.map((column) => `${column}::text`).join(', ')
      await sql
        .raw(
          `declare backup_rows no scroll cursor for select array_to_json(array[${texts}])::text as line from ${name}`,
        )
        .execute(tx)
      for (;;) {
        const page = await sql.raw<{ line: string }>(`fetch ${rowsAtOnce} from backup_rows`).execute(tx)
        const lines = page.rows.map((row) => `${row.line}\n`).join('')
        sum.update(lines)
        if (lines !== '') yield lines
        rows += page.rows.length
        if (page.rows.length < rowsAtOnce) break
      }
      await sql.raw('close backup_rows').execute(tx)
    }
    yield `${JSON.stringify({ end: { rows, sha256: sum.digest('hex') } } satisfies BackupEnd)}\n`
  } finally {
    await tx.rollback().execute()
  }
}
