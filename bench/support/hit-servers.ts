// The servers that the reach benchmarks compare: Jangkau itself, and floors on bare node:http.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as probePort } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Database, openEmbedded, openPostgres } from '../../src/platform/db/database.ts'

export type Engine = 'embedded' | 'postgres'

export interface Running {
  port: number
  /** Milliseconds of processor time used so far by the serving process, its threads included. */
  cpu(): number
  stop(): Promise<void>
}

/** The benchmark that runs, as its children import it; it exports what they do. */
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
    env: { ...process.env, HOST: '127.0.0.1', TRUST_PROXY: '1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { port, cpu: () => cpuOf(child), stop: () => ended(child) }
}

function cpuOf(child: ChildProcess): number {
  const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function ended(child: ChildProcess) {
  if (child.exitCode !== null) return
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGTERM')
  await over
}

/** Codes of the links that are hit. */
export const codes = Array.from({ length: 1_000 }, (_, n) => `BENCH${String(n).padStart(4, '0')}`)

export interface Place {
  dataDir: string
  databaseUrl: string | null
  remove(): Promise<void>
}

/** A fresh folder, and for `postgres` a PostgreSQL of its own with fsync on. */
export async function newPlace(engine: Engine): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'jangkau-bench-reach-'))
  const file = pathToFileURL(join(process.cwd(), 'scripts', 'postgres.mjs')).href
  const server = engine === 'postgres' ? await (await import(file)).startPostgres() : null
  return {
    dataDir,
    databaseUrl: server?.url ?? null,
    remove: async () => {
      await server?.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const environmentOf = ({ dataDir, databaseUrl }: Place): Record<string, string> => ({
  DATA_DIR: dataDir,
  EXAMPLES: '0',
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
})

/** The program as it is installed, with a thousand links over two hundred units, eleven bases, four channels. */
export async function startJangkau(place: Place): Promise<Running> {
  const server = join(import.meta.dirname, '..', 'server.js')
  const first = await started([server], environmentOf(place))
  await first.stop()
  const database = await openPlace(place)
  await database.query(
    `insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
     select u.id, l.code, 'general-2019', b.code, c.code, '/p/bench', now()
     from unnest($1::text[]) with ordinality as l (code, n)
     join (select id, row_number() over (order by id) as n from work_unit) u on u.n = 1 + l.n % 200
     join (select code, row_number() over (order by code) as n from voter_base) b on b.n = 1 + l.n % 11
     join (select code, row_number() over (order by code) as n from link_channel) c on c.n = 1 + l.n % 4`,
    [codes],
  )
  await database.close()
  return started([server], environmentOf(place))
}

const openPlace = ({ dataDir, databaseUrl }: Place): Promise<Database> =>
  databaseUrl === null ? openEmbedded(join(dataDir, 'db')) : openPostgres(databaseUrl, 2)

/** Runs `work` and then ends everything it has started, the last first, however it ended. */
export async function withServers(
  work: (
    started: <T extends { stop(): Promise<void> } | { remove(): Promise<void> }>(one: T) => T,
  ) => Promise<void>,
): Promise<void> {
  const ends: (() => Promise<void>)[] = []
  try {
    await work((one) => {
      ends.push(() => ('stop' in one ? one.stop() : one.remove()))
      return one
    })
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/** A floor in a process of its own; `program` is the exported name of the function that serves it. */
export const startFloor = (place: Place, program: 'serveRedirects' | 'serveNothing'): Promise<Running> =>
  started(['-e', `import(${JSON.stringify(entry)}).then((m) => m.${program}())`], environmentOf(place))

/** Links in memory, hits kept for 100 ms and then inserted together: fast, and loses them when it is killed. */
export async function serveRedirects(): Promise<void> {
  const database = await openPlace({
    dataDir: process.env.DATA_DIR ?? '',
    databaseUrl: process.env.DATABASE_URL ?? null,
    remove: async () => {},
  })
  await database.query('create table if not exists bench_hit (code text not null, at timestamptz not null)')
  const links = new Map(codes.map((code) => [code, '/p/bench']))
  let hits: { code: string; at: string }[] = []
  setInterval(() => {
    if (hits.length === 0) return
    const full = hits
    hits = []
    void database.query('insert into bench_hit select * from unnest($1::text[], $2::timestamptz[])', [
      full.map(({ code }) => code),
      full.map(({ at }) => at),
    ])
  }, 100)
  createServer((request, response) => {
    const code = request.url?.slice(3) ?? ''
    const target = links.get(code)
    if (target === undefined) {
      response.writeHead(request.url === '/healthz' ? 200 : 404).end()
      return
    }
    hits.push({ code, at: new Date().toISOString() })
    response.writeHead(302, ['Cache-Control', 'no-store', 'Location', target, 'Content-Length', '0'])
    response.end()
  }).listen(Number(process.env.PORT), '127.0.0.1')
}

/** Reads the body, parses it and answers; stores nothing. */
export function serveNothing(): void {
  createServer((request, response) => {
    if (request.url === '/healthz') {
      response.writeHead(200).end()
      return
    }
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      JSON.parse(Buffer.concat(parts).toString('utf8'))
      response.writeHead(204, ['Cache-Control', 'no-store'])
      response.end()
    })
  }).listen(Number(process.env.PORT), '127.0.0.1')
}
