// Runs a load in turn against a floor and against Jangkau, and tells the middle of the rounds.
import { spawn } from 'node:child_process'
import { type Figure, median, percentile } from './figure.ts'
import { type Load, type LoadResult, sendLoad } from './hit-load.ts'
import { codes, entry, type Running } from './hit-servers.ts'

/** What is asked for, told to the process that asks. */
export interface Kind {
  kind: 'redirect' | 'beacon'
  links: 'thousand' | 'one'
}

const rounds = 5
const connections = 256

interface Order extends Kind {
  port: number
  seconds: number
  ratePerSecond: number | null
}

/** Visitors of 250,000 addresses with one of ten agents. */
export function requestOf({ kind, links }: Kind): () => string {
  return () => {
    const n = Math.floor(Math.random() * 250_000)
    const code = links === 'one' ? codes[0] : codes[n % codes.length]
    const head = `Host: 127.0.0.1\r\nUser-Agent: Mozilla/5.0 (Linux; Android ${n % 10}; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36\r\nX-Forwarded-For: 10.${n >> 16}.${(n >> 8) & 255}.${n & 255}\r\nAccept: */*\r\n`
    if (kind === 'redirect') return `GET /s/${code} HTTP/1.1\r\n${head}\r\n`
    const body = `{"kind":"view","code":"${code}"}`
    return `POST /e HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  }
}

/** Entry of the child process that makes the load. */
export async function load(order: Order): Promise<void> {
  const parts: Load = {
    ...order,
    connections,
    request: requestOf(order),
    status: order.kind === 'redirect' ? 302 : 204,
  }
  const { rate, latencies, others } = await sendLoad(parts)
  process.stdout.write(
    JSON.stringify({ rate, others, latencies: [percentile(latencies, 0.5), percentile(latencies, 0.99)] }),
  )
}

/** Makes a load from another process, so that it shares no thread with what is measured. */
function loadElsewhere(order: Order): Promise<LoadResult> {
  const script = `import(${JSON.stringify(entry)}).then((m) => m.load(${JSON.stringify(order)}))`
  const child = spawn(process.execPath, ['-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error('The load failed.')),
    )
  })
}

interface Measured {
  rate: number
  p99: number
  cpu: number
}

async function measure(server: Running, order: Omit<Order, 'port'>): Promise<Measured> {
  const before = server.cpu()
  const { rate, latencies, others } = await loadElsewhere({ ...order, port: server.port })
  if (others > 0) throw new Error(`${others} answers had another status than was wanted.`)
  return { rate, p99: latencies[1] as number, cpu: (server.cpu() - before) / (rate * order.seconds) }
}

/** Full load in turns, then half of what Jangkau managed, for its latency. */
export async function compare(
  report: (figure: Figure) => void,
  name: string,
  servers: { floor: Running; jangkau: Running },
  kind: Kind,
): Promise<void> {
  const floors: Measured[] = []
  const ours: Measured[] = []
  await measure(servers.floor, { ...kind, seconds: 2, ratePerSecond: null })
  await measure(servers.jangkau, { ...kind, seconds: 2, ratePerSecond: null })
  for (let round = 0; round < rounds; round += 1) {
    floors.push(await measure(servers.floor, { ...kind, seconds: 4, ratePerSecond: null }))
    ours.push(await measure(servers.jangkau, { ...kind, seconds: 4, ratePerSecond: null }))
  }
  const middle = (all: Measured[], what: keyof Measured) => median(all.map((one) => one[what]))
  const value = middle(ours, 'rate')
  const floor = middle(floors, 'rate')
  report({
    name,
    value,
    unit: 'hits/s',
    floor,
    ratio: value / floor,
    note: `${connections} connections from another process on the same machine, median of ${rounds} in turns; p99 ${middle(ours, 'p99').toFixed(1)} ms (floor ${middle(floors, 'p99').toFixed(1)}); processor ${middle(ours, 'cpu').toFixed(3)} ms a hit (floor ${middle(floors, 'cpu').toFixed(3)}), database server not included`,
  })
  const half: Measured[] = []
  const halfFloors: Measured[] = []
  const ratePerSecond = Math.round(value / 2)
  for (let round = 0; round < rounds; round += 1) {
    halfFloors.push(await measure(servers.floor, { ...kind, seconds: 4, ratePerSecond }))
    half.push(await measure(servers.jangkau, { ...kind, seconds: 4, ratePerSecond }))
  }
  report({
    name: `${name}-p99-half`,
    value: middle(half, 'p99'),
    unit: 'ms',
    floor: middle(halfFloors, 'p99'),
    ratio: middle(half, 'p99') / middle(halfFloors, 'p99'),
    note: `at ${ratePerSecond} hits/s, from when a hit was due until its answer; median of ${rounds} in turns with the floor at the same rate`,
  })
}
