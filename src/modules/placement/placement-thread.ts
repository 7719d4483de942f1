import { Worker } from 'node:worker_threads'
import type { Tasks } from './placement-task.ts'
import type { PlacementProgress } from './solve.ts'

export type ThreadMessage = { progress: PlacementProgress } | { answer: Tasks[keyof Tasks]['answer'] }

export interface ThreadOptions {
  /** Ends the thread; the promise is then rejected with the signal's reason. */
  signal?: AbortSignal
  onProgress?(progress: PlacementProgress): void
}

/** Does a task in a thread of its own, so that the program goes on answering. */
export function inThread<Kind extends keyof Tasks>(
  kind: Kind,
  task: Tasks[Kind]['task'],
  { signal, onProgress }: ThreadOptions,
): Promise<Tasks[Kind]['answer']> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const file = import.meta.url.endsWith('.ts') ? './placement-worker.ts' : './placement-worker.js'
    const worker = new Worker(new URL(file, import.meta.url), { workerData: { kind, ...task } })
    const stop = () => {
      reject(signal?.reason)
      void worker.terminate()
    }
    signal?.addEventListener('abort', stop, { once: true })
    worker.on('message', (message: ThreadMessage) => {
      if ('progress' in message) return onProgress?.(message.progress)
      resolve(message.answer)
      void worker.terminate()
    })
    worker.once('error', reject)
    worker.once('exit', () => {
      signal?.removeEventListener('abort', stop)
      reject(new Error('The placement thread ended without an answer.'))
    })
  })
}
