import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FolderTaken, lockFolder } from './lock.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jangkau-lock-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What another process says when it takes the folder and holds on to it until it is killed. */
function another(): string {
  const program = `
    import { lockFolder } from ${JSON.stringify(join(import.meta.dirname, 'lock.ts'))}
    try { lockFolder(${JSON.stringify(folder)}); console.log('taken'); process.kill(process.pid, 'SIGKILL') }
    catch (error) { console.log(error.message) }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  return stdout.trim()
}

test('a second process is refused with a sentence that says what to do', () => {
  const unlock = lockFolder(folder)
  expect(another()).toMatch(/Another Jangkau already runs on .*Stop it first/)
  unlock()
})

test('a process that was killed leaves no lock behind', () => {
  expect(another()).toBe('taken')
  expect(another()).toBe('taken')
})

test('this process cannot take it twice either', () => {
  const unlock = lockFolder(folder)
  expect(() => lockFolder(folder)).toThrow(FolderTaken)
  unlock()
})
