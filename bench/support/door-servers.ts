// The program with a whole meeting at its doors, and a floor that reads the same uploads and keeps nothing.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as probePort } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { type Hall, seedHall } from '../../test/doors/hall.ts'
import { type Phone, seedPhone } from '../../test/doors/phone.ts'

/** People of the meeting of September 2019, its locations, and phones at their doors. */
export const people = 3_806
export const venues = 6
const phones = 12

export interface Running {
  port: number
  said(): string
  /** Milliseconds of processor time used so far, of all its threads. */
  cpu(): number
  stop(): Promise<void>
}

/** The benchmark that runs, as its children import it. */
export const entry = pathToFileURL(process.argv[2] ?? '').href

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = probePort().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function started(args: string[], env: Record<string, string>): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://localhost:${port}`,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}:\n${said}`)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return {
    port,
    said: () => said,
    cpu: () => cpuOf(child),
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

export interface Place {
  hall: Hall
  phones: Phone[]
  server: Running
  remove(): Promise<void>
}

/** The built program on the embedded database with preset and examples, the meeting, and twelve phones let in. */
export async function openHall(): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-doors-'))
  const program = join(import.meta.dirname, '..', 'server.js')
  const first = await started([program], { DATA_DIR: folder })
  await first.stop()
  const day = new Date().toISOString().slice(0, 10)
  const database = await openEmbedded(join(folder, 'db'))
  const hall = await seedHall(database, { people, venues, startsOn: day, endsOn: day })
  const made: Phone[] = []
  for (let n = 0; n < phones; n += 1) {
    const ahead = Math.round((n / (phones - 1) - 0.5) * 2 * 3_600_000)
    made.push(await seedPhone(database, hall, { venue: n % venues, name: `Pintu ${n}`, day, ahead }))
  }
  await database.query('analyze')
  await database.close()
  const server = await started([program], { DATA_DIR: folder })
  return {
    hall,
    phones: made,
    server,
    remove: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The floor, in a process of its own. */
export const startFloor = () =>
  started(['-e', `import(${JSON.stringify(entry)}).then((m) => m.serveNothing())`], {})

/** Bare node:http: reads and parses the same uploads, answers each item, keeps nothing. */
export function serveNothing(): void {
  createServer((request, response) => {
    if (request.url === '/healthz') return void response.end('ok')
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { items } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { items: { id: string }[] }
      const body = JSON.stringify({
        items: items.map(({ id }) => ({ id, status: 'new', words: 'green.arrival' })),
        now: Date.now(),
      })
      response.writeHead(200, {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(body)),
      })
      response.end(body)
    })
  }).listen(Number(process.env.PORT), '127.0.0.1')
}
