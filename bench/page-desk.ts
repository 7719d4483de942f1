// The national overview, signed in, over the examples on the embedded database: 549 units, eleven bases, the season of
// 2019 and its volunteers. Floor: the same page's bytes sent by the same stack (Hono on node:http) from memory.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { type Benchmark, median, percentile } from './support/figure.ts'

/** A port nobody listens on at this moment. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

interface Running {
  url: string
  pid: number
  said(): string
  stop(): Promise<void>
}

/** The built program on an empty folder: preset and examples are loaded before it is ready. */
async function startProgram(folder: string): Promise<Running> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'server.js')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, DATA_DIR: folder },
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
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    pid: child.pid ?? 0,
    said: () => said,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Signs in with the link printed for the national desk; resolves to its cookies. */
async function signIn({ url, said }: Running): Promise<string> {
  const find = () => /^\s+national\s+(\S+\/in\/\S+)/m.exec(said())?.[1]
  // The links are printed a moment after the server answers.
  for (let tries = 0; tries < 100 && !find(); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const link = find()
  if (!link) throw new Error('The server printed no sign-in link for the national desk.')
  const answer = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin: url } })
  const cookies = answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  if (cookies.length === 0) throw new Error(`Signing in was answered with ${answer.status}.`)
  return cookies.join('; ')
}

/** Milliseconds until the last byte. */
async function timed(url: string, cookie: string): Promise<{ ms: number; bytes: string }> {
  const began = performance.now()
  const answer = await fetch(url, { headers: { cookie } })
  const bytes = await answer.text()
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`)
  return { ms: performance.now() - began, bytes }
}

/** Processor time of a process so far, in milliseconds (user and system, of all its threads). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const rounds = 5
const perRound = 40

const pageDesk: Benchmark = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-desk-'))
  const program = await startProgram(folder)
  try {
    const cookie = await signIn(program)
    const questions = {
      'page-desk': '/desk?unit=00&election=general-2019',
      'page-desk-netizen': '/desk?unit=00&election=general-2019&base=netizen',
      'page-desk-province': '/desk?unit=33&election=general-2019',
    }
    // Something is written before every request, so that nothing can be answered from memory.
    const links = await timed(`${program.url}/desk/links?unit=33.73&election=general-2019`, cookie)
    const code = /\/s\/([A-Z0-9]+)/.exec(links.bytes)?.[1]
    if (!code) throw new Error('The examples hold no link in 33.73.')
    const fresh: number[] = []
    for (let at = 0; at < perRound; at += 1) {
      await fetch(`${program.url}/s/${code}`, { method: 'HEAD', redirect: 'manual' })
      fresh.push((await timed(program.url + questions['page-desk'], cookie)).ms)
    }
    report({
      name: 'page-desk-read-anew-p95',
      value: percentile(fresh, 0.95),
      unit: 'ms',
      note: `a hit is committed before each of ${fresh.length} requests, so that every figure is read again; median ${median(fresh).toFixed(1)} ms`,
    })
    for (const [name, path] of Object.entries(questions)) {
      const { bytes } = await timed(program.url + path, cookie)
      const app = new Hono().get('/desk', (c) => c.html(bytes))
      const port = await freePort()
      const floorServer = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
      const pages: number[] = []
      const floors: number[] = []
      let cpu = 0
      for (let warm = 0; warm < 10; warm += 1) await timed(program.url + path, cookie)
      for (let round = 0; round < rounds; round += 1) {
        const before = cpuOf(program.pid)
        for (let at = 0; at < perRound; at += 1) pages.push((await timed(program.url + path, cookie)).ms)
        cpu += cpuOf(program.pid) - before
        for (let at = 0; at < perRound; at += 1)
          floors.push((await timed(`http://127.0.0.1:${port}/desk`, cookie)).ms)
      }
      floorServer.close()
      const value = percentile(pages, 0.95)
      const floor = percentile(floors, 0.95)
      report({
        name: `${name}-p95`,
        value,
        unit: 'ms',
        floor,
        ratio: value / floor,
        note: `one connection, ${pages.length} requests after 10 to warm up; median ${median(pages).toFixed(1)} ms, ${(cpu / pages.length).toFixed(1)} CPU-ms a request; ${(bytes.length / 1024).toFixed(0)} KB; embedded database with the examples`,
      })
    }
  } finally {
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export default pageDesk
