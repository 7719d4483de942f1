import { sql } from 'kysely'
import type { Db } from '../../../platform/db/database.ts'
import { withinScopes } from '../within-scopes.ts'
import type { RosterChoices } from './check-roster.ts'
import type { ImportKey } from './imports-store.ts'
import type { RosterLayout } from './layout.ts'
import type { CheckedRow, RosterCounts, RosterOutcome } from './plan.ts'
import type { ProblemGroup } from './problems.ts'
import type { RosterState } from './tables.ts'

/** The head of an import; what was read and chosen is null once it has ended. */
export interface RosterImport extends ImportKey {
  accountId: string
  accountName: string
  fileName: string
  fileHash: string
  format: 'xlsx' | 'ods' | 'csv'
  sheetName: string | null
  /** Names of the file's visible sheets; another can be chosen where there are several. */
  sheetNames: string[]
  state: RosterState
  layout: RosterLayout | null
  choices: RosterChoices | null
  counts: RosterCounts | null
  createdAt: Date
  expiresAt: Date
  endedAt: Date | null
}

const heads = (db: Db) =>
  db
    .selectFrom('roster_import')
    .select(['work_unit_id as unitId', 'id', 'account_id as accountId', 'account_name as accountName'])
    .select(['file_name as fileName', 'file_hash as fileHash', 'format', 'sheet_name as sheetName'])
    .select(['sheet_names as sheetNames', 'state'])
    .select(['layout', 'choices', 'counts'])
    .select(['created_at as createdAt', 'expires_at as expiresAt', 'ended_at as endedAt'])

/** One import by its id alone, as it stands in an address. */
export async function importById(db: Db, id: string): Promise<RosterImport | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return heads(db).where('id', '=', id).executeTakeFirst()
}

/** The packed sheet of an import that has not ended. */
export async function importSheet(db: Db, { unitId, id }: ImportKey): Promise<Uint8Array | null> {
  const found = await db
    .selectFrom('roster_import')
    .select('sheet')
    .where('work_unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.sheet ?? null
}

/** The file of an import that has not ended, where it has several sheets. */
export async function importFile(db: Db, { unitId, id }: ImportKey): Promise<Uint8Array | null> {
  const found = await db
    .selectFrom('roster_import')
    .select('file')
    .where('work_unit_id', '=', unitId)
    .where('id', '=', id)
    .executeTakeFirst()
  return found?.file ?? null
}

/** Imports of the scopes, the latest first; drafts only those of the account itself. */
export const importsWithin = (
  db: Db,
  { scopes, accountId, limit }: { scopes: readonly string[]; accountId: string; limit: number },
): Promise<RosterImport[]> =>
  heads(db)
    .where(withinScopes('work_unit_id', scopes))
    .where((where) => where.or([where('account_id', '=', accountId), where('state', '=', 'done')]))
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()

/** Rows of a check in the order of the sheet, after row `after`; `outcome` narrows. */
export async function checkedRows(
  db: Db,
  { unitId, id }: ImportKey,
  { outcome, after = 0, limit }: { outcome?: RosterOutcome; after?: number; limit: number },
): Promise<CheckedRow[]> {
  let query = db
    .selectFrom('roster_import_row')
    .select('detail')
    .where('work_unit_id', '=', unitId)
    .where('import_id', '=', id)
    .where('row_number', '>', after)
    .orderBy('row_number')
    .limit(limit)
  if (outcome) query = query.where('outcome', '=', outcome)
  return (await query.execute()).map(({ detail }) => detail)
}

export interface NumberedProblem extends ProblemGroup {
  number: number
}

/** Problems of a check, after the one with number `after`. */
export async function checkProblems(
  db: Db,
  { unitId, id }: ImportKey,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<NumberedProblem[]> {
  const rows = await db
    .selectFrom('roster_import_problem')
    .select(['number', 'detail'])
    .where('work_unit_id', '=', unitId)
    .where('import_id', '=', id)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(({ number, detail }) => ({ ...detail, number }))
}

/** How many different problems a check has. */
export async function countProblems(db: Db, { unitId, id }: ImportKey): Promise<number> {
  const { rows } = await sql<{ problems: number }>`
    select count(*)::int as problems from roster_import_problem
    where work_unit_id = ${unitId} and import_id = ${id}::uuid`.execute(db)
  return rows[0]?.problems ?? 0
}
