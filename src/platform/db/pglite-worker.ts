// The embedded database's own thread: a slow query here never stalls an HTTP answer.
import { parentPort, workerData } from 'node:worker_threads'
import { PGlite, type PGliteInterface } from '@electric-sql/pglite'
import { Checkpoints } from './checkpoints.ts'
import { DurableNodeFS, durableStartParams } from './pglite-durable.ts'

export interface WorkerQuery {
  id: number
  kind: 'query' | 'exec' | 'fsyncs' | 'close' | 'dump'
  text?: string
  values?: unknown[]
}

export type WorkerAnswer =
  | { id: number; rows: unknown[]; affected: number }
  | { id: number; error: { message: string; code?: string; detail?: string; constraint?: string } }

const { folder, tarball } = workerData as { folder: string | null; tarball: Uint8Array | null }
let fsyncs = 0

/** What is asked for is done in this line, a statement after the other. */
let line: Promise<unknown> = Promise.resolve()
const inLine = <T>(work: () => Promise<T>): Promise<T> => {
  const done = line.then(work)
  line = done.catch(() => {})
  return done
}

// Inside a transaction that is open it is a part of it only in so far as a transaction that failed refuses it.
const checkpoints = new Checkpoints(() => inLine(() => pg.exec('checkpoint')))

const parsers = {
  20: Number, // int8: counts stay below 2^53
  1082: (day: string) => day, // date stays YYYY-MM-DD, without a time zone of its own
  1700: Number, // numeric
}

const pg: PGliteInterface = await PGlite.create({
  ...(folder === null
    ? {}
    : {
        fs: new DurableNodeFS(folder, {
          synced: () => {
            fsyncs += 1
          },
          wroteLog: (segment) => checkpoints.wroteLog(segment),
        }),
        startParams: durableStartParams(),
      }),
  ...(tarball === null ? {} : { loadDataDir: new Blob([tarball as Uint8Array<ArrayBuffer>]) }),
  parsers,
})

/** Without parameters a text may hold several statements (the job queue's do); their rows come back together. */
async function unprepared(text: string) {
  const results = await pg.exec(text)
  const last = results.at(-1)
  return { rows: results.flatMap(({ rows }) => rows), affectedRows: last?.affectedRows ?? 0 }
}

const answer = (message: WorkerAnswer) => parentPort?.postMessage(message)

async function serve({ id, kind, text, values }: WorkerQuery) {
  try {
    if (kind === 'query') {
      const result = values?.length ? await pg.query(text ?? '', values) : await unprepared(text ?? '')
      answer({ id, rows: result.rows, affected: result.affectedRows ?? 0 })
    } else if (kind === 'exec') {
      await pg.exec(text ?? '')
      answer({ id, rows: [], affected: 0 })
    } else if (kind === 'fsyncs') {
      answer({ id, rows: [fsyncs], affected: 0 })
    } else if (kind === 'dump') {
      const file = await pg.dumpDataDir('none')
      answer({ id, rows: [new Uint8Array(await file.arrayBuffer())], affected: 0 })
    } else {
      await pg.close()
      answer({ id, rows: [], affected: 0 })
      parentPort?.close()
    }
  } catch (error) {
    const { message, code, detail, constraint } = error as Error & Record<string, string>
    answer({ id, error: { message, code, detail, constraint } })
  }
}

parentPort?.on('message', (query: WorkerQuery) => {
  void inLine(async () => {
    const began = performance.now()
    await serve(query)
    checkpoints.served(performance.now() - began)
  })
})
answer({ id: 0, rows: [], affected: 0 })
