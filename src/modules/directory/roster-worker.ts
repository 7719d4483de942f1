// A thread for one roster: reads or checks it, answers once, ends.
import { parentPort, workerData } from 'node:worker_threads'
import { UnreadableRoster } from './roster-grid.ts'
import { doRosterTask, type RosterTask } from './roster-task.ts'
import type { ThreadAnswer } from './roster-thread.ts'

function answer(): ThreadAnswer {
  try {
    return { value: doRosterTask(workerData as RosterTask) }
  } catch (error) {
    if (error instanceof UnreadableRoster) return { refused: { key: error.key, params: error.params } }
    throw error
  }
}

parentPort?.postMessage(answer())
