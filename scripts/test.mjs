// `npm test`: everything on the embedded database and the checks beside it, browser journeys, and the database tests once more
// on PostgreSQL 15. Ends in one line `N passed, N failed`. `npm test -- PATH` runs only what matches, on PGlite.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { build, ensureInstalled, pinnedNode, root, run, say } from './ensure.mjs'
import { ensureSystemPackages, startPostgres } from './postgres.mjs'

await ensureInstalled()
await ensureSystemPackages()
await build()
mkdirSync(join(root, '.cache'), { recursive: true })

let passed = 0
let failed = 0
/** What did not hold, by name: said once more at the very end, where even a log that was cut short shows it. */
const failures = []
const count = (good, name) => {
  if (good) passed += 1
  else {
    failed += 1
    failures.push(name)
  }
}

/** Runs a command of ours, showing what it prints (or what else `show` does with it); its code, and the end of what it printed. */
function watch(args, env = {}, show = (to, bytes) => to.write(bytes)) {
  return new Promise((resolve, reject) => {
    const child = spawn(pinnedNode, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['inherit', 'pipe', 'pipe'],
    })
    let end = ''
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (bytes) => {
        show(to, bytes)
        end = (end + bytes).slice(-6000)
      })
    }
    child.on('error', reject)
    child.on('close', (code) => resolve({ code: code ?? 1, end }))
  })
}

/** Runs vitest once and adds what it counted; a run that counted nothing is a failure. */
async function suite(name, args, env = {}) {
  say(`\n== ${name}`)
  const report = join(root, '.cache', `report-${name.replace(/\W+/g, '-')}.json`)
  rmSync(report, { force: true })
  const { code, end } = await watch(
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...args,
    ],
    env,
  )
  let counted = { numPassedTests: 0, numFailedTests: 0, numTotalTests: 0, testResults: [] }
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    say(`${name} left no report.`)
  }
  passed += counted.numPassedTests
  failed += counted.numFailedTests
  for (const file of counted.testResults) {
    const broken = file.assertionResults.filter((test) => test.status === 'failed')
    for (const test of broken)
      failures.push(
        `${name}: ${file.name}: ${test.fullName}\n${test.failureMessages.join('\n').slice(0, 1500)}`,
      )
    if (file.status === 'failed' && broken.length === 0)
      failures.push(`${name}: ${file.name}: ${file.message}`)
  }
  if ((code !== 0 && counted.numFailedTests === 0) || counted.numTotalTests === 0) {
    count(
      false,
      `${name}: ended with ${code} after ${counted.numTotalTests} tests, none of them failed:\n${end}`,
    )
  }
}

const only = process.argv.slice(2)
if (only.length > 0) {
  await suite('chosen', only)
} else {
  // The database tests leave some of two processors to spare: in it the checks are done, whose words come when they are
  // done, and the first starts that the journeys begin from. Should those fail, the journeys do them again and say why.
  const first = "const { default: prepare } = await import('./test/journeys/prepare.ts'); await prepare()"
  const prepared = run(pinnedNode, ['--input-type=module', '--eval', first], { stdio: 'ignore' })
  const said = []
  const checked = watch([join(root, 'scripts', 'check.mjs')], {}, (_, bytes) => said.push(bytes))
  await suite('on the embedded database', ['--project', 'house'])
  const { code, end } = await checked
  say('\n== checks')
  process.stderr.write(Buffer.concat(said))
  count(code === 0, `checks:\n${end}`)
  await prepared
  // Nothing is let fall here; the journey that does so starts one of its own.
  const postgres = await startPostgres({ isDurable: false })
  try {
    // Once is enough for what asks the program, not the database: the walk of every route with every role, rooms
    // without tables, files that are refused unread, and what only the embedded database does.
    const once = [
      'test/{access-walk,openapi,roster-refusals}.test.ts',
      'src/modules/{placement,papers}/**',
      'src/modules/reach/{held-hits,hll}.test.ts',
      'src/platform/db/{durability,next-segment}.test.ts',
      'src/ui/**',
    ]
    const again = ['--project', 'house', ...once.flatMap((path) => ['--exclude', path])]
    await suite('on PostgreSQL', again, { TEST_DATABASE_URL: postgres.url })
    await suite('journeys', ['--project', 'journeys'], { JOURNEY_DATABASE_URL: postgres.url })
  } finally {
    await postgres.stop()
  }
}
for (const failure of failures) console.log(`\nFAILED ${failure}`)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
