import type { Actor } from '../../../platform/access.ts'
import { transact } from '../../../platform/command.ts'
import { ok, type Result } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { refuseField } from '../refusals.ts'
import { openDraft } from './draft.ts'
import { importFile } from './imports-read-model.ts'
import { saveSheet } from './imports-store.ts'
import { rosterWords } from './known-world.ts'
import { firstChoices } from './layout.ts'
import { runRosterTask } from './roster-thread.ts'

/**
 * Reads another sheet of the file in the place of the one that was guessed; what was chosen for that one is forgotten.
 * Refuses at the field a name that no sheet has, and a sheet that holds nothing.
 */
export async function chooseSheet(
  services: Services,
  actor: Actor,
  id: string,
  name: string,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { head } = draft.value
  if (name === head.sheetName) return ok({ id })
  const file = await importFile(services.db, head)
  if (!file || !head.sheetNames.includes(name)) {
    return refuseField('sheet', 'directory.roster.refusal.sheet')
  }
  const words = await rosterWords(services.db)
  const read = await runRosterTask({ kind: 'read', bytes: file, words, sheetName: name })
  if (!read.ok) return refuseField('sheet', 'directory.roster.refusal.sheetEmpty', { sheet: name })
  const { sheet, sheetName, layout } = read.value
  return transact(services.db, async (tx) => {
    await saveSheet(tx, head, { sheetName, sheet, layout, choices: firstChoices(layout) })
    return ok({ id })
  })
}
