// `npm run check`: types, lint and format, fences, dead code, message keys. Ends with what failed.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, pinnedNode, root, run, say } from './ensure.mjs'

await ensureInstalled()
const bin = (path) => join(root, 'node_modules', path)

/** Fences: no violation, and not zero modules cruised (that would be a check that cannot fail). */
async function fences() {
  const { stdout } = spawnSync(
    pinnedNode,
    [
      bin('dependency-cruiser/bin/dependency-cruiser.mjs'),
      'src',
      'bin',
      'test',
      'bench',
      '--config',
      '.dependency-cruiser.mjs',
      '--output-type',
      'json',
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const { summary } = JSON.parse(stdout)
  for (const { rule, from, to } of summary.violations)
    say(`  ${rule.severity} ${rule.name}: ${from} -> ${to}`)
  say(`  ${summary.totalCruised} modules cruised, ${summary.error} violations`)
  return summary.totalCruised > 20 && summary.error === 0 ? 0 : 1
}

const checks = {
  types: async () => {
    // What runs in browsers, or inside pages under test, knows the DOM; the rest must not.
    const projects = ['.', 'client', 'test/ui'].map((project) => ['-p', project])
    const codes = []
    for (const project of projects)
      codes.push(await run(pinnedNode, [bin('typescript-native/bin/tsc'), ...project]))
    return Math.max(...codes)
  },
  lint: () => run(pinnedNode, [bin('@biomejs/biome/bin/biome'), 'ci', '.']),
  fences,
  'dead code': () => run(pinnedNode, [bin('knip/bin/knip.js')]),
  messages: () => run(pinnedNode, [join(root, 'scripts', 'check-messages.mjs')]),
}

const failed = []
for (const [name, check] of Object.entries(checks)) {
  say(`== ${name}`)
  if ((await check()) !== 0) failed.push(name)
}
say(failed.length === 0 ? 'All checks passed.' : `Failed: ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
