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
import { sendLoad } from './support/hit-load.ts'

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
  port: number
  pid: number
  said(): string
  stop(): Promise<void>
}

/** The built program on an empty folder: preset and examples are loaded before it is ready. */
async function startProgram(folder: string): Promise<Running> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'server.js')], {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      DATA_DIR: folder,
      TRUST_PROXY: '1',
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
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    url,
    port,
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

const sleep = (span: number) => new Promise((resolve) => setTimeout(resolve, span))

const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

/** What the page says of requests that were left out: it changes with every HEAD that has been folded. */
const leftOut = (bytes: string) => /<section[^>]*id="left-out"[\s\S]*?<\/section>/.exec(bytes)?.[0] ?? ''

/** Codes of links of some districts. */
async function codesOf({ url }: Running, cookie: string): Promise<string[]> {
  const found = new Set<string>()
  for (const unit of ['33.73', '33.74', '34.71', '32.73', '35.78', '12.71', '73.71', '91.71']) {
    const { bytes } = await timed(`${url}/desk/links?unit=${unit}&election=general-2019`, cookie)
    for (const [, code] of bytes.matchAll(/\/s\/([A-Z0-9]+)/g)) found.add(code as string)
  }
  if (found.size === 0) throw new Error('The examples hold no links in these districts.')
  return [...found]
}

/** How long the page takes when a hit has been folded since it was last asked for, so that it is read again. */
async function readAnew({ url }: Running, cookie: string, path: string, code: string, times: number) {
  const fresh: number[] = []
  let shown = leftOut((await timed(url + path, cookie)).bytes)
  while (fresh.length < times) {
    await fetch(`${url}/s/${code}`, { method: 'HEAD', redirect: 'manual' })
    for (let waited = 0; ; waited += 1) {
      const { ms, bytes } = await timed(url + path, cookie)
      const now = leftOut(bytes)
      if (now !== shown) {
        shown = now
        fresh.push(ms)
        break
      }
      if (waited > 600) throw new Error('A hit was not folded within half a minute.')
      await sleep(50)
    }
  }
  return fresh
}

const hitsPerSecond = 500
const hitSeconds = 30

/** The page asked for again and again while hits of ever new people are counted, as on voting day. */
async function whileHit({ url, port }: Running, cookie: string, path: string, codes: readonly string[]) {
  const pages: number[] = []
  let visitor = 0
  const request = () => {
    visitor += 1
    const address = `10.${(visitor >> 16) & 255}.${(visitor >> 8) & 255}.${visitor & 255}`
    return `GET /s/${codes[visitor % codes.length]} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: ${agent}\r\nX-Forwarded-For: ${address}\r\n\r\n`
  }
  const load = {
    port,
    connections: 32,
    seconds: hitSeconds,
    ratePerSecond: hitsPerSecond,
    request,
    status: 302,
  }
  const until = performance.now() + hitSeconds * 1000
  const looking = async () => {
    while (performance.now() < until) {
      pages.push((await timed(url + path, cookie)).ms)
      await sleep(50)
    }
  }
  const [{ latencies, others }] = await Promise.all([sendLoad(load), looking()])
  if (others > 0) throw new Error(`${others} hits were answered with another status than 302.`)
  return { pages, latencies }
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
    const codes = await codesOf(program, cookie)
    const fresh = await readAnew(program, cookie, questions['page-desk'], codes[0] ?? '', perRound)
    report({
      name: 'page-desk-read-anew-p95',
      value: percentile(fresh, 0.95),
      unit: 'ms',
      note: `a hit is folded before each of ${fresh.length} requests, so that all that hits change is read again; median ${median(fresh).toFixed(1)} ms`,
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
    const { pages, latencies } = await whileHit(program, cookie, questions['page-desk'], codes)
    report({
      name: 'page-desk-while-hit-p95',
      value: percentile(pages, 0.95),
      unit: 'ms',
      note: `${latencies.length} hits in ${hitSeconds} s (${hitsPerSecond} a second) by ${codes.length} links, their p99 ${percentile(latencies, 0.99).toFixed(0)} ms; ${pages.length} requests for the page meanwhile, median ${median(pages).toFixed(1)} ms`,
    })
  } finally {
    await program.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

export default pageDesk
