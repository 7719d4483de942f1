import { type ExplainTask, type Explanation, explain } from './explain.ts'
import type { PlacementAnswer } from './instance.ts'
import { replaceInParts } from './replace-in-parts.ts'
import type { RoomsAnswer } from './rooms.ts'
import { type PlacementProgress, type SolveTask, solve } from './solve.ts'
import { type RoomsTask, solveRooms } from './solve-rooms.ts'

/** What the thread can be asked for, and what it answers. */
export interface Tasks {
  solve: { task: SolveTask; answer: PlacementAnswer }
  replace: { task: SolveTask; answer: PlacementAnswer }
  explain: { task: ExplainTask; answer: Explanation }
  rooms: { task: RoomsTask; answer: RoomsAnswer }
}

export type PlacementTask = { [Kind in keyof Tasks]: { kind: Kind } & Tasks[Kind]['task'] }[keyof Tasks]

/** Does a task on this thread. */
export function doTask(task: PlacementTask, onProgress: (progress: PlacementProgress) => void) {
  switch (task.kind) {
    case 'solve':
      return solve(task, onProgress)
    case 'replace':
      return replaceInParts(task)
    case 'explain':
      return explain(task)
    case 'rooms':
      return solveRooms(task)
  }
}
