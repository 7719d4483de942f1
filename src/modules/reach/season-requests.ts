import { Agent, createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Services } from '../../platform/services.ts'
import type { LinkTarget } from '../publications/index.ts'
import type { Outcome } from './counters.ts'
import { engineOf } from './engine.ts'
import { hitRoutes } from './hit-routes.ts'
import type { Visit } from './season-model.ts'
import type { HourRecount } from './season-recount.ts'

const connections = 64
const preview = 'WhatsApp/2.23.20.0 A'
const robot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const robots = 0.03

/** Serves short links and beacons on a loopback port. */
export async function openDoor(services: Services) {
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
  /** Fetched ahead: the answer must be the 503 that sends the browser here again when somebody follows the link. */
  isAhead?: boolean
  answered(): void
}

/** Sends an hour's visits over some connections and resolves when each was answered. Throws at a wrong answer. */
export async function sendHour(
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
      isAhead: true,
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

function ask(port: number, connection: Agent, sent: Sent): Promise<void> {
  const { path, agent, address, headers, body, isAhead = false } = sent
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
          const { statusCode = 0 } = answer
          const isRight = isAhead ? statusCode === 503 : statusCode > 0 && statusCode < 400
          if (isRight) resolve()
          else reject(new Error(`${path} was answered with ${statusCode}.`))
        })
      },
    )
    asked.once('error', reject)
    asked.end(body)
  })
}
