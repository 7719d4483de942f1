import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import type { WorkerAnswer, WorkerQuery } from './pglite-worker.ts'

// One function of PostgreSQL takes V8's optimising compiler 600 MB for half a second, soon after start. Nothing else
// shall be compiled beside it, or the peak grows by as much again as the rest needs.
setFlagsFromString('--wasm-num-compilation-tasks=1')

/** An error that PostgreSQL reported: its SQLSTATE in `code`, the violated constraint if any. */
export class DatabaseError extends Error {
  readonly code: string | undefined
  readonly constraint: string | undefined
  constructor(from: { message: string; code?: string; detail?: string; constraint?: string }) {
    super(from.message)
    this.code = from.code
    this.constraint = from.constraint
  }
}

/** The program's side of the embedded database's thread: one connection, statements in the order sent. */
export class PgliteClient {
  readonly #worker: Worker
  readonly #waiting = new Map<
    number,
    { resolve: (a: { rows: unknown[]; affected: number }) => void; reject: (e: Error) => void }
  >()
  #next = 1
  /** Why nothing is answered any more. */
  #end: Error | null = null

  private constructor(worker: Worker) {
    this.#worker = worker
    worker.on('message', (message: WorkerAnswer) => {
      const waiter = this.#waiting.get(message.id)
      this.#waiting.delete(message.id)
      if ('error' in message) waiter?.reject(new DatabaseError(message.error))
      else waiter?.resolve(message)
    })
    const fail = (error: Error) => {
      this.#end ??= error
      for (const waiter of this.#waiting.values()) waiter.reject(error)
      this.#waiting.clear()
    }
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('The embedded database has stopped.')))
  }

  /** Opens (or creates) the database in `folder`; `null` keeps it in memory; `tarball` loads a dump first. */
  static async open(folder: string | null, tarball: Uint8Array | null = null): Promise<PgliteClient> {
    const file = import.meta.url.endsWith('.ts') ? './pglite-worker.ts' : './pglite-worker.js'
    const worker = new Worker(new URL(file, import.meta.url), { workerData: { folder, tarball } })
    const client = new PgliteClient(worker)
    await new Promise<void>((resolve, reject) => {
      client.#waiting.set(0, { resolve: () => resolve(), reject })
    })
    return client
  }

  #send(query: Omit<WorkerQuery, 'id'>) {
    if (this.#end) return Promise.reject(this.#end)
    const id = this.#next++
    return new Promise<{ rows: unknown[]; affected: number }>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...query } satisfies WorkerQuery)
    })
  }

  query(text: string, values: readonly unknown[] = []) {
    return this.#send({ kind: 'query', text, values: [...values] })
  }

  /** Several statements at once, without parameters. */
  async exec(text: string) {
    await this.#send({ kind: 'exec', text })
  }

  /** How often fsync was called since the start; for the durability test. */
  async fsyncs() {
    return (await this.#send({ kind: 'fsyncs' })).rows[0] as number
  }

  /** The data folder as a tar archive. */
  async dump() {
    return (await this.#send({ kind: 'dump' })).rows[0] as Uint8Array
  }

  async close() {
    await this.#send({ kind: 'close' })
    await this.#worker.terminate()
  }
}
