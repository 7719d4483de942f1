import { type ChildProcess, fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { CellText } from './cell-text.ts'
import type { JudgementTask, MarkChanges } from './judgement-task.ts'

const kinds = ['cells', 'places', 'hours', 'publications', 'standing'] as const
export type TextKind = (typeof kinds)[number]

/** What a process is sent: texts of a task, some at a time, and last what a task has besides. */
export type JudgementMessage = { of: TextKind; texts: readonly CellText[] } | Omit<JudgementTask, TextKind>

const textsAtOnce = 20

/** What a process may take: a nation's season takes some 3,000, more than Node allows by itself on small machines. */
const megabytes = 8_192

/**
 * Judges in a process of its own, behind all that answers requests: a nation's season takes the better part of a minute
 * and gigabytes, and where there are none only that process dies. Rejected then with what it said, and with the signal's
 * reason, which ends it.
 */
export function judgeInProcess(task: JudgementTask, signal: AbortSignal): Promise<MarkChanges> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const file = import.meta.url.endsWith('.ts') ? './judgement-child.ts' : './judgement-child.js'
    const child = fork(fileURLToPath(new URL(file, import.meta.url)), [], {
      // It reads what it is sent, nothing else.
      env: {},
      execArgv: [`--max-old-space-size=${megabytes}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    yieldToRequests(child)
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-2_000)
    })
    const stop = () => {
      reject(signal.reason)
      child.kill('SIGKILL')
    }
    signal.addEventListener('abort', stop, { once: true })
    child.once('message', (changes: MarkChanges) => resolve(changes))
    child.once('error', reject)
    child.once('close', () => {
      signal.removeEventListener('abort', stop)
      reject(new Error(`The process that judged what is held back ended without an answer. ${said}`))
    })
    // Whoever cannot be sent to any more has ended, and says why.
    sendTask(child, task).catch(() => {})
  })
}

function yieldToRequests({ pid }: ChildProcess) {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
}

/** Copying all texts at once would hold up everybody else for some hundred milliseconds. */
async function sendTask(child: ChildProcess, task: JudgementTask): Promise<void> {
  const send = (message: JudgementMessage) =>
    new Promise<void>((resolve, reject) =>
      child.send(message, (error) => (error ? reject(error) : resolve())),
    )
  for (const of of kinds) {
    for (let at = 0; at < task[of].length; at += textsAtOnce) {
      await send({ of, texts: task[of].slice(at, at + textsAtOnce) })
    }
  }
  await send({ minCell: task.minCell, own: task.own })
}
