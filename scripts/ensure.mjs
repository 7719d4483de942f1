// What every door script needs first: the packages of the lock file and the pinned Node.
// Runs on any Node of 20 or newer, with nothing installed.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const pinnedNode = join(
  root,
  'node_modules',
  '.bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
)
const stamp = join(root, 'node_modules', '.jangkau-lock')

/** Prints a sentence for the person waiting. */
export const say = (text) => process.stderr.write(`${text}\n`)

/** Ends the program with one clear sentence. */
export function refuse(sentence) {
  say(sentence)
  process.exit(1)
}

/** Runs a program to its end; resolves to its exit code. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: root, ...options })
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

/** Installs the packages of the lock file when they are missing or the lock file has changed. */
export async function ensureInstalled() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) refuse(`Jangkau needs Node 20 or newer to start; this is ${process.version}.`)
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  const have = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (have === lock && existsSync(pinnedNode)) return
  say('Installing the packages of the lock file (once, about half a minute) ...')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0)
    refuse('The packages could not be installed: see the lines above. Is the network reachable?')
  if (spawnSync(pinnedNode, ['-v']).status !== 0) {
    refuse('The pinned Node 24 did not install: run `npm rebuild node`, then try again.')
  }
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, lock)
}

/** Builds `dist/` from the sources; esbuild, well under a second. */
export async function build() {
  const code = await run(pinnedNode, [join(root, 'scripts', 'build.mjs')])
  if (code !== 0) refuse('The build failed: see the lines above.')
}
