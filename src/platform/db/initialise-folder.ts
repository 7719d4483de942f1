import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { syncFolder } from '../durable-file.ts'

/**
 * Creates the embedded database in `folder` if there is none yet: in a child process of its own, because creating
 * takes three times the memory that running does and WebAssembly gives none back; and beside the folder first, so
 * that a start killed half-way leaves nothing behind.
 */
export async function initialiseFolder(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  const draft = `${folder}.draft`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(dirname(folder), { recursive: true })
  const file = import.meta.url.endsWith('.ts') ? './pglite-create.ts' : './pglite-create.js'
  const program = fileURLToPath(new URL(file, import.meta.url))
  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [program, draft], { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`The embedded database could not be created: ${said}`)),
    )
  })
  rmSync(folder, { recursive: true, force: true })
  renameSync(draft, folder)
  syncFolder(dirname(folder))
}
