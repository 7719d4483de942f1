import { createHash } from 'node:crypto'
import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { dayIn, isDay } from '../../platform/clock.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Unit } from '../directory/index.ts'
import { readSheets } from '../spreadsheets/index.ts'
import { keptImportOf, packed, type StatedImport } from './imports-read-model.ts'
import { recogniseFile } from './recognise.ts'
import { forbidden, refuseField } from './refusals.ts'
import { shortened } from './shortened.ts'
import { addImport, deleteOldDrafts } from './stated-store.ts'

/** Most rows of a file: platforms hand out 500 to 2,000 at once. */
const mostRows = 5000

/** How long a draft waits to be confirmed. */
const hours = 24

export interface ExportUpload {
  unit: Pick<Unit, 'id' | 'timeZone'>
  electionId: string
  base: string | null
  publicationId: string | null
  /** The day the platform handed the file out, YYYY-MM-DD. */
  statedOn: string
  /** As the sender calls it; only shown. */
  fileName: string
  bytes: Uint8Array
}

/**
 * Reads a platform's export and keeps it as a draft; no figure is kept yet. Refuses what is no table (422, or 413 over
 * 20 MB), one without rows or with more than 5,000, a day to come, and a file that was kept already.
 */
export async function uploadExport(
  services: Services,
  actor: Actor,
  upload: ExportUpload,
): Promise<Result<{ id: string }>> {
  const { unit, electionId, base, publicationId, statedOn } = upload
  const workUnitId = unit.id
  if (!may(actor, 'stated.change', workUnitId)) return forbidden
  if (!isDay(statedOn) || statedOn > dayIn(unit.timeZone, services.clock.now()))
    return refuseField('statedOn', 'stated.refusal.day')
  const fileHash = createHash('sha256').update(upload.bytes).digest('hex')
  const again = await keptImportOf(services.db, workUnitId, electionId, fileHash)
  if (again) return refuseAgain(again, unit)
  const read = await readSheets(upload.bytes)
  if (!read.ok) return refuseField('file', read.refusal.key, read.refusal.params)
  const { sheet, layout, channel, headerRow, columns } = recogniseFile(read.value)
  if (sheet.length > mostRows) return refuseField('file', 'stated.refusal.manyRows', { rows: mostRows })
  const [id, at] = [newId(), services.clock.now()]
  const fileName = shownName(upload.fileName)
  const kept = await packed(sheet)
  return transact(services.db, async (tx) => {
    await deleteOldDrafts(tx, workUnitId, new Date(at.getTime() - hours * 3_600_000))
    await addImport(tx, {
      work_unit_id: workUnitId,
      id,
      election_id: electionId,
      base,
      publication_id: publicationId,
      stated_on: statedOn,
      file_name: fileName,
      file_hash: fileHash,
      state: 'draft',
      sheet: kept,
      choices: JSON.stringify({ layout, channel, account: '', headerRow, columns }),
      counts: null,
      account_id: actor.id,
      account_name: actor.name,
      created_at: at,
      kept_at: null,
      undone_at: null,
      undone_by: null,
    })
    const after = { file: fileName, sha256: fileHash }
    await audit(
      tx,
      actor,
      { action: 'stated.upload-export', subject: `import ${id}`, scope: workUnitId, after },
      at,
    )
    return ok({ id })
  })
}

/** The same file counts once; who wants it anew undoes the import that brought it. */
export const refuseAgain = (
  { byName, keptAt, createdAt }: Pick<StatedImport, 'byName' | 'keptAt' | 'createdAt'>,
  { timeZone }: Pick<Unit, 'timeZone'>,
) =>
  refuseField('file', 'stated.refusal.again', {
    by: byName,
    // Noon in UTC is the same day wherever the server stands.
    on: Date.parse(`${dayIn(timeZone, keptAt ?? createdAt)}T12:00:00Z`),
  })

/** The last part of a path, without signs that do not show. */
const shownName = (name: string) =>
  shortened((name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim(), 120) || 'export'
