// Scans into the server, answered after their commit: one a request, and twelve phones that come back from a day
// without a network. Floor: bare node:http that reads and parses the same uploads, answers them and keeps nothing.
// And the desk's overview while a whole meeting arrives.
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { badgeText, meetingMark } from '../src/modules/seating/index.ts'
import { type Phone, scanWith, send, uploadOf } from '../test/doors/phone.ts'
import { entry, openHall, type Place, people, type Running, startFloor } from './support/door-servers.ts'
import { type Benchmark, median, percentile } from './support/figure.ts'
import { sendLoad } from './support/hit-load.ts'

// What the children of the run do.
export { serveNothing } from './support/door-servers.ts'

const rounds = 5
const connections = 256
const seconds = 4

interface Order {
  port: number
  cookie: string
  mark: string
  codes: string[]
  number: number
}

/** Entry of the child process that makes the load: every request one scan of its own. */
export async function load(order: Order): Promise<void> {
  let { number } = order
  const request = () => {
    number += 1
    const code = order.codes[number % order.codes.length] ?? ''
    const now = Date.now()
    const body = JSON.stringify({
      sentAt: now,
      told: number,
      items: [
        {
          id: randomUUID(),
          text: `JK1:${order.mark}:${code}`,
          kind: 'arrival',
          sessionId: null,
          via: 'camera',
          number,
          scannedAt: now,
          shown: 'green.arrival',
        },
      ],
    })
    return `POST /door/scans HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: ${order.cookie}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
  }
  const made = await sendLoad({
    port: order.port,
    connections,
    seconds,
    ratePerSecond: null,
    request,
    status: 200,
  })
  const { rate, latencies, others } = made
  process.stdout.write(JSON.stringify({ rate, others, p99: percentile(latencies, 0.99), number }))
}

interface Loaded {
  rate: number
  others: number
  p99: number
  number: number
}

/** Makes the load from another process, so that it shares no thread with what is measured. */
function loadElsewhere(order: Order): Promise<Loaded> {
  const script = `import(${JSON.stringify(entry)}).then(async (m) => m.load(JSON.parse(await new Response(process.stdin).text())))`
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdin.end(JSON.stringify(order))
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

const batch = 200

/** Every phone hands in its scans in batches, one after the other; all phones at once. Counts answers by status. */
async function handIn(url: string, phones: readonly Phone[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  await Promise.all(
    phones.map(async (phone) => {
      for (let at = 0; at < phone.scans.length; at += batch) {
        const answer = await send(url, phone, uploadOf(phone, phone.scans.slice(at, at + batch), Date.now()))
        if (typeof answer === 'number') throw new Error(`An upload was answered with ${answer}.`)
        for (const { status } of answer.items) counts.set(status, (counts.get(status) ?? 0) + 1)
      }
    }),
  )
  return counts
}

/** Everybody is scanned once, at any of the twelve phones. */
function scanAll({ hall, phones }: Place): Phone[] {
  const mark = meetingMark(hall.meetingId)
  const fresh = phones.map((phone) => ({ ...phone, scans: [] as Phone['scans'] }))
  for (const [n, { code }] of hall.people.entries()) {
    const phone = fresh[(n * 7) % fresh.length] as Phone
    scanWith(phone, badgeText(mark, code), Date.now() - (people - n) * 1_000)
  }
  return fresh
}

async function merge(place: Place, floor: Running) {
  const times: number[] = []
  const floors: number[] = []
  const again: number[] = []
  let cpu = 0
  for (let round = 0; round < rounds; round += 1) {
    const phones = scanAll(place)
    const url = `http://127.0.0.1:${place.server.port}`
    const timed = async (of: string) => {
      const began = performance.now()
      const counts = await handIn(of, phones)
      return { seconds: (performance.now() - began) / 1000, counts }
    }
    floors.push((await timed(`http://127.0.0.1:${floor.port}`)).seconds)
    const before = place.server.cpu()
    const first = await timed(url)
    cpu += place.server.cpu() - before
    const second = await timed(url)
    // None lost: each was new once. None twice: each was known when it came again.
    if (first.counts.get('new') !== people)
      throw new Error(`Of ${people} scans ${first.counts.get('new')} were new.`)
    if (second.counts.get('known') !== people)
      throw new Error(`Of ${people} scans ${second.counts.get('known')} were known.`)
    times.push(first.seconds)
    again.push(second.seconds)
  }
  return { times, floors, again, cpu: cpu / rounds / people }
}

async function signIn({ port, said }: Running): Promise<string> {
  const find = () => /^\s+national\s+(\S+\/in\/\S+)/m.exec(said())?.[1]
  for (let tries = 0; tries < 100 && !find(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  const link = find()
  if (!link) throw new Error('The server printed no sign-in link for the national desk.')
  const origin = `http://localhost:${port}`
  const answer = await fetch(link, { method: 'POST', redirect: 'manual', headers: { origin } })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

/** Everybody within fifteen minutes, in milliseconds. */
const arriving = 15 * 60_000

interface Looks {
  pages: number[]
  /** The board, looked at every three seconds meanwhile. */
  boards: number[]
  scans: number
}

/** The desk of the national office, signed in. */
async function deskOf(place: Place) {
  const url = `http://localhost:${place.server.port}`
  const cookie = await signIn(place.server)
  const ask = async (path: string) => {
    const began = performance.now()
    const answer = await fetch(url + path, { headers: { cookie } })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
    return performance.now() - began
  }
  return {
    url,
    overview: () => ask('/desk?unit=00&election=general-2019'),
    board: () => ask(`/desk/meetings/00/${place.hall.meetingId}/doors/board`),
  }
}

/**
 * The overview, asked for again and again for some time, while people arrive `faster` times as fast as all of them
 * within fifteen minutes (0: nobody) and one board is open.
 */
async function lookOn(
  place: Place,
  desk: Awaited<ReturnType<typeof deskOf>>,
  { faster, milliseconds }: { faster: number; milliseconds: number },
): Promise<Looks> {
  const looks: Looks = { pages: [], boards: [], scans: 0 }
  const until = performance.now() + milliseconds
  const sleep = (span: number) => new Promise((resolve) => setTimeout(resolve, span))
  const repeat = async (work: () => Promise<unknown>, pause: number) => {
    while (performance.now() < until) {
      await work()
      await sleep(pause)
    }
  }
  const phones = faster === 0 ? [] : scanAll(place)
  const standing = phones.map(async (phone) => {
    const each = arriving / faster / phone.scans.length
    const began = performance.now()
    for (const [n, scan] of phone.scans.entries()) {
      // Not all phones at the same moment.
      await sleep(Math.max(0, began + (n + Math.random()) * each - performance.now()))
      if (performance.now() > until) return
      const answer = await send(desk.url, phone, uploadOf(phone, [scan], Date.now()))
      if (typeof answer === 'number') throw new Error(`A scan was answered with ${answer}.`)
      looks.scans += 1
    }
  })
  await Promise.all([
    repeat(async () => looks.pages.push(await desk.overview()), 50),
    faster === 0 ? null : repeat(async () => looks.boards.push(await desk.board()), 3_000),
    ...standing,
  ])
  return looks
}

async function overview(place: Place, report: Parameters<Benchmark>[0]) {
  const desk = await deskOf(place)
  for (let warm = 0; warm < 10; warm += 1) await desk.overview()
  for (const faster of [1, 10]) {
    const quiet = await lookOn(place, desk, { faster: 0, milliseconds: 15_000 })
    const busy = await lookOn(place, desk, { faster, milliseconds: 60_000 })
    const [value, floor] = [percentile(busy.pages, 0.95), percentile(quiet.pages, 0.95)]
    report({
      name: faster === 1 ? 'check-in-overview-p95' : `check-in-overview-p95-${faster}-times`,
      value,
      unit: 'ms',
      floor,
      ratio: value / floor,
      note: `the national overview for a minute while people arrive ${faster === 1 ? 'as fast as' : `${faster} times as fast as`} ${people} within 15 minutes (${busy.scans} scans, one an upload) and a board is looked at every three seconds (its p95 ${percentile(busy.boards, 0.95).toFixed(0)} ms); floor: nobody at the doors; median ${median(busy.pages).toFixed(0)} ms (floor ${median(quiet.pages).toFixed(0)}); ${busy.pages.length} and ${quiet.pages.length} requests; embedded database with the examples`,
    })
  }
}

const checkIn: Benchmark = async (report) => {
  const place = await openHall()
  const floor = await startFloor()
  try {
    const { times, floors, again, cpu } = await merge(place, floor)
    report({
      name: 'check-in-merge',
      value: median(times),
      unit: 's',
      floor: median(floors),
      ratio: median(times) / median(floors),
      note: `${people} scans from 12 phones with clocks wrong by up to an hour, batches of ${batch}, all phones at once, median of ${rounds} in turns; slowest ${Math.max(...times).toFixed(2)} s, handed in again ${median(again).toFixed(2)} s, ${cpu.toFixed(2)} CPU-ms a scan; each was new once and known the second time; embedded database`,
    })
    await overview(place, report)
    const order = {
      cookie: place.phones[0]?.cookie ?? '',
      mark: meetingMark(place.hall.meetingId),
      codes: place.hall.people.map(({ code }) => code),
      number: 10_000,
    }
    const ours: Loaded[] = []
    const theirs: Loaded[] = []
    let used = 0
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(await loadElsewhere({ ...order, port: floor.port }))
      const before = place.server.cpu()
      const made = await loadElsewhere({ ...order, port: place.server.port })
      used += (place.server.cpu() - before) / (made.rate * seconds)
      if (made.others > 0) throw new Error(`${made.others} answers were refusals.`)
      ours.push(made)
      order.number = made.number
    }
    const rate = median(ours.map((one) => one.rate))
    const floorRate = median(theirs.map((one) => one.rate))
    report({
      name: 'check-in-rate',
      value: rate,
      unit: 'scans/s',
      floor: floorRate,
      ratio: rate / floorRate,
      note: `one scan a request, answered after its commit, ${connections} connections from another process, ${seconds} s, median of ${rounds} in turns; p99 ${median(ours.map((one) => one.p99)).toFixed(0)} ms (floor ${median(theirs.map((one) => one.p99)).toFixed(0)}); ${(used / rounds).toFixed(2)} CPU-ms a scan; ${people} people, scans repeat them; embedded database`,
    })
  } finally {
    await floor.stop()
    await place.remove()
  }
}

export default checkIn
