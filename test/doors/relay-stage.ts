import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, vi } from 'vitest'
import { openRelay, relayCode, type UploadAnswer } from '../../src/modules/doors/index.ts'
import { badgeText, meetingMark } from '../../src/modules/seating/index.ts'
import type { Actor } from '../../src/platform/access.ts'
import { dayIn } from '../../src/platform/clock.ts'
import { silentLog } from '../../src/platform/log.ts'
import type { RunningRelay } from '../../src/platform/run-relay.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { type Hall, seedHall } from './hall.ts'
import { type Line, openLine } from './line.ts'
import { type Phone, send, uploadOf } from './phone.ts'
import { serve } from './upstream.ts'

/** A relay has a clock of its own that nobody can set, so the meeting is today; YYYY-MM-DD. */
export const today = dayIn('Asia/Jakarta', new Date())

/** A server and the line to it for a whole test file; for each test a hall, and a folder in which a relay may stand. */
interface Stage {
  app: TestApp
  upstream: Awaited<ReturnType<typeof serve>>
  line: Line
  committee: Actor
  hall: Hall
  folder: string
}

/** Looks until what is found passes. */
export const soon = <T>(look: () => Promise<T> | T, check: (found: T) => void) =>
  vi.waitFor(async () => check(await look()), { timeout: 120_000, interval: 50 })

/** Scans as a relay takes them from a phone; what it says of each. */
export async function answered(url: string, phone: Phone, ...scans: Parameters<typeof uploadOf>[1]) {
  const answer = await send(url, phone, uploadOf(phone, scans, Date.now()))
  expect(answer).toBeTypeOf('object')
  return (answer as UploadAnswer).items
}

/** Waits until the relay knows a phone that was let in elsewhere. */
export const known = (url: string, phone: Phone) =>
  soon(
    () => fetch(`${url}/door/snapshot`, { headers: { cookie: phone.cookie } }),
    ({ status }) => expect(status).toBe(200),
  )

interface StoredScan {
  id: string
  device_id: string
  relay_id: string | null
  scanned_at: Date
  offset_ms: number
  received_at: Date
  relayed_at: Date
}

/** Sets the stage for the tests of a file and clears it after them; its parts are there once a test begins. */
export function relayStage() {
  const stage = {} as Stage
  let standing: { relay: RunningRelay; server: Server } | null = null
  let halls = 0

  /** Ends the relay in order. */
  async function lay(): Promise<void> {
    if (!standing) return
    const { relay, server } = standing
    standing = null
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await relay.stop()
  }

  beforeAll(async () => {
    stage.app = await testApp({ preset: true })
    stage.app.services.clock = { now: () => new Date() }
    stage.upstream = await serve(stage.app.services)
    stage.line = await openLine(stage.upstream.port)
    stage.committee = stage.app.actor('committee', 'id')
  })
  afterAll(async () => {
    await stage.line?.close()
    await stage.upstream?.close()
    await stage.app?.close()
  })
  beforeEach(async () => {
    const { database } = stage.app.services
    await database.query('delete from meeting')
    halls += 1
    stage.hall = await seedHall(database, { slug: `rakor-${halls}`, startsOn: today, endsOn: today })
    stage.folder = mkdtempSync(join(tmpdir(), 'jangkau-relay-'))
    stage.line.set('up')
  })
  afterEach(async () => {
    await lay()
    rmSync(stage.folder, { recursive: true, force: true })
  })

  return Object.assign(stage, {
    lay,
    key: () => ({ workUnitId: stage.hall.workUnitId, id: stage.hall.meetingId }),
    /** What the badge of the nth person says. */
    badge: (n: number) => badgeText(meetingMark(stage.hall.meetingId), stage.hall.people[n]?.code ?? ''),
    /** The committee sets up a relay for the first venue; its id. */
    newRelay: async (): Promise<string> => {
      const { app, hall } = stage
      const made = await app
        .as('committee', 'id')
        .post(`/desk/meetings/00/${hall.meetingId}/doors/relays/new`, {
          venue: hall.venues[0] ?? '',
          label: 'Laptop 1',
          address: 'https://relai.contoh:3443',
        })
      expect(made.status).toBe(303)
      const { rows } = await app.services.database.query(
        'select id from door_relay order by made_at desc, id desc limit 1',
      )
      return (rows as { id: string }[])[0]?.id ?? ''
    },
    /** A relay stands in the folder; its address. */
    stand: async (id: string, code = relayCode(stage.app.services.config, id)): Promise<string> => {
      const { line, folder } = stage
      const parts = { upstream: line.url, code, folder, publicUrl: 'http://localhost', log: silentLog }
      const relay = await openRelay(parts, { every: 100, longest: 300 })
      const server = createServer(relay.listener)
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      standing = { relay, server }
      const address = server.address()
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    },
    /** The scans that the server has. */
    stored: async (): Promise<StoredScan[]> => {
      const { rows } = await stage.app.services.database.query(
        'select id, device_id, relay_id, text, number, scanned_at, offset_ms, received_at, relayed_at from scan order by scanned_at',
      )
      return rows as StoredScan[]
    },
  })
}
