// Ten million links in memory: what they take, how fast one is found, beside a Map of objects with a tenth of them.
import { LinkTable } from '../src/modules/reach/index.ts'
import type { Benchmark } from './support/figure.ts'

const links = 10_000_000
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Seven signs, as minted; scattered, so that neighbours share nothing. */
function codeOf(n: number): string {
  let rest = Math.imul(n, 0x9e3779b1) >>> 0
  let code = ''
  for (let at = 0; at < 7; at += 1) {
    code += signs[rest % signs.length]
    rest = Math.floor(rest / signs.length) + (at === 3 ? n : 0)
  }
  return code
}

const collect = () => (globalThis as { gc?: () => void }).gc?.()

const reachLinks: Benchmark = async (report) => {
  collect()
  const before = process.memoryUsage.rss()
  const table = new LinkTable()
  const began = performance.now()
  for (let n = 0; n < links; n += 1) {
    table.put(codeOf(n), {
      place: n % 24_156,
      publication: n % 5_000,
      person: `${n.toString(16).padStart(8, '0')}-0000-7000-8000-000000000001`,
      path: n % 10_000,
      generation: 1,
    })
  }
  const filled = performance.now() - began
  collect()
  const held = process.memoryUsage.rss() - before
  report({
    name: 'reach-links-memory',
    value: held / links,
    unit: 'bytes a link',
    note: `${table.size} links, ${(held / 1e6).toFixed(0)} MB resident (${(table.bytes / links).toFixed(1)} bytes a link by its own count), filled in ${(filled / 1000).toFixed(1)} s; without texts that links share`,
  })
  const many = 2_000_000
  let found = 0
  const start = performance.now()
  for (let n = 0; n < many; n += 1) if (table.find(codeOf((n * 7_919) % links)) !== -1) found += 1
  const nanoseconds = ((performance.now() - start) * 1e6) / many
  report({
    name: 'reach-links-find',
    value: nanoseconds,
    unit: 'ns',
    note: `at random, making the code included; ${found} of ${many} found`,
  })
  const tenth = links / 10
  const map = new Map<string, object>()
  const bare = process.memoryUsage.rss()
  for (let n = 0; n < tenth; n += 1) {
    const code = codeOf(n)
    map.set(code, {
      origin: {
        number: n,
        workUnitId: 'id.33.73',
        linkCode: code,
        json: `"id.33.73","general-2019","${code}"`,
      },
      location: `/kota-salatiga?s=${code}`,
    })
  }
  collect()
  report({
    name: 'reach-links-map',
    value: (process.memoryUsage.rss() - bare) / tenth,
    unit: 'bytes a link',
    note: `a Map of objects as it was before, ${map.size} links, with fewer fields than it had`,
  })
}

export default reachLinks
