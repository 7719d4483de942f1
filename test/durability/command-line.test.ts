import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../journeys/server.ts'

const root = join(import.meta.dirname, '..', '..')
let server: RunningServer
let place: string

beforeAll(async () => {
  place = mkdtempSync(join(tmpdir(), 'jangkau-cli-'))
  server = await startServer()
})
afterAll(async () => {
  await server.stop()
  rmSync(place, { recursive: true })
})

/** Runs `jangkau` in the folder `place`. */
function jangkau(args: string[], environment: Record<string, string> = {}) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    const { DATABASE_URL: _, ...inherited } = process.env
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
      cwd: place,
      env: { ...inherited, DATA_DIR: server.folder, ...environment },
    })
    let [out, err] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text
    })
    child.on('exit', (code) => resolve({ code, out, err }))
  })
}

const unpacked = async (file: string) => {
  const { gunzipSync } = await import('node:zlib')
  const lines = gunzipSync(readFileSync(join(place, file)))
    .toString()
    .trimEnd()
    .split('\n')
  // Without the head (its date), the end (its sum) and the job queue's own clockwork.
  const kept: string[] = []
  let table = ''
  for (const line of lines.slice(1, -1)) {
    const value = JSON.parse(line) as { table?: string }
    if (value.table) table = value.table
    if (!table.startsWith('pgboss.')) kept.push(line)
  }
  return kept.sort()
}

test('commands go through the running server, and its files are meant where the command is typed', async () => {
  expect(await jangkau(['examples', 'status', '--json'])).toMatchObject({
    code: 0,
    out: `${JSON.stringify({ examples: 'loaded' })}\n`,
  })
  expect((await jangkau(['backup', 'running.backup'])).code).toBe(0)
  expect(existsSync(join(place, 'running.backup'))).toBe(true)
})

test('wrong words end with 2, a refusal with 1', async () => {
  expect((await jangkau(['examples', 'remvoe'])).code).toBe(2)
  expect((await jangkau(['backup'])).code).toBe(2)
  const refused = await jangkau(['restore', 'running.backup'])
  expect(refused.code).toBe(1)
  expect(refused.err).toMatch(/already runs/)
})

test('a second server on the same folder is refused with a sentence', async () => {
  await expect(startServer({}, server.folder)).rejects.toThrow(/Another Jangkau already runs/)
  // The failed start has thrown nothing of the running one away.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
})

test('everything survives backup, restore elsewhere, the move to PostgreSQL and a backup from there', async () => {
  const url = process.env.JOURNEY_DATABASE_URL
  if (!url) throw new Error('Set JOURNEY_DATABASE_URL to a PostgreSQL server: `npm test` does.')
  await server.end()
  expect((await jangkau(['backup', 'stopped.backup'])).code).toBe(0)
  const elsewhere = { DATA_DIR: join(place, 'elsewhere') }
  expect(await jangkau(['restore', 'stopped.backup'], elsewhere)).toMatchObject({ code: 0 })
  expect((await jangkau(['restore', 'stopped.backup'], elsewhere)).err).toMatch(/holds data already/)

  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('create database jangkau_moved')
  const moved = Object.assign(new URL(url), { pathname: '/jangkau_moved' }).href
  expect(await jangkau(['move-to-postgres', moved], elsewhere)).toMatchObject({ code: 0 })
  expect((await jangkau(['move-to-postgres', moved], elsewhere)).err).toMatch(/holds data already/)
  expect(await jangkau(['backup', 'moved.backup'], { DATABASE_URL: moved })).toMatchObject({ code: 0 })

  const original = await unpacked('stopped.backup')
  expect(original.length).toBeGreaterThan(30_000)
  expect(await unpacked('moved.backup')).toEqual(original)

  // And it is alive: the same program serves from there.
  const onPostgres = await startServer({ DATABASE_URL: moved })
  expect((await fetch(`${onPostgres.url}/kota-salatiga`)).status).toBe(200)
  await onPostgres.stop()
  await admin.query('drop database jangkau_moved with (force)')
  await admin.end()
})
