// Beacons of programs (POST /e), answered after the commit. Floor: bare node:http that reads and parses the same
// body, answers and stores nothing.
import type { Benchmark } from './support/figure.ts'
import { compare } from './support/hit-rounds.ts'
import { type Engine, newPlace, startFloor, startJangkau } from './support/hit-servers.ts'

// What the children of the run do.
export { load } from './support/hit-rounds.ts'
export { serveNothing } from './support/hit-servers.ts'

const engines: readonly Engine[] = ['embedded', 'postgres']

const reachIntake: Benchmark = async (report) => {
  for (const engine of engines) {
    const place = await newPlace(engine)
    const servers = { jangkau: await startJangkau(place), floor: await startFloor(place, 'serveNothing') }
    try {
      await compare(report, `reach-intake-${engine}`, servers, { kind: 'beacon', links: 'thousand' })
    } finally {
      await servers.jangkau.stop()
      await servers.floor.stop()
      await place.remove()
    }
  }
}

export default reachIntake
