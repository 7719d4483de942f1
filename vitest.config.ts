import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** What takes minutes is begun first, so that nothing long is left to run alone at the end. */
const long = ['command-line', 'every-screen', 'meeting', 'access-walk', 'examples', 'backup'].map(
  (name) => `/${name}.test.ts`,
)
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => long.some((name) => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
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
        // Real processes and real browsers. Much of it is waiting, so three files run at a time.
        test: {
          name: 'journeys',
          include: ['test/{journeys,durability,ui}/**/*.test.{ts,tsx}'],
          ...common,
          maxWorkers: 3,
          globalSetup: ['test/journeys/prepare.ts'],
        },
      },
    ],
  },
})
