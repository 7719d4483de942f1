// A roster of 28,270 rows through the running program: read, checked against what is known, its preview kept and shown.
// Floor: the same file read by read-excel-file alone, in a process of its own, in the same run.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { largeWorkbook } from '../test/rosters/large.ts'
import { type Benchmark, median } from './support/figure.ts'

const rows = 28_270
const rounds = 5
const dist = join(import.meta.dirname, '..')
const run = promisify(execFile)

/** Megabytes of a process: what it holds now (VmRSS) or held at most (VmHWM). */
function memoryOf({ pid }: ChildProcess, line: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`${line}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(found) / 1024
}

const floorProgram = `
const { readSheet } = await import('read-excel-file/node')
const rows = await readSheet(process.argv[1])
if (rows.length < ${rows}) throw new Error('not all rows')`

interface Told {
  counts: Record<string, number>
  problems: unknown[]
}

const bench: Benchmark = async (report) => {
  const folder = mkdtempSync(join(tmpdir(), 'jangkau-bench-import-'))
  const file = join(folder, 'roster.xlsx')
  const bytes = await largeWorkbook(rows)
  writeFileSync(file, bytes)
  const env = { ...process.env, DATA_DIR: join(folder, 'data'), EXAMPLES: '0', PORT: '0', HOST: '127.0.0.1' }
  const server = spawn(process.execPath, [join(dist, 'server.js')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const command = async (...options: string[]) => {
    const from = performance.now()
    const { stdout } = await run(
      process.execPath,
      [join(dist, 'cli.js'), 'import', 'roster', file, '--json', ...options],
      { env, maxBuffer: 1 << 28 },
    ).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
    return { seconds: (performance.now() - from) / 1000, told: JSON.parse(stdout) as Told }
  }
  /** A few small files first: V8 compiles the database's parser once, which takes 600 MB for half a second. */
  const small = async () => {
    const path = join(folder, 'small.xlsx')
    writeFileSync(path, await largeWorkbook(200))
    for (let times = 0; times < 3; times++) {
      await run(process.execPath, [join(dist, 'cli.js'), 'import', 'roster', path, '--dry-run'], {
        env,
      }).catch(() => {})
    }
  }
  const floor = async () => {
    const from = performance.now()
    await run(process.execPath, ['--input-type=module', '-e', floorProgram, file], { cwd: join(dist, '..') })
    return (performance.now() - from) / 1000
  }
  try {
    await ready(server)
    await small()
    await sleep(3_000)
    writeFileSync(`/proc/${server.pid}/clear_refs`, '5')
    const before = memoryOf(server, 'VmRSS')
    const [ours, floors]: [number[], number[]] = [[], []]
    let told: Told | null = null
    for (let round = 0; round < rounds; round++) {
      floors.push(await floor())
      const once = await command('--dry-run')
      ours.push(once.seconds)
      told = once.told
    }
    const peak = memoryOf(server, 'VmHWM')
    const [value, bare] = [median(ours), median(floors)]
    const counts = told?.counts ?? {}
    const note = `${rows} rows of 9 columns, ${Math.round(bytes.length / 1024)} KB xlsx, embedded database without people; through the command line, its start included; ${counts.problem} rows with problems, ${counts.duplicate} doubles; median of ${rounds}`
    report({ name: 'import', value, unit: 's', floor: bare, ratio: value / bare, note })
    report({
      name: 'import-memory',
      value: peak - before,
      unit: 'MB',
      note: `highest memory of the server (VmHWM ${Math.round(peak)} MB) less what it held before, VmHWM set back just then`,
    })
    const confirmed = await command('--accept-mends')
    report({
      name: 'import-confirm',
      value: confirmed.seconds,
      unit: 's',
      note: 'mends accepted, everything written in one transaction; once',
    })
    const again = await command('--accept-mends')
    report({
      name: 'import-again',
      value: again.seconds,
      unit: 's',
      note: `the same file once more: ${again.told.counts.unchanged} rows known already, ${again.told.counts.newPerson} new; once`,
    })
    report({
      name: 'import-memory-all',
      value: memoryOf(server, 'VmHWM'),
      unit: 'MB',
      note: 'highest memory of the server over everything',
    })
  } finally {
    server.kill('SIGTERM')
    await new Promise((resolve) => server.once('exit', resolve))
    rmSync(folder, { recursive: true })
  }
}

/** Resolves when the server says that it serves. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    server.stderr?.on('data', (part) => {
      said += String(part)
      if (said.includes('Jangkau serves on')) resolve()
    })
    server.once('exit', () => reject(new Error(`The server ended: ${said}`)))
  })
}

export default bench
