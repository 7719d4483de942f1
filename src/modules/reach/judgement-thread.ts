import { Worker } from 'node:worker_threads'
import type { JudgementTask, MarkChanges } from './judgement-task.ts'

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
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
    })
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
