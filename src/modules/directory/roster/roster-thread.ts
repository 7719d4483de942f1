import type { Result } from '../../../platform/result.ts'
import { inSheetThread } from '../../spreadsheets/index.ts'
import type { AnswerTo, RosterTask } from './roster-task.ts'

/** Does a task on a roster in a thread of its own; refuses what `inSheetThread` refuses. */
export function runRosterTask<T extends RosterTask>(task: T): Promise<Result<AnswerTo<T>>> {
  const file = import.meta.url.endsWith('.ts') ? './roster-worker.ts' : './roster-worker.js'
  return inSheetThread(new URL(file, import.meta.url), task)
}
