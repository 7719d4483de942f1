// `npm test`: everything, ending in one line `N passed, N failed`.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, ensureInstalled, pinnedNode, root, run, say } from './ensure.mjs'

await ensureInstalled()
await build()
mkdirSync(join(root, '.cache'), { recursive: true })

let passed = 0
let failed = 0

/** Runs vitest once and adds what it counted; a run that counted nothing is a failure. */
async function suite(name, args, env = {}) {
  say(`\n== ${name}`)
  const report = join(root, '.cache', `${name}.json`)
  rmSync(report, { force: true })
  const code = await run(
    pinnedNode,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    { env: { ...process.env, ...env } },
  )
  let counted = { numPassedTests: 0, numFailedTests: 0, numTotalTests: 0 }
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    say(`${name} left no report.`)
  }
  passed += counted.numPassedTests
  failed += counted.numFailedTests
  if (code !== 0 && counted.numFailedTests === 0) failed += 1
  if (counted.numTotalTests === 0) failed += 1
}

await suite('all', process.argv.slice(2))
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
