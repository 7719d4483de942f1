// The public page of a unit, with notices, from the program's own process on the embedded database. Floor: nginx with
// one worker serving the same bytes from disk. Rounds in turn, so that what else the machine does hits both.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import autocannon from 'autocannon'
import { type Benchmark, median } from './support/figure.ts'
import { startNginx } from './support/nginx.ts'

const path = '/kota-salatiga'
const connections = 32
const rounds = 5
const seconds = 3

/** A port nobody listens on at this moment. */
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

/** The built program on an empty folder: preset and examples are loaded before it is ready. */
async function startProgram(folder: string) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'server.js')], {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', PUBLIC_URL: url, DATA_DIR: folder },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`${url}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  return { url, pid: child.pid ?? 0, stop }
}

/** Processor time of processes so far, in milliseconds (user and system, of all their threads). */
const cpuOf = (pids: readonly number[]) =>
  pids.reduce((sum, pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
    return sum + (Number(fields[11]) + Number(fields[12])) * 10
  }, 0)

interface Round {
  perSecond: number
  cpuMilliseconds: number
  p99: number
}

async function round(url: string, pids: readonly number[], encoding?: string): Promise<Round> {
  const before = cpuOf(pids)
  const result = await autocannon({
    url: url + path,
    connections,
    duration: seconds,
    headers: encoding ? { 'accept-encoding': encoding } : {},
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} wrong answers, ${result.errors} errors.`)
  return {
    perSecond: result.requests.total / result.duration,
    cpuMilliseconds: (cpuOf(pids) - before) / result.requests.total,
    p99: result.latency.p99,
  }
}

const encoded = async (url: string, encoding: string) => {
  // fetch would unpack it; the length of what travels is in the header.
  const answer = await fetch(url, { headers: { 'accept-encoding': encoding } })
  await answer.arrayBuffer()
  return Number(answer.headers.get('content-length'))
}

/** Compressed bytes of a page with its style and icon. */
async function firstView(url: string, page: string, encoding: string): Promise<number> {
  const html = await (await fetch(url + page)).text()
  const assets = [...html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map(
    ([, href]) => href ?? '',
  )
  let sum = await encoded(url + page, encoding)
  for (const href of assets) {
    const asset = readFileSync(
      join(import.meta.dirname, '..', 'assets', href.replace(/^\/assets\/(\w+)\.\w+\./, '$1.')),
    )
    sum += (encoding === 'br' ? brotliCompressSync(asset) : gzipSync(asset, { level: 9 })).byteLength
  }
  return sum
}

const pagePublic: Benchmark = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-public-'))
  const disk = mkdtempSync(join(tmpdir(), 'jangkau-bench-disk-'))
  const program = await startProgram(folder)
  try {
    const page = await fetch(program.url + path)
    const bytes = new Uint8Array(await page.arrayBuffer())
    const contentType = page.headers.get('content-type') ?? ''
    const nginx = await startNginx(disk, await freePort(), [{ path, bytes, contentType }])
    const ours: Round[] = []
    const floors: Round[] = []
    const compressed: Round[] = []
    try {
      await round(program.url, [program.pid])
      await round(nginx.url, nginx.workers())
      for (let at = 0; at < rounds; at += 1) {
        ours.push(await round(program.url, [program.pid]))
        floors.push(await round(nginx.url, nginx.workers()))
        compressed.push(await round(program.url, [program.pid], 'gzip, br'))
      }
    } finally {
      await nginx.stop()
    }
    const middle = (of: Round[], key: keyof Round) => median(of.map((one) => one[key]))
    const [value, floor] = [middle(ours, 'perSecond'), middle(floors, 'perSecond')]
    const spread = ours
      .map(({ perSecond }, at) => (perSecond / (floors[at]?.perSecond ?? 1)).toFixed(2))
      .join(' ')
    report({
      name: 'page-public',
      value,
      unit: 'req/s',
      floor,
      ratio: value / floor,
      note: `${path}, ${bytes.byteLength} bytes uncompressed from both; autocannon, ${connections} connections, ${seconds} s a round, ${rounds} rounds in turn, ratios ${spread}; ${middle(ours, 'cpuMilliseconds').toFixed(3)} CPU-ms a request (nginx ${middle(floors, 'cpuMilliseconds').toFixed(3)}); p99 ${middle(ours, 'p99')} ms (nginx ${middle(floors, 'p99')})`,
    })
    report({
      name: 'page-public-brotli',
      value: middle(compressed, 'perSecond'),
      unit: 'req/s',
      note: `the same page as browsers ask for it, ${await encoded(program.url + path, 'br')} bytes; ${middle(compressed, 'cpuMilliseconds').toFixed(3)} CPU-ms a request`,
    })
    for (const each of ['/', path]) {
      const zipped = await firstView(program.url, each, 'gzip')
      report({
        name: `page-public-first-view ${each}`,
        value: zipped,
        unit: 'bytes',
        floor: 14 * 1024,
        ratio: zipped / (14 * 1024),
        note: `HTML, style and icon in gzip; ${await firstView(program.url, each, 'br')} bytes in brotli; the floor is the limit of 14 KB`,
      })
    }
  } finally {
    await program.stop()
    for (const each of [folder, disk]) rmSync(each, { recursive: true, force: true })
  }
}

export default pagePublic
