import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { ImportChoices } from './choices.ts'
import type { ImportCounts } from './read-export.ts'
import type { ImportState } from './tables.ts'

/** A file of a platform on its way in, or as it came in. */
export interface StatedImport {
  workUnitId: string
  id: string
  electionId: string
  base: string | null
  publicationId: string | null
  statedOn: string
  fileName: string
  fileHash: string
  state: ImportState
  choices: ImportChoices
  counts: ImportCounts | null
  byName: string
  createdAt: Date
  keptAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
  example: boolean
}

const columns = [
  'work_unit_id as workUnitId',
  'id',
  'election_id as electionId',
  'base',
  'publication_id as publicationId',
  'stated_on as statedOn',
  'file_name as fileName',
  'file_hash as fileHash',
  'state',
  'choices',
  'counts',
  'account_name as byName',
  'created_at as createdAt',
  'kept_at as keptAt',
  'undone_at as undoneAt',
  'undone_by as undoneBy',
  'example',
] as const

export const importById = async (
  db: Db,
  workUnitId: string,
  id: string,
): Promise<StatedImport | undefined> =>
  isId(id)
    ? db
        .selectFrom('stated_import')
        .select(columns)
        .where('work_unit_id', '=', workUnitId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined

/** The import that brought a file and still stands. */
export const keptImportOf = (
  db: Db,
  workUnitId: string,
  electionId: string,
  fileHash: string,
): Promise<StatedImport | undefined> =>
  db
    .selectFrom('stated_import')
    .select(columns)
    .where('work_unit_id', '=', workUnitId)
    .where('election_id', '=', electionId)
    .where('file_hash', '=', fileHash)
    .where('state', '=', 'kept')
    .executeTakeFirst()

/** Files that came in, in a unit and everything under it, the newest first. */
export const importsIn = (
  db: Db,
  { scope, electionId, limit }: { scope: string; electionId: string; limit: number },
): Promise<StatedImport[]> =>
  db
    .selectFrom('stated_import')
    .select(columns)
    .where('election_id', '=', electionId)
    .where(sql<boolean>`(work_unit_id = ${scope} or starts_with(work_unit_id, ${`${scope}.`}))`)
    .where('state', '<>', 'draft')
    .orderBy('kept_at', 'desc')
    .limit(limit)
    .execute()

/** The cells of a draft. */
export async function sheetOf(db: Db, { workUnitId, id }: StatedImport): Promise<string[][]> {
  const { sheet } = await db
    .selectFrom('stated_import')
    .select('sheet')
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!sheet) throw new Error('A draft has lost its cells.')
  return JSON.parse((await promisify(gunzip)(sheet)).toString('utf8')) as string[][]
}

/** The cells as they are kept with a draft. */
export const packed = (sheet: readonly (readonly string[])[]): Promise<Uint8Array> =>
  promisify(gzip)(JSON.stringify(sheet))
