import { totalmem } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes longest is begun first, the longest before all, so that nothing long is left to run alone at the end. */
const longest = [
  ...['meeting', 'every-screen', 'command-line', 'loop', 'doors-relay', 'site', 'in-class', 'doors'],
  ...['reach-kill', 'living-page', 'kill', 'scale-out', 'plan'],
  ...['access-walk', 'examples', 'backup', 'import', 'roster-refusals', 'offices', 'export-roster'],
].map((name) => `/${name}.test.ts`)
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name))
      return at === -1 ? longest.length : at
    }
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b))
  }
}

/** Only what hangs shall run out of time: a busy machine is ten times slower than a quiet one, now and then. */
const common = {
  testTimeout: 480_000,
  hookTimeout: 480_000,
  expect: { poll: { timeout: 120_000, interval: 50 } },
}

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        // Everything that needs a database and no browser; run on PGlite and once more on PostgreSQL. Each file has a
        // database of its own; the program's modules are loaded once a worker, which takes a quarter off the time.
        test: {
          name: 'house',
          include: ['src/**/*.test.{ts,tsx}', 'test/*.test.{ts,tsx}'],
          ...common,
          maxWorkers: 2,
          isolate: false,
        },
      },
      {
        extends: true,
        // Real processes and real browsers. Much of it is waiting, so three files a processor run at a time, each with
        // up to two gigabytes: a server, a browser, and the worker.
        test: {
          name: 'journeys',
          include: ['test/{journeys,durability,ui}/**/*.test.{ts,tsx}'],
          ...common,
          maxWorkers: totalmem() > 14e9 ? 6 : totalmem() > 10e9 ? 4 : 2,
          globalSetup: ['test/journeys/prepare.ts'],
        },
      },
    ],
  },
})
