#!/usr/bin/env node
// `jangkau COMMAND`: on a fresh clone installs and builds first, then hands over to the program.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, ensureInstalled, pinnedNode, root, run } from './ensure.mjs'

await ensureInstalled()
const program = join(root, 'dist', 'cli.js')
if (!existsSync(program)) await build()
// File names are meant where the command is typed, not in the program's folder.
const code = await run(pinnedNode, ['--enable-source-maps', program, ...process.argv.slice(2)], {
  cwd: process.cwd(),
})
process.exit(code)
