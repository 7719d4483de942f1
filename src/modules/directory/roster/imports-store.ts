import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/database.ts'
import type { RosterChoices } from './check-roster.ts'
import type { RosterLayout } from './layout.ts'
import type { RosterCounts } from './plan.ts'
import type { CheckAnswer } from './roster-task.ts'
import type { RosterState } from './tables.ts'

export interface ImportKey {
  unitId: string
  id: string
}

export interface NewImport extends ImportKey {
  accountId: string
  accountName: string
  fileName: string
  fileHash: string
  format: 'xlsx' | 'ods' | 'csv'
  sheetName: string | null
  sheetNames: readonly string[]
  sheet: Uint8Array
  /** Kept where another sheet may be chosen. */
  file: Uint8Array | null
  layout: RosterLayout
  choices: RosterChoices
  createdAt: Date
  expiresAt: Date
}

/** Keeps a roster that was read, before anything is imported from it. */
export async function insertImport(tx: Db, draft: NewImport): Promise<void> {
  await tx
    .insertInto('roster_import')
    .values({
      work_unit_id: draft.unitId,
      id: draft.id,
      account_id: draft.accountId,
      account_name: draft.accountName,
      file_name: draft.fileName,
      file_hash: draft.fileHash,
      format: draft.format,
      sheet_name: draft.sheetName,
      sheet_names: JSON.stringify(draft.sheetNames),
      state: 'columns',
      sheet: draft.sheet,
      file: draft.file,
      layout: JSON.stringify(draft.layout),
      choices: JSON.stringify(draft.choices),
      counts: null,
      created_at: draft.createdAt,
      expires_at: draft.expiresAt,
      ended_at: null,
    })
    .execute()
}

const one = (tx: Db, { unitId, id }: ImportKey) =>
  tx.updateTable('roster_import').where('work_unit_id', '=', unitId).where('id', '=', id)

/** Writes where the head stands and what the columns hold. */
export async function saveLayout(tx: Db, key: ImportKey, layout: RosterLayout, choices: RosterChoices) {
  await one(tx, key)
    .set({ layout: JSON.stringify(layout), choices: JSON.stringify(choices) })
    .execute()
}

/** Puts another sheet of the file in the place of the one that was read; what was checked of that one goes. */
export async function saveSheet(
  tx: Tx,
  key: ImportKey,
  { sheetName, sheet, layout, choices }: Pick<NewImport, 'sheetName' | 'sheet' | 'layout' | 'choices'>,
): Promise<void> {
  await clearCheck(tx, key)
  await one(tx, key)
    .set({
      state: 'columns',
      sheet_name: sheetName,
      sheet,
      layout: JSON.stringify(layout),
      choices: JSON.stringify(choices),
      counts: null,
    })
    .execute()
}

/** Replaces rows and problems by those of a new check, and remembers the choices it was made with. */
export async function saveCheck(
  tx: Tx,
  key: ImportKey,
  choices: RosterChoices,
  check: CheckAnswer,
): Promise<void> {
  await clearCheck(tx, key)
  const { numbers, outcomes, details } = check.rows
  const step = 5_000
  for (let at = 0; at < numbers.length; at += step) {
    await sql`
      insert into roster_import_row (work_unit_id, import_id, row_number, outcome, detail)
      select ${key.unitId}, ${key.id}::uuid, row_number, outcome, detail::jsonb
      from unnest(${numbers.slice(at, at + step)}::int[], ${outcomes.slice(at, at + step)}::text[],
        ${details.slice(at, at + step)}::text[]) as checked (row_number, outcome, detail)`.execute(tx)
  }
  for (let at = 0; at < check.problems.length; at += step) {
    await sql`
      insert into roster_import_problem (work_unit_id, import_id, number, detail)
      select ${key.unitId}, ${key.id}::uuid, ${at}::int + number, detail::jsonb
      from unnest(${check.problems.slice(at, at + step)}::text[]) with ordinality as found (detail, number)`.execute(
      tx,
    )
  }
  await one(tx, key)
    .set({ state: 'preview', choices: JSON.stringify(choices), counts: JSON.stringify(check.counts) })
    .execute()
}

async function clearCheck(tx: Tx, { unitId, id }: ImportKey) {
  await tx
    .deleteFrom('roster_import_row')
    .where('work_unit_id', '=', unitId)
    .where('import_id', '=', id)
    .execute()
  await tx
    .deleteFrom('roster_import_problem')
    .where('work_unit_id', '=', unitId)
    .where('import_id', '=', id)
    .execute()
}

export async function setImportState(tx: Db, key: ImportKey, state: RosterState): Promise<void> {
  await one(tx, key).set({ state }).execute()
}

/** Ends an import: only its head stays, without the people's data. */
export async function endImport(
  tx: Tx,
  key: ImportKey,
  { state, counts, at }: { state: RosterState; counts?: RosterCounts; at: Date },
): Promise<void> {
  await clearCheck(tx, key)
  await one(tx, key)
    .set({
      state,
      sheet: null,
      file: null,
      layout: null,
      choices: null,
      ended_at: at,
      ...(counts ? { counts: JSON.stringify(counts) } : {}),
    })
    .execute()
}

/** Takes the data out of drafts that nobody finished in time. */
export async function expireImports(tx: Tx, at: Date): Promise<void> {
  const late = await tx
    .selectFrom('roster_import')
    .select(['work_unit_id as unitId', 'id'])
    .where('sheet', 'is not', null)
    .where('expires_at', '<', at)
    .execute()
  for (const key of late) await endImport(tx, key, { state: 'expired', at })
}

/** Writes the division and the last day that a roster corrects. */
export async function correctAppointment(
  tx: Tx,
  { unitId, id }: ImportKey,
  { division, until }: { division: string | null; until: string | null },
): Promise<void> {
  await tx
    .updateTable('appointment')
    .set({ division_code: division, until_on: until })
    .where('work_unit_id', '=', unitId)
    .where('id', '=', id)
    .execute()
}
