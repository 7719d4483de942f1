import type { Actor } from '../../../platform/access.ts'
import { ok, type Result } from '../../../platform/result.ts'
import type { Services } from '../../../platform/services.ts'
import { checkDraft, openDraft } from './draft.ts'
import { checkProblems } from './imports-read-model.ts'
import { type Decision, type Decisions, proposalOf } from './problems.ts'

/** Remembers decisions about problems (by their keys) and checks the roster again with them. */
export async function decideProblems(
  services: Services,
  actor: Actor,
  id: string,
  decisions: Decisions,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { sheet, choices } = draft.value
  const all = { ...choices.decisions, ...decisions }
  const checked = await checkDraft(services, draft.value, sheet, { ...choices, decisions: all })
  return checked.ok ? ok({ id }) : checked
}

/** Leaves rows (from 1) out, or takes them in again. */
export async function skipRows(
  services: Services,
  actor: Actor,
  id: string,
  { rows, skip }: { rows: readonly number[]; skip: boolean },
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { sheet, choices } = draft.value
  const before = choices.skippedRows.filter((row) => !rows.includes(row))
  const skippedRows = skip ? [...before, ...rows].toSorted((a, b) => a - b) : before
  const checked = await checkDraft(services, draft.value, sheet, { ...choices, skippedRows })
  return checked.ok ? ok({ id }) : checked
}

/**
 * Accepts every mend that is proposed. Mending one thing can bring another to light (a unit that is found may have no
 * seat left), so it goes on, at most five times, until nothing proposed is open.
 */
export async function acceptMends(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ id: string }>> {
  for (let round = 0; round < 5; round++) {
    const draft = await openDraft(services, actor, id)
    if (!draft.ok) return draft
    const accepted: Record<string, Decision> = {}
    for (const problem of await checkProblems(services.db, draft.value.head, { limit: 100_000 })) {
      const code = proposalOf(problem)
      if (code !== undefined) accepted[problem.key] = { code }
    }
    if (Object.keys(accepted).length === 0) break
    const decided = await decideProblems(services, actor, id, accepted)
    if (!decided.ok) return decided
  }
  return ok({ id })
}

/** Forgets every decision and every row left out, and checks the roster as it came. */
export async function forgetDecisions(
  services: Services,
  actor: Actor,
  id: string,
): Promise<Result<{ id: string }>> {
  const draft = await openDraft(services, actor, id)
  if (!draft.ok) return draft
  const { sheet, choices } = draft.value
  const plain = { ...choices, decisions: {}, skippedRows: [] }
  const checked = await checkDraft(services, draft.value, sheet, plain)
  return checked.ok ? ok({ id }) : checked
}
