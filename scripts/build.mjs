// Compiles the doors in bin/ (and the programs of its threads) into dist/.
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { build } from 'esbuild'
import { buildAssets } from '../src/ui/assets/build-assets.ts'
import { root } from './ensure.mjs'

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    server: 'bin/server.ts',
    worker: 'bin/worker.ts',
    cli: 'bin/cli.ts',
    'pglite-worker': 'src/platform/db/pglite-worker.ts',
    'sheet-worker': 'src/modules/spreadsheets/sheet-worker.ts',
    'roster-worker': 'src/modules/directory/roster/roster-worker.ts',
    'placement-worker': 'src/modules/placement/placement-worker.ts',
    'judgement-child': 'src/modules/reach/judgement-child.ts',
    'pglite-create': 'src/platform/db/pglite-create.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx',
  sourcemap: 'linked',
  logLevel: 'warning',
  metafile: true,
})

// What an earlier build left goes only now: a server that runs from here finds its files at every moment.
const made = new Set(Object.keys(metafile.outputs))
for (const path of globSync('dist/*.{js,map}', { cwd: root })) {
  if (!made.has(relative(root, join(root, path)))) rmSync(join(root, path))
}

// What browsers load, beside the program; from there it is read at start.
mkdirSync(join(root, 'dist', 'assets'), { recursive: true })
for (const { name, bytes } of buildAssets(root)) writeFileSync(join(root, 'dist', 'assets', name), bytes)
