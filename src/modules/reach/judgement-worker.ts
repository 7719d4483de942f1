// A thread for one judgement: answers once, ends.
import { parentPort, workerData } from 'node:worker_threads'
import { atOnce } from './in-steps.ts'
import { type JudgementTask, judgementInSteps } from './judgement-task.ts'

parentPort?.postMessage(atOnce(judgementInSteps(workerData as JudgementTask)))
