// A thread for one judgement: is sent its texts, answers once, is ended.
import { parentPort, workerData } from 'node:worker_threads'
import type { CellText } from './cell-text.ts'
import { atOnce } from './in-steps.ts'
import { type JudgementTask, judgementInSteps } from './judgement-task.ts'
import type { TaskMessage } from './judgement-thread.ts'

const texts: Record<'cells' | 'places' | 'standing', CellText[]> = { cells: [], places: [], standing: [] }

parentPort?.on('message', (message: TaskMessage) => {
  if (message !== 'all') texts[message.of].push(...message.texts)
  else parentPort?.postMessage(atOnce(judgementInSteps({ ...(workerData as JudgementTask), ...texts })))
})
