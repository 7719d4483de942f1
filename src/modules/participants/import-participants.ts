import type { Actor } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import type { Db } from '../../platform/db/database.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { changeList } from './change-list.ts'
import { listedOf } from './current-plan.ts'
import type { CarriedRows } from './import-file.ts'
import { type ReadRow, type RowProblem, readRows } from './import-rows.ts'
import { placesTaken } from './invitation-plan.ts'
import { listWords } from './list-words.ts'
import { participantStates } from './participant-states.ts'
import { participantsOf } from './participants-read-model.ts'
import { participantWords, writeParticipants } from './participants-store.ts'
import { quotasOf } from './rules-read-model.ts'

export interface ImportLook {
  added: ReadRow[]
  /** On the list already, by code or by name and unit; the cancelled count too: an import takes nobody on again. */
  already: number
  problems: RowProblem[]
}

/** What importing these rows would do; writes nothing. */
export async function lookAtImport(
  services: Services,
  meeting: Meeting,
  rows: CarriedRows,
  db: Db = services.db,
): Promise<ImportLook> {
  const { people, problems } = readRows(rows, await listWords(services, translator('id'), meeting, db))
  const there = await participantsOf(db, meeting, { states: participantStates })
  const codes = new Set(there.map(({ code }) => code))
  const named = new Set(there.map(({ searchWords, unitId }) => `${searchWords}|${unitId}`))
  const isThere = (row: ReadRow) =>
    (row.code !== null && codes.has(row.code)) || named.has(`${participantWords(row.name)}|${row.unitId}`)
  const added = people.filter((row) => !isThere(row))
  return { added, already: people.length - added.length, problems }
}

/**
 * Puts the people of a file on the list who are not on it; over the quota of their unit they wait. All or nothing:
 * refuses a file with any problem. Imported again it adds nobody.
 */
export const importParticipants = (
  services: Services,
  actor: Actor,
  meeting: Meeting,
  rows: CarriedRows,
): Promise<Result<{ added: number; already: number }>> =>
  changeList(services, actor, meeting, async (tx, at) => {
    const { added, already, problems } = await lookAtImport(services, meeting, rows, tx)
    if (problems.length > 0) {
      return refuse({
        kind: 'conflict',
        key: 'participants.refusal.rows',
        params: { count: problems.length },
      })
    }
    const quotas = await quotasOf(tx, meeting)
    const take = placesTaken(await listedOf(tx, meeting))
    await writeParticipants(
      tx,
      meeting,
      added.map(({ row: _, code: __, ...one }) => ({
        ...one,
        origin: 'import' as const,
        state: take(one, quotas) ? ('invited' as const) : ('waiting' as const),
        example: meeting.example,
      })),
      at,
    )
    await audit(
      tx,
      actor,
      {
        action: 'participants.import',
        subject: `meeting ${meeting.id}`,
        scope: meeting.workUnitId,
        after: { added: added.length, already },
      },
      at,
    )
    return ok({ added: added.length, already })
  })
