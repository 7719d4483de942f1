import type { Actor } from '../../../platform/access.ts'
import type { FieldProblem } from '../../../platform/result.ts'
import { ok, type Result, refuse } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { isDay } from '../days.ts'
import { checkDraft, openDraft } from './draft.ts'
import { saveLayout } from './imports-store.ts'
import { rosterWords } from './known-world.ts'
import type { ColumnOf, RosterLayout } from './layout.ts'
import { runRosterTask } from './roster-thread.ts'
import { type RosterField, rosterFields } from './roster-words.ts'

export interface ColumnChoice {
  columns: ColumnOf
  /** YYYY-MM-DD for rows without a first day; null: none. */
  defaultFrom: string | null
}

/**
 * Says which column holds what, and checks the roster with it. Refuses at the field: no column of names or of positions,
 * one column for two fields, a day that is none. Decisions made before stay.
 */
export async function chooseColumns(
  services: Services,
  actor: Actor,
  id: string,
  { columns, defaultFrom }: ColumnChoice,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { head, choices, sheet } = draft.value
  const fields = wrongColumns(columns, head.layout)
  if (defaultFrom !== null && !isDay(defaultFrom))
    fields.push({ field: 'defaultFrom', key: 'directory.refusal.day' })
  if (fields.length > 0) return refuse({ kind: 'invalid', key: 'ui.form.refused', fields })
  const checked = await checkDraft(services, draft.value, sheet, { ...choices, columns, defaultFrom })
  return checked.ok ? ok({ id }) : checked
}

function wrongColumns(columns: ColumnOf, layout: RosterLayout | null): FieldProblem[] {
  const problems: FieldProblem[] = []
  const needed: readonly RosterField[] = ['name', 'position']
  for (const field of needed) {
    if (columns[field] === undefined) problems.push({ field, key: `directory.roster.refusal.needs.${field}` })
  }
  const used = new Map<number, RosterField>()
  for (const field of rosterFields) {
    const column = columns[field]
    if (column === undefined) continue
    if (column < 0 || column >= (layout?.columns.length ?? 0))
      problems.push({ field, key: 'ui.form.invalid' })
    else if (used.has(column)) problems.push({ field, key: 'directory.roster.refusal.columnTwice' })
    used.set(column, field)
  }
  return problems
}

/** Says in which row (from 1, 0 for none) the heads of the columns stand, and guesses the columns again from there. */
export async function chooseHeaderRow(
  services: Services,
  actor: Actor,
  id: string,
  row: number,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  if (!Number.isInteger(row) || row < 0 || row > 1_000) {
    return refuse({
      kind: 'invalid',
      key: 'ui.form.refused',
      fields: [{ field: 'headerRow', key: 'directory.roster.refusal.headerRow' }],
    })
  }
  const { sheet, head, choices } = draft.value
  const words = await rosterWords(services.db)
  const layout = await runRosterTask({ kind: 'layout', sheet, headerRow: row - 1, words })
  if (!layout.ok) return layout
  const chosen = { ...choices, headerRow: row - 1, columns: layout.value.guess }
  await saveLayout(services.db, head, layout.value, chosen)
  return ok({ id })
}
