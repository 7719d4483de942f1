// Following a tracked link: Jangkau answers after the commit that holds the hit. Floor: bare node:http with the links
// in memory that answers at once and inserts its hits every 100 ms, which a kill loses.
import type { Benchmark } from './support/figure.ts'
import { compare } from './support/hit-rounds.ts'
import { type Engine, newPlace, startFloor, startJangkau, withServers } from './support/hit-servers.ts'

// What the children of the run do.
export { load } from './support/hit-rounds.ts'
export { serveRedirects } from './support/hit-servers.ts'

const engines: readonly Engine[] = ['embedded', 'postgres']

const reachRedirect: Benchmark = async (report) => {
  for (const engine of engines) {
    await withServers(async (started) => {
      const ours = started(await newPlace(engine))
      const theirs = started(await newPlace(engine))
      const jangkau = started(await startJangkau(ours))
      const floor = started(await startFloor(theirs, 'serveRedirects'))
      const name = `reach-redirect-${engine}`
      await compare(report, name, { jangkau, floor }, { kind: 'redirect', links: 'thousand' })
      await compare(report, `${name}-hot`, { jangkau, floor }, { kind: 'redirect', links: 'one' })
    })
  }
}

export default reachRedirect
