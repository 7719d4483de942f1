// `npm run bench`: lists the benchmarks; `npm run bench -- NAME... [--json]` runs them.
// With --json one object a line on standard output: { name, value, unit, floor, ratio, note }.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, ensureInstalled, pinnedNode, refuse, root, run } from './ensure.mjs'
import { missingPostgres } from './postgres.mjs'
import { installMissing } from './system-packages.mjs'

const missingNginx = () => (spawnSync('nginx', ['-v']).error ? ['nginx'] : [])

/** Debian packages that a benchmark needs and this machine lacks. */
const missingFor = {
  'page-public': missingNginx,
  'reach-intake': missingPostgres,
  'reach-matrix': missingPostgres,
  'reach-redirect': missingPostgres,
}

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
await installMissing(
  'The benchmarks asked for need',
  [...new Set(wanted.flatMap((name) => missingFor[name]?.() ?? []))],
  'Elsewhere put nginx on the PATH and set POSTGRES_BIN to the folder that holds initdb (15 or newer).',
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
    // The thread that judges what is held back.
    { in: 'src/modules/reach/judgement-child.ts', out: 'judgement-child' },
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
