// `npm start`: on a fresh clone installs, builds and serves; later only what is missing.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build, ensureInstalled, pinnedNode, root } from './ensure.mjs'

await ensureInstalled()
await build()
const server = spawn(pinnedNode, ['--enable-source-maps', join(root, 'dist', 'server.js')], {
  stdio: 'inherit',
  cwd: root,
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
