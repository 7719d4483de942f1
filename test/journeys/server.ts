import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { preparedFolder } from './prepared-folder.ts'

const root = join(import.meta.dirname, '..', '..')

/** A real server of its own: the built program, a fresh folder, a free port. */
export interface RunningServer {
  url: string
  /** Its data folder; give it to `startServer` again to go on with what a killed one left. */
  folder: string
  /** Everything it has said so far, both streams. */
  said(): string
  /** Ends it in order and throws the folder away. */
  stop(): Promise<void>
  /** Ends it in order and keeps the folder. */
  end(): Promise<void>
  /** kill -9; the folder stays as it was at that moment. */
  kill(): Promise<void>
}

/**
 * Starts `dist/server.js` on a `newFolder` (or the folder given) and waits until `/healthz` answers 200.
 * Addresses of visitors are taken from X-Forwarded-For, so that one machine can play many.
 */
export async function startServer(
  environment: Record<string, string> = {},
  given?: string,
): Promise<RunningServer> {
  const folder = given ?? (await newFolder(environment))
  const program = join(root, 'dist', 'server.js')
  if (!existsSync(program)) throw new Error('dist/server.js is missing: run `node scripts/build.mjs` first.')
  // The same port again for a browser that waits for its server to come back.
  const port = Number(environment.PORT) || (await freePort())
  const url = `http://localhost:${port}`
  const { DATABASE_URL: _, ...inherited } = process.env
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: root,
    env: {
      ...inherited,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: folder,
      TRUST_PROXY: '1',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  }
  const stop = async () => {
    await end(child)
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await ready(url, child, () => said)
  } catch (error) {
    await (given === undefined ? stop() : end(child))
    throw new Error(`The server did not become ready. It said:\n${said}`, { cause: error })
  }
  const kill = async () => {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await ended
    }
  }
  return { url, folder, said: () => said, stop, end: () => end(child), kill }
}

/** An empty folder: who starts there starts for the first time. */
export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'jangkau-journey-'))

/** A folder of its own after its first start, with examples or (`EXAMPLES: '0'`) without; empty where the data is in PostgreSQL. */
export async function newFolder(environment: Record<string, string> = {}): Promise<string> {
  const { EXAMPLES = '1', DATABASE_URL } = environment
  if (DATABASE_URL !== undefined) return emptyFolder()
  return preparedFolder({ hasExamples: EXAMPLES !== '0' }, async (folder) => {
    const first = await startServer({ EXAMPLES }, folder)
    await first.end()
  })
}

/** Healthy and done with its greeting: the door opens a moment before the sign-in links are printed. */
async function ready(url: string, child: ChildProcess, said: () => string) {
  const until = performance.now() + 8 * 60_000
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`It ended with code ${child.exitCode}.`)
    const answer = await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(10_000) }).catch(() => null)
    if (answer?.status === 200 && said().includes('(ready in ')) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('It was not ready within eight minutes.')
}

async function end(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), 20_000)
  await ended
  clearTimeout(late)
}

/**
 * A port nobody listens on. Not one that the system would choose: it may give the same, from 32768 on, to any connection
 * that is opened before the server is there. Each worker has a thousand of its own.
 */
async function freePort(): Promise<number> {
  const from = 20_000 + 1_000 * (Number(process.env.VITEST_POOL_ID ?? 0) % 12)
  for (;;) {
    const port = from + Math.floor(Math.random() * 1_000)
    if (await isFree(port)) return port
  }
}

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
