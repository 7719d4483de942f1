import { sql } from 'kysely'
import type { Db } from '../db/database.ts'

export interface BackupTable {
  /** Schema and name, quoted: `public.account`. */
  name: string
  columns: readonly { name: string; type: string }[]
}

/** Tables that say how the database was made and written rather than what it holds; restoring makes them itself. */
const machinery = [
  'public.kysely_migration',
  'public.kysely_migration_lock',
  'public.change_mark',
  'pgboss.version',
]

/** Every table with data: ours and the job queue's; partitions instead of the tables above them. */
export async function tablesOf(db: Db): Promise<BackupTable[]> {
  const { rows } = await sql<{ name: string; columns: { name: string; type: string }[] }>`
    select format('%I.%I', n.nspname, c.relname) as name,
      json_agg(json_build_object('name', format('%I', a.attname), 'type', format_type(a.atttypid, a.atttypmod))
        order by a.attnum) as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and n.nspname in ('public', 'pgboss')
    group by n.nspname, c.relname
    order by n.nspname, c.relname`.execute(db)
  return rows.filter(({ name }) => !machinery.includes(name))
}

export interface ForeignKey {
  table: string
  name: string
  definition: string
}

/** Foreign keys between those tables, as statements that make them again. */
export async function foreignKeysOf(db: Db): Promise<ForeignKey[]> {
  const { rows } = await sql<ForeignKey>`
    select format('%I.%I', n.nspname, c.relname) as table, format('%I', k.conname) as name,
      pg_get_constraintdef(k.oid) as definition
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname = 'public'`.execute(db)
  return rows
}
