// How long `npm start` takes once packages are installed: the first time (create, migrate, preset, examples) and warm.
// Floor: the same Node starting an empty node:http server and answering one request.
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Benchmark, median } from './support/figure.ts'

const port = await new Promise<number>((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address()
    probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
  })
})

interface Start {
  seconds: number
  /** Of the serving process. */
  peakMegabytes: number
}

/** Milliseconds until `/healthz` answers 200, then the process is told to stop. */
async function timed(args: string[], env: Record<string, string>): Promise<Start> {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', ...env },
    stdio: 'ignore',
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The server ended with code ${child.exitCode}.`)
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => null)
    if (answer?.status === 200) break
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  const seconds = (performance.now() - began) / 1000
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]
  child.kill('SIGTERM')
  await ended
  return { seconds, peakMegabytes: Number(peak) / 1024 }
}

const floorProgram = `require('node:http').createServer((q, r) => r.end('ok')).listen(${port}, '127.0.0.1')`

const start: Benchmark = async (report) => {
  const server = join(import.meta.dirname, '..', 'server.js')
  const firsts: Start[] = []
  const warms: Start[] = []
  const floors: Start[] = []
  for (let round = 0; round < 3; round += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-start-'))
    firsts.push(await timed([server], { DATA_DIR: folder }))
    for (let again = 0; again < 3; again += 1) {
      floors.push(await timed(['-e', floorProgram], {}))
      warms.push(await timed([server], { DATA_DIR: folder }))
    }
    rmSync(folder, { recursive: true })
  }
  const floor = median(floors.map(({ seconds }) => seconds))
  const tell = (name: string, all: Start[], note: string) => {
    const value = median(all.map(({ seconds }) => seconds))
    report({ name, value, unit: 's', floor, ratio: value / floor, note })
    report({
      name: `${name}-memory`,
      value: Math.max(...all.map(({ peakMegabytes }) => peakMegabytes)),
      unit: 'MB',
      note: 'highest peak of the serving process (VmHWM)',
    })
  }
  tell('start-first', firsts, 'embedded database, preset and examples; median of 3')
  tell('start-warm', warms, 'the same folder again; median of 9')
}

export default start
