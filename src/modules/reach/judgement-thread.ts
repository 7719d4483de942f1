import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { CellText } from './cell-text.ts'
import type { JudgementTask, MarkChanges } from './judgement-task.ts'

const kinds = ['cells', 'places', 'standing'] as const

/** What a thread is sent: texts of a task, some at a time, and that these were all of them. */
export type TaskMessage = { of: (typeof kinds)[number]; texts: readonly CellText[] } | 'all'

const textsAtOnce = 20

/** What a thread may take: a nation's season takes some 3,000, more than threads of small machines have by themselves. */
const megabytes = 8_192

/**
 * Judges in a thread of its own, so that the program goes on answering: a nation's season takes the better part of a
 * minute. Rejected when the thread dies (as without memory), and with the signal's reason, which ends it.
 */
export function judgeInThread(task: JudgementTask, signal: AbortSignal): Promise<MarkChanges> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const file = import.meta.url.endsWith('.ts') ? './judgement-worker.ts' : './judgement-worker.js'
    const worker = new Worker(new URL(file, import.meta.url), {
      workerData: { ...task, cells: [], places: [], standing: [] },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
    sendTexts(worker, task).catch(reject)
    const stop = () => {
      reject(signal.reason)
      void worker.terminate()
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.once('message', (changes: MarkChanges) => {
      resolve(changes)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error('The thread that judged what is held back ended without an answer.'))
    })
  })
}

/** Copying all texts at once would hold up everybody else for some hundred milliseconds. */
async function sendTexts(worker: Worker, task: JudgementTask): Promise<void> {
  const send = (message: TaskMessage) => worker.postMessage(message)
  for (const of of kinds) {
    for (let at = 0; at < task[of].length; at += textsAtOnce) {
      send({ of, texts: task[of].slice(at, at + textsAtOnce) })
      await setImmediate()
    }
  }
  send('all')
}
