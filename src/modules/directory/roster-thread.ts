import { Worker } from 'node:worker_threads'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { AnswerTo, RosterTask } from './roster-task.ts'

export type ThreadAnswer =
  | { value: unknown }
  | { refused: { key: string; params: Record<string, string | number> } }

/** What a roster may take; a file that wants more is refused, the program goes on. */
const megabytes = 224
const seconds = 60

let line: Promise<unknown> = Promise.resolve()

/**
 * Does a task in a thread of its own with its own memory limit and time limit, one roster at a time.
 * Refuses as `invalid` what cannot be read, and what does not end within the limits.
 */
export function runRosterTask<T extends RosterTask>(task: T): Promise<Result<AnswerTo<T>>> {
  const run = line.then(() => inThread(task))
  line = run.catch(() => {})
  return run
}

function inThread<T extends RosterTask>(task: T): Promise<Result<AnswerTo<T>>> {
  const file = import.meta.url.endsWith('.ts') ? './roster-worker.ts' : './roster-worker.js'
  const worker = new Worker(new URL(file, import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
  })
  const tooMuch = refuse({ kind: 'invalid', key: 'directory.roster.refusal.tooMuch', params: { seconds } })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      resolve(tooMuch)
      void worker.terminate()
    }, seconds * 1000)
    worker.once('message', (answer: ThreadAnswer) => {
      if ('refused' in answer) resolve(refuse({ kind: 'invalid', ...answer.refused }))
      else resolve(ok(answer.value as AnswerTo<T>))
      void worker.terminate()
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch)
      else reject(error)
    })
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('The roster thread ended without an answer.'))
    })
  })
}
