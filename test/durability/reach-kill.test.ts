import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { reachMatrix, settleReach } from '../../src/modules/reach/index.ts'
import { openEmbedded } from '../../src/platform/db/database.ts'
import { silentLog } from '../../src/platform/log.ts'
import { createMetrics } from '../../src/platform/metrics.ts'
import { newFolder, type RunningServer, startServer } from '../journeys/server.ts'
import { testServices } from '../support/services.ts'

/** A hundred by hand (`KILLS=100 npm test -- test/durability/reach-kill.test.ts`), fewer in every run. */
const rounds = Number(process.env.KILLS ?? 4)
const clients = 8
const agent =
  'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36'

/** The link that is hit: visits of pages count for an election only where it has a programme. */
const code = 'KILL0001'

let server: RunningServer
afterAll(() => server?.stop())

/** One beacon of visitor number `n`; true when it was answered as counted. */
async function send(n: number, body: { kind: 'view' | 'share'; key?: string }): Promise<boolean> {
  const answer = await fetch(`${server.url}/e`, {
    method: 'POST',
    headers: {
      'user-agent': agent,
      'x-forwarded-for': `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
    },
    body: JSON.stringify({ code, ...body }),
  }).catch(() => null)
  return answer?.status === 204
}

async function addLink(folder: string) {
  const database = await openEmbedded(join(folder, 'db'))
  await database.query(
    `insert into tracked_link (work_unit_id, code, election_id, base, channel, target_path, created_at)
     select 'id.33.73', $1::text, 'general-2019', b.code, c.code, '/kota-salatiga', now()
     from voter_base b, link_channel c order by b.code, c.code limit 1`,
    [code],
  )
  await database.close()
}

/** What the database says, folded to the end by a process that was never killed. */
async function recount() {
  const database = await openEmbedded(join(server.folder, 'db'))
  const like = await testServices()
  await like.close()
  const services = { ...like, database, db: database.db, log: silentLog, metrics: createMetrics() }
  await settleReach(services)
  const { rows } = await database.query('select distinct election_id from reach_cell')
  const [{ election_id: electionId }] = rows as [{ election_id: string }]
  const matrix = await reachMatrix(services, { scope: 'id.33', electionId, rows: 'base' })
  await database.close()
  return matrix
}

const name = `killed ${rounds} times during hits: every answered hit is counted, and none twice after its retry`

test(name, { timeout: 240_000 + rounds * 60_000 }, async () => {
  const folder = await newFolder({ EXAMPLES: '0' })
  await addLink(folder)
  server = await startServer({ EXAMPLES: '0' }, folder)
  let visitors = 0
  let [viewsSent, viewsAnswered, shares] = [0, 0, 0]
  // Beacons with a key are sent again until they are answered, as a program would.
  let unanswered: number[] = []
  const sendShare = async (n: number) => {
    if (!(await send(n, { kind: 'share', key: `visitor-number-${n}` }))) unanswered.push(n)
  }
  for (let round = 0; round < rounds; round += 1) {
    let living = true
    const again = unanswered
    unanswered = []
    const client = async () => {
      while (living) {
        const retry = again.pop()
        if (retry !== undefined) {
          await sendShare(retry)
          continue
        }
        visitors += 1
        if (visitors % 2) {
          shares += 1
          await sendShare(visitors)
        } else {
          viewsSent += 1
          if (await send(visitors, { kind: 'view' })) viewsAnswered += 1
        }
      }
    }
    const working = Array.from({ length: clients }, client)
    // The first time only after some were answered: a test in which nothing was would prove nothing.
    while (round === 0 && viewsAnswered === 0) await sleep(50)
    await sleep(200 + Math.random() * 1_500)
    await server.kill()
    living = false
    await Promise.all(working)
    unanswered.push(...again)
    server = await startServer({ EXAMPLES: '0' }, server.folder)
  }
  while (unanswered.length > 0) await sendShare(unanswered.pop() as number)
  await server.end()

  const { total } = await recount()
  const counted = { share: total.hits?.share ?? 0, view: total.hits?.view ?? 0 }
  expect(viewsAnswered).toBeGreaterThan(0)
  expect(counted.share).toBe(shares)
  expect(counted.view).toBeGreaterThanOrEqual(viewsAnswered)
  expect(counted.view).toBeLessThanOrEqual(viewsSent)
  const people = counted.share + counted.view
  expect(Math.abs((total.delivered.people ?? 0) - people)).toBeLessThanOrEqual(
    Math.max(1, 4 * total.delivered.relativeError * people),
  )
  process.stderr.write(
    `${rounds} kills: ${shares} keyed beacons counted exactly, ${viewsAnswered} of ${viewsSent} views answered, ${counted.view} counted\n`,
  )
})
