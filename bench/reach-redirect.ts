// Following a tracked link: Jangkau answers after the commit that holds the hit. Floor: bare node:http with the links
// in memory that answers at once and inserts its hits every 100 ms, which a kill loses.
import type { Benchmark } from './support/figure.ts'
import { compare } from './support/hit-rounds.ts'
import { type Engine, newPlace, startFloor, startJangkau } from './support/hit-servers.ts'

// What the children of the run do.
export { load } from './support/hit-rounds.ts'
export { serveRedirects } from './support/hit-servers.ts'

const engines: readonly Engine[] = ['embedded', 'postgres']

const reachRedirect: Benchmark = async (report) => {
  for (const engine of engines) {
    const [ours, floors] = [await newPlace(engine), await newPlace(engine)]
    const servers = { jangkau: await startJangkau(ours), floor: await startFloor(floors, 'serveRedirects') }
    try {
      const name = `reach-redirect-${engine}`
      await compare(report, name, servers, { kind: 'redirect', links: 'thousand' })
      await compare(report, `${name}-hot`, servers, { kind: 'redirect', links: 'one' })
    } finally {
      await servers.jangkau.stop()
      await servers.floor.stop()
      await ours.remove()
      await floors.remove()
    }
  }
}

export default reachRedirect
