import type { Insertable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { Schema } from '../../platform/db/schema.ts'

type Row<T extends keyof Schema> = Insertable<Schema[T]>

/** Adds elections; one that is there takes the new words and days. */
export async function putElections(tx: Tx, rows: readonly Row<'election'>[]): Promise<void> {
  for (const row of rows) {
    const { id: _, ...rest } = row
    await tx
      .insertInto('election')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(rest))
      .execute()
  }
}

/** The areas of an election become exactly `scopes`. */
export async function putAreas(tx: Tx, electionId: string, scopes: readonly string[]): Promise<void> {
  await tx.deleteFrom('election_area').where('election_id', '=', electionId).execute()
  if (scopes.length > 0) {
    await tx
      .insertInto('election_area')
      .values(scopes.map((scope) => ({ election_id: electionId, scope })))
      .execute()
  }
}

export async function putContests(tx: Tx, rows: readonly Row<'contest'>[]): Promise<void> {
  for (const row of rows) {
    const { election_id: _, code: __, ...rest } = row
    await tx
      .insertInto('contest')
      .values(row)
      .onConflict((conflict) => conflict.columns(['election_id', 'code']).doUpdateSet(rest))
      .execute()
  }
}

export async function putStages(tx: Tx, rows: readonly Row<'stage'>[]): Promise<void> {
  for (const row of rows) {
    const { election_id: _, id: __, ...rest } = row
    await tx
      .insertInto('stage')
      .values(row)
      .onConflict((conflict) => conflict.columns(['election_id', 'id']).doUpdateSet(rest))
      .execute()
  }
}

export const deleteStage = (tx: Tx, electionId: string, id: string) =>
  tx.deleteFrom('stage').where('election_id', '=', electionId).where('id', '=', id).execute()

/** Voters of an area on a list as of a day; the same area, list and day takes the new count. */
export async function putVoters(tx: Tx, rows: readonly Row<'registered_voters'>[]): Promise<void> {
  for (const row of rows) {
    await tx
      .insertInto('registered_voters')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .columns(['work_unit_id', 'election_id', 'list', 'as_on'])
          .doUpdateSet({ voters: row.voters, source: row.source, conf: row.conf, example: row.example }),
      )
      .execute()
  }
}

export async function putTurnout(tx: Tx, rows: readonly Row<'turnout'>[]): Promise<void> {
  for (const row of rows) {
    const { work_unit_id: _, id: __, ...rest } = row
    await tx
      .insertInto('turnout')
      .values(row)
      .onConflict((conflict) => conflict.columns(['work_unit_id', 'id']).doUpdateSet(rest))
      .execute()
  }
}

export const deleteTurnout = (tx: Tx, scope: string, id: string) =>
  tx.deleteFrom('turnout').where('work_unit_id', '=', scope).where('id', '=', id).execute()

/** Takes out every election that is an example, with its calendar and figures. */
export async function deleteExamples(tx: Tx): Promise<void> {
  await tx.deleteFrom('registered_voters').where('example', '=', true).execute()
  await tx.deleteFrom('turnout').where('example', '=', true).execute()
  await tx.deleteFrom('election').where('example', '=', true).execute()
}
