// `npm run bench`: lists the benchmarks; `npm run bench -- NAME... [--json]` runs them.
// With --json one object a line on standard output: { name, value, unit, floor, ratio, note }.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, ensureInstalled, pinnedNode, refuse, root, run } from './ensure.mjs'
import { installMissing } from './system-packages.mjs'

/** Programs of the system that benchmarks measure against, each the name of its Debian package too. */
const needs = { 'page-public': ['nginx'] }

await ensureInstalled()
const names = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => basename(name, '.ts'))
  .sort()
const args = process.argv.slice(2)
const json = args.includes('--json')
const wanted = args.filter((arg) => !arg.startsWith('--'))
if (wanted.length === 0) {
  console.log(`npm run bench -- NAME [--json], where NAME is one of:\n  ${names.join('\n  ')}`)
  process.exit(0)
}
for (const name of wanted) {
  if (!names.includes(name)) refuse(`There is no benchmark ${name}. There are: ${names.join(', ')}.`)
}
const missing = wanted
  .flatMap((name) => needs[name] ?? [])
  .filter((program) => spawnSync(program, ['-v']).error !== undefined)
await installMissing(
  `${wanted.join(' and ')} measures against`,
  missing,
  'Elsewhere install it so that its name starts it.',
)
await build()
const { build: compile } = await import('esbuild')
await compile({
  absWorkingDir: root,
  entryPoints: [
    ...wanted.map((name) => `bench/${name}.ts`),
    { in: 'bench/support/run.ts', out: 'run' },
    // The thread of placements.
    { in: 'src/modules/placement/placement-worker.ts', out: 'placement-worker' },
    // The threads and children of the embedded database, which a benchmark may open for its floor.
    { in: 'src/platform/db/pglite-worker.ts', out: 'pglite-worker' },
    { in: 'src/platform/db/pglite-create.ts', out: 'pglite-create' },
  ],
  outdir: 'dist/bench',
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
})
let failed = 0
for (const name of wanted) {
  const code = await run(pinnedNode, [
    '--expose-gc',
    join(root, 'dist/bench/run.js'),
    join(root, 'dist/bench', `${name}.js`),
    ...(json ? ['--json'] : []),
  ])
  if (code !== 0) failed += 1
}
process.exit(failed === 0 ? 0 : 1)
