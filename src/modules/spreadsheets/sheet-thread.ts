import { parentPort, Worker, workerData } from 'node:worker_threads'
import { ok, type Result, refuse } from '../../platform/result.ts'
import { UnreadableSheet } from './grid.ts'

type Answer = { value: unknown } | { refused: { key: string; params: Record<string, string | number> } }

/** What a file may take; one that wants more is refused, the program goes on. */
const megabytes = 224
const seconds = 60

let line: Promise<unknown> = Promise.resolve()

/**
 * Does work on a file in a thread of its own with its own memory limit and time limit, one file at a time. `worker` is
 * the thread's program, which ends in `answerFromThread`. Refuses as `invalid` what that cannot read, and what does not
 * end within the limits.
 */
export function inSheetThread<Value>(worker: URL, task: unknown): Promise<Result<Value>> {
  const run = line.then(() => inThread<Value>(worker, task))
  line = run.catch(() => {})
  return run
}

function inThread<Value>(program: URL, task: unknown): Promise<Result<Value>> {
  const worker = new Worker(program, {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: 8 },
  })
  const tooMuch = refuse({ kind: 'invalid', key: 'spreadsheets.refusal.tooMuch', params: { seconds } })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      resolve(tooMuch)
      void worker.terminate()
    }, seconds * 1000)
    worker.once('message', (answer: Answer) => {
      if ('refused' in answer) resolve(refuse({ kind: 'invalid', ...answer.refused }))
      else resolve(ok(answer.value as Value))
      void worker.terminate()
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch)
      else reject(error)
    })
    worker.once('exit', () => {
      clearTimeout(late)
      reject(new Error('The thread of a file ended without an answer.'))
    })
  })
}

/** The other end: inside the thread, does the task it was given and answers once; an unreadable file is a refusal. */
export function answerFromThread<Task>(work: (task: Task) => unknown): void {
  parentPort?.postMessage(answerOf(() => work(workerData as Task)))
}

function answerOf(work: () => unknown): Answer {
  try {
    return { value: work() }
  } catch (error) {
    if (error instanceof UnreadableSheet) return { refused: { key: error.key, params: error.params } }
    throw error
  }
}
