// Beacons of programs (POST /e), answered after the commit. Floor: bare node:http that reads and parses the same
// body, answers and stores nothing.
import type { Benchmark } from './support/figure.ts'
import { compare } from './support/hit-rounds.ts'
import { type Engine, newPlace, startFloor, startJangkau, withServers } from './support/hit-servers.ts'

// What the children of the run do.
export { load } from './support/hit-rounds.ts'
export { serveNothing } from './support/hit-servers.ts'

const engines: readonly Engine[] = ['embedded', 'postgres']

const reachIntake: Benchmark = async (report) => {
  for (const engine of engines) {
    await withServers(async (started) => {
      const place = started(await newPlace(engine))
      const jangkau = started(await startJangkau(place))
      const floor = started(await startFloor(place, 'serveNothing'))
      const name = `reach-intake-${engine}`
      await compare(report, name, { jangkau, floor }, { kind: 'beacon', links: 'thousand' })
    })
  }
}

export default reachIntake
