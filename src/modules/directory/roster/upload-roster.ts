import { createHash } from 'node:crypto'
import { type Actor, may } from '../../../platform/access.ts'
import { audit } from '../../../platform/audit.ts'
import { transact } from '../../../platform/command.ts'
import { newId } from '../../../platform/ids.ts'
import { ok, type Result } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { sheetLimits, tooLarge } from '../../spreadsheets/index.ts'
import { forbidden } from '../refusals.ts'
import type { Unit } from '../unit-tree.ts'
import { expireImports, insertImport } from './imports-store.ts'
import { rosterWords } from './known-world.ts'
import { firstChoices } from './layout.ts'
import { runRosterTask } from './roster-thread.ts'

/** How long a draft waits to be confirmed. */
const hours = 24

export interface RosterFile {
  /** As the sender calls it; only shown. */
  name: string
  bytes: Uint8Array
}

/**
 * Reads a roster for a unit and keeps it as a draft of the account; nothing is imported.
 * Refuses (422) what is no table, empty, damaged or swells beyond the limits when unpacked, and (413) more than 20 MB.
 */
export async function uploadRoster(
  services: Services,
  actor: Actor,
  { unit, file }: { unit: Unit; file: RosterFile },
): Promise<Result<{ id: string }>> {
  if (!may(actor, 'directory.import', unit.id)) return forbidden
  if (file.bytes.length > sheetLimits.bytes) return tooLarge
  const fileHash = createHash('sha256').update(file.bytes).digest('hex')
  const read = await runRosterTask({ kind: 'read', bytes: file.bytes, words: await rosterWords(services.db) })
  if (!read.ok) return read
  const { layout, sheet, format, sheetName, sheetNames } = read.value
  const id = newId()
  const now = services.clock.now()
  return transact(services.db, async (tx) => {
    await expireImports(tx, now)
    await insertImport(tx, {
      unitId: unit.id,
      id,
      accountId: actor.id,
      accountName: actor.name,
      fileName: fileName(file.name),
      fileHash,
      format,
      sheetName,
      sheetNames,
      sheet,
      file: sheetNames.length > 1 ? file.bytes : null,
      layout,
      choices: firstChoices(layout),
      createdAt: now,
      expiresAt: new Date(now.getTime() + hours * 3_600_000),
    })
    const after = { file: fileName(file.name), sha256: fileHash }
    await audit(
      tx,
      actor,
      { action: 'directory.upload-roster', subject: `roster ${id}`, scope: unit.id, after },
      now,
    )
    return ok({ id })
  })
}

/** The last part of a path, without signs that do not show. */
const fileName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? '').replace(/\p{C}/gu, '').trim().slice(0, 120) || 'roster'
