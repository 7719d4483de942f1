import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { openEmbedded } from '../../src/platform/db/database.ts'

/** A hundred by hand (`KILLS=100 npm test -- test/durability/checkpoint-kill.test.ts`), fewer in every run. */
const rounds = Number(process.env.KILLS ?? 2)
const program = fileURLToPath(new URL('../support/written-until-killed.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'jangkau-checkpoint-'))

let child: ChildProcess | null = null
afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

/** Kills one that writes, soon after it began a checkpoint; the last row it acknowledged, and whether it was still in it. */
async function killInCheckpoint(): Promise<{ row: number; isWithin: boolean }> {
  const writing = spawn(process.execPath, [program, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  child = writing
  const over = once(writing, 'close')
  let row = 0
  let isWithin = false
  for await (const line of createInterface({ input: writing.stdout })) {
    if (line === 'begins') {
      isWithin = true
      void sleep(Math.random() * 40).then(() => writing.kill('SIGKILL'))
    } else if (line === 'ends') isWithin = false
    else row = Number(line)
  }
  await over
  expect(writing.signalCode).toBe('SIGKILL')
  return { row, isWithin }
}

test(`killed ${rounds} times while it made a checkpoint: no acknowledged row is lost, and none is broken`, async () => {
  let last = 0
  let within = 0
  for (let round = 0; round < rounds; round += 1) {
    const { row, isWithin } = await killInCheckpoint()
    // Whoever begins after a kill goes on from the last row it finds.
    expect(row).toBeGreaterThan(last)
    last = row
    if (isWithin) within += 1
  }
  const database = await openEmbedded(folder)
  const { rows } = await database.query(`
    select count(*)::int as count, max(n) as last,
      count(*) filter (where filler <> repeat(md5(n::text), 2000))::int as broken
    from probe`)
  await database.close()
  const [found] = rows as [{ count: number; last: number; broken: number }]
  expect(found).toEqual({ count: found.last, last: found.last, broken: 0 })
  // One more than was acknowledged may have been committed when the kill came.
  expect(found.last - last).toBeOneOf([0, 1])
  process.stderr.write(`${within} of ${rounds} kills came within a checkpoint; ${last} rows acknowledged\n`)
})
