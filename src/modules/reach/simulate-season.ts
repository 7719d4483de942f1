import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { registeredVoters } from '../elections/index.ts'
import { type LinkTarget, loadLinks } from '../publications/index.ts'
import { countsOf } from './counted-store.ts'
import { type Outcome, outcomes } from './counters.ts'
import { engineOf, settleReach } from './engine.ts'
import { hitRoutes } from './hit-routes.ts'
import { scopesAbove } from './periods.ts'
import { type Schedule, type SeasonSpan, scheduleUnit, startOf, type Visit } from './season-model.ts'

export interface SimulationWishes {
  electionId: string
  span: SeasonSpan
  /** People of the whole country who come at full rate. */
  people: number
  /** One in so many of them is simulated. */
  oneIn: number
  seed: string
  progress(text: string): void
}

/** How far estimates lie from the exact number of different visitors, over some scopes. */
export interface ErrorFigure {
  scopes: number
  /** Median and 95th percentile of the absolute relative error. */
  median: number
  p95: number
  largest: number
}

export interface SimulationReport {
  people: number
  links: number
  requests: number
  /** Seconds of the whole run and of folding alone. */
  seconds: number
  foldingSeconds: number
  /** Counted in the database and recounted by the simulation, by outcome. */
  counted: Record<Outcome, number>
  recounted: Record<Outcome, number>
  nation: {
    /** Different people that were simulated, different visitors (network and browser) among them, and the estimate. */
    people: number
    visitors: number
    estimate: number
  }
  errors: { provinces: ErrorFigure; districts: ErrorFigure; bases: ErrorFigure }
  storage: { table: string; rows: number; bytes: number }[]
  /** What the same season would be at full rate. */
  full: { requests: number; busiestHourPerSecond: number; cellsAtMost: number; cellBytesAtMost: number }
}

const connections = 64
const preview = 'WhatsApp/2.23.20.0 A'
const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const robots = 0.03

/**
 * Drives a season through the program itself: requests over real connections to the short links and pages, classified,
 * committed in groups, folded, rolled up, while the clock runs through the season hour by hour. Beside it everything
 * is recounted by sets. The database has to be one of its own.
 */
export async function simulateSeason(
  services: Services,
  wishes: SimulationWishes,
): Promise<SimulationReport> {
  const began = performance.now()
  const clock = { at: startOf(wishes.span) }
  const own: Services = {
    ...services,
    config: { ...services.config, trustProxy: true },
    clock: { now: () => new Date(clock.at) },
  }
  const links = await linksByUnit(own, wishes.electionId)
  const schedule = await scheduleOf(own, links, wishes)
  const engine = engineOf(own)
  await engine.links.load()
  const door = await openDoor(own)
  const recount = new SeasonRecount()
  let foldingSeconds = 0
  const fold = async () => {
    const from = performance.now()
    await settleReach(own)
    foldingSeconds += (performance.now() - from) / 1000
  }
  let busiest = 0
  try {
    const hours = [...schedule.keys()].sort((a, b) => a - b)
    let week = 0
    for (const hour of hours) {
      clock.at = startOf(wishes.span) + hour * 3_600_000
      const before = recount.requests
      await sendHour(door.port, schedule.get(hour) ?? [], links.list, recount.ofHour())
      busiest = Math.max(busiest, recount.requests - before)
      if (Math.floor(hour / 168) > week) {
        week = Math.floor(hour / 168)
        await fold()
        wishes.progress(`week ${week}: ${recount.requests} requests`)
      }
    }
    await fold()
  } finally {
    await door.close()
  }
  return {
    ...(await figuresOf(own, wishes, recount)),
    links: links.list.length,
    requests: recount.requests,
    seconds: (performance.now() - began) / 1000,
    foldingSeconds,
    full: fullRate(recount, wishes, links.list.length, busiest),
  }
}

interface UnitLinks {
  list: LinkTarget[]
  /** Place in the list of each unit's links. */
  byUnit: Map<string, number[]>
}

async function linksByUnit({ db }: Services, electionId: string): Promise<UnitLinks> {
  const list: LinkTarget[] = []
  const byUnit = new Map<string, number[]>()
  for await (const link of loadLinks(db)) {
    if (link.electionId !== electionId) continue
    const places = byUnit.get(link.workUnitId) ?? []
    byUnit.set(link.workUnitId, places)
    places.push(list.push(link) - 1)
  }
  return { list, byUnit }
}

/** Visits of every unit's people, in proportion to the voters of its province. */
async function scheduleOf(
  services: Services,
  { byUnit }: UnitLinks,
  { electionId, people, oneIn, span, seed }: SimulationWishes,
): Promise<Schedule> {
  const tree = await unitTree(services)
  const voters = new Map(
    (await registeredVoters(services.db, { electionId })).map((row) => [row.scope, row.voters]),
  )
  const districts = tree.all.filter(({ id }) => byUnit.has(id))
  const provinceOf = (id: string) => scopesAbove(id)[1] ?? id
  const inProvince = Map.groupBy(districts, ({ id }) => provinceOf(id))
  const weightOf = (id: string) =>
    (voters.get(provinceOf(id)) ?? 1_000_000) / (inProvince.get(provinceOf(id))?.length ?? 1)
  const total = districts.reduce((sum, { id }) => sum + weightOf(id), 0)
  const schedule: Schedule = new Map()
  for (const [network, { id, timeZone }] of districts.entries()) {
    const places = byUnit.get(id) ?? []
    const unit = {
      id,
      timeZone,
      people: Math.round(((people / oneIn) * weightOf(id)) / total),
      links: places.length,
      network,
    }
    const ofUnit: Schedule = new Map()
    scheduleUnit(ofUnit, unit, span, seed)
    for (const [hour, visits] of ofUnit) {
      const all = schedule.get(hour) ?? []
      for (const visit of visits) all.push({ ...visit, link: places[visit.link] as number })
      schedule.set(hour, all)
    }
  }
  return schedule
}

/** Serves short links and beacons on a loopback port. */
async function openDoor(services: Services) {
  const take = hitRoutes(engineOf(services), services)
  const server = createServer((request, response) => {
    if (!take(request, response)) response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Sent {
  path: string
  agent: string
  address: string
  /** Another one only after this was answered: a double tap is the second of two. */
  after?: Sent
  headers?: Record<string, string>
  body?: string
  answered(): void
}

/** Sends an hour's visits over some connections and resolves when each was answered. Throws at a wrong answer. */
async function sendHour(
  port: number,
  visits: readonly Visit[],
  links: readonly LinkTarget[],
  recount: HourRecount,
): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const queue = visits.flatMap((visit) => requestsOf(visit, links[visit.link] as LinkTarget, recount, port))
  let at = 0
  const worker = async () => {
    while (at < queue.length) {
      let next: Sent | undefined = queue[at]
      at += 1
      for (; next; next = next.after) {
        await ask(port, agent, next)
        next.answered()
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
  agent.destroy()
}

/** What a visit asks for: the link, the page behind it, and what else comes along. */
function requestsOf(
  { person, isShared, isTappedTwice, isPrefetched }: Visit,
  link: LinkTarget,
  recount: HourRecount,
  port: number,
): Sent[] {
  const kind = link.channel === 'paper' ? 'scan' : 'click'
  const path = `/${kind === 'scan' ? 'q' : 's'}/${link.code}`
  const by = (who: string, outcome: Outcome) => () => recount.leftOut(who, outcome)
  const hit = (of: 'click' | 'scan' | 'view' | 'share') => () => recount.hit(person, link, of)
  const view: Sent = {
    ...person,
    path: '/e',
    headers: { referer: `http://127.0.0.1:${port}/anywhere?s=${link.code}` },
    answered: hit('view'),
  }
  const tap: Sent = { ...person, path, answered: hit(kind) }
  const opened: Sent = isTappedTwice ? { ...tap, after: { ...tap, after: view } } : { ...tap, after: view }
  const sent: Sent[] = [opened]
  if (isPrefetched) {
    sent.push({
      ...person,
      path,
      headers: { 'sec-purpose': 'prefetch' },
      answered: by(person.address, 'prefetch'),
    })
  }
  if (isShared) {
    const body = JSON.stringify({ kind: 'share', code: link.code })
    sent.push({ ...person, path: '/e', body, answered: hit('share') })
    sent.push({ ...person, path, agent: preview, answered: by(person.address, 'preview') })
  }
  if (recount.draw() < robots)
    sent.push({ path, agent: robot, address: '66.249.66.1', answered: by('robot', 'bot') })
  return sent
}

function ask(port: number, connection: Agent, { path, agent, address, headers, body }: Sent): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = httpRequest(
      {
        port,
        path,
        host: '127.0.0.1',
        agent: connection,
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'user-agent': agent, 'x-forwarded-for': address, ...headers },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => {
          if (answer.statusCode === undefined || answer.statusCode >= 400)
            reject(new Error(`${path} was answered with ${answer.statusCode}.`))
          else resolve()
        })
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}

interface HourRecount {
  hit(
    person: { address: string; agent: string },
    link: LinkTarget,
    kind: 'view' | 'click' | 'scan' | 'share',
  ): void
  leftOut(who: string, outcome: Outcome): void
  draw(): number
}

/** Counts by sets and maps what the program counts by sketches. */
class SeasonRecount {
  readonly counts = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>
  readonly visitors = new Map<string, Set<string>>()
  readonly people = new Set<object>()
  requests = 0
  #drawn = 0x2545f491

  /** Within an hour the same again is a repeat; the clock stands still within one. */
  ofHour(): HourRecount {
    const seen = new Set<string>()
    return {
      hit: (person, link, kind) => {
        this.requests += 1
        const visitor = `${person.address} ${person.agent}`
        const name = `${visitor} ${link.code} ${kind}`
        if (seen.has(name)) {
          this.counts.repeat += 1
          return
        }
        seen.add(name)
        this.counts[kind] += 1
        this.people.add(person)
        for (const scope of [...scopesAbove(link.workUnitId), `base ${link.base}`]) {
          const known = this.visitors.get(scope)
          if (known) known.add(visitor)
          else this.visitors.set(scope, new Set([visitor]))
        }
      },
      leftOut: (_, outcome) => {
        this.requests += 1
        this.counts[outcome] += 1
      },
      draw: () => {
        this.#drawn ^= this.#drawn << 13
        this.#drawn ^= this.#drawn >>> 17
        this.#drawn ^= this.#drawn << 5
        return (this.#drawn >>> 0) / 4_294_967_296
      },
    }
  }
}

/** What the database says, beside the recount. */
async function figuresOf(
  { db, database }: Services,
  { electionId }: SimulationWishes,
  recount: SeasonRecount,
): Promise<Pick<SimulationReport, 'people' | 'counted' | 'recounted' | 'nation' | 'errors' | 'storage'>> {
  const { rows } = await sql<{ scope: string; base: string; people: number; counts: string }>`
    select work_unit_id as scope, base, delivered_people as people, ${countsOf('r')} as counts
    from reach_rollup r where election_id = ${electionId} and period = 'season' and channel = '*'`.execute(db)
  const tree = await unitTree({ db, database })
  const root = tree.root.id
  const nation = rows.find(({ scope, base }) => scope === root && base === '*')
  const numbers = nation?.counts.split(',').map(Number) ?? []
  const errorOf = (name: string, people: number) => {
    const exact = recount.visitors.get(name)?.size ?? 0
    return exact === 0 ? 0 : Math.abs(people - exact) / exact
  }
  const errorsAt = (depth: number) =>
    errorFigure(
      rows
        .filter(({ scope, base }) => base === '*' && scope.split('.').length === depth)
        .map(({ scope, people }) => errorOf(scope, people)),
    )
  const tables = await sql<{ table: string; bytes: number; rows: number }>`
    select t as table, pg_total_relation_size(t::regclass)::float8 as bytes,
      (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || t, false, true, '')))[1]::text::float8 as rows
    from unnest(array['reach_cell', 'reach_link', 'reach_rollup', 'reach_beacon_key']) as t`.execute(db)
  return {
    people: recount.people.size,
    counted: Object.fromEntries(outcomes.map((outcome, at) => [outcome, numbers[at] ?? 0])) as Record<
      Outcome,
      number
    >,
    recounted: recount.counts,
    nation: {
      people: recount.people.size,
      visitors: recount.visitors.get(root)?.size ?? 0,
      estimate: nation?.people ?? 0,
    },
    errors: {
      provinces: errorsAt(2),
      districts: errorsAt(3),
      bases: errorFigure(
        rows
          .filter(({ scope, base }) => scope === root && base !== '*')
          .map(({ base, people }) => errorOf(`base ${base}`, people)),
      ),
    },
    storage: tables.rows,
  }
}

function errorFigure(errors: readonly number[]): ErrorFigure {
  const sorted = [...errors].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
  return { scopes: sorted.length, median: at(0.5), p95: at(0.95), largest: sorted.at(-1) ?? 0 }
}

/** The size of a sketch of so many visitors, in bytes: hashes, filled registers of 19 bits, or all of 5. */
function sketchBytes(visitors: number): number {
  if (visitors <= 128) return 3 + 8 * visitors
  const filled = 16_384 * (1 - Math.exp(-visitors / 16_384))
  return 3 + Math.min(10_240, (filled * 19) / 8)
}

function fullRate(
  recount: SeasonRecount,
  { oneIn, span }: SimulationWishes,
  links: number,
  busiest: number,
): SimulationReport['full'] {
  const days = Math.round((Date.parse(span.until) - Date.parse(span.from)) / 86_400_000) + 1
  const { view, click, scan } = recount.counts
  const cellsAtMost = links * days
  // Visitors spread evenly over links and days fill the most bytes.
  const viewed = (view * oneIn) / cellsAtMost
  const engaged = ((click + scan) * oneIn) / cellsAtMost
  return {
    requests: recount.requests * oneIn,
    busiestHourPerSecond: (busiest * oneIn) / 3_600,
    cellsAtMost,
    cellBytesAtMost: cellsAtMost * (200 + sketchBytes(viewed + engaged) + sketchBytes(engaged)),
  }
}
