// A thread for one placement: says how far it is, answers once, ends.
import { parentPort, workerData } from 'node:worker_threads'
import { doTask, type PlacementTask } from './placement-task.ts'
import type { ThreadMessage } from './placement-thread.ts'

const say = (message: ThreadMessage) => parentPort?.postMessage(message)

say({ answer: await doTask(workerData as PlacementTask, (progress) => say({ progress })) })
