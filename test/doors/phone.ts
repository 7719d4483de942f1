import { createHash, randomUUID } from 'node:crypto'
import type { ScanKind, SentScan, UploadAnswer } from '../../src/modules/doors/index.ts'
import type { Database } from '../../src/platform/db/database.ts'
import type { Hall } from './hall.ts'

/** A phone of the tests: what it scanned stays with it until the server has answered for it. */
export interface Phone {
  id: string
  doorId: string
  cookie: string
  /** How far its clock is ahead, in milliseconds. */
  ahead: number
  scans: SentScan[]
}

/** Puts a door with one phone that was let in already into the database. */
export async function seedPhone(
  database: Database,
  hall: Hall,
  { venue = 0, name = 'Pintu utama', purpose = 'arrival', day = '2019-09-21', ahead = 0 } = {},
): Promise<Phone> {
  const [doorId, id, secret] = [randomUUID(), randomUUID(), randomUUID()]
  const hash = createHash('sha256').update(secret).digest('hex')
  await database.query(
    `insert into door (work_unit_id, meeting_id, id, venue_id, name, purpose, made_at)
     values ($1, $2, $3, $4, $5, $6, now())`,
    [hall.workUnitId, hall.meetingId, doorId, hall.venues[venue], name, purpose],
  )
  await database.query(
    `insert into door_device (work_unit_id, meeting_id, id, door_id, label, day, made_at, enrolled_at, secret_hash)
     values ($1, $2, $3, $4, $5, $6, now(), now(), $7)`,
    [hall.workUnitId, hall.meetingId, id, doorId, `Ponsel ${name}`, day, hash],
  )
  return { id, doorId, cookie: `door=${id}.${secret}`, ahead, scans: [] }
}

/** Scans a text at a true time; the phone writes down what its own clock says. */
export function scanWith(
  phone: Phone,
  text: string,
  at: number,
  { kind = 'arrival', sessionId = null }: { kind?: ScanKind; sessionId?: string | null } = {},
): SentScan {
  const scan: SentScan = {
    id: randomUUID(),
    text,
    kind,
    sessionId,
    via: 'typed',
    number: phone.scans.length + 1,
    scannedAt: at + phone.ahead,
    shown: 'green.arrival',
  }
  phone.scans.push(scan)
  return scan
}

/** What a phone posts. */
export const uploadOf = (phone: Phone, items: readonly SentScan[], now: number) => ({
  sentAt: now + phone.ahead,
  told: phone.scans.length,
  items,
})

/** Posts scans; the answer, or the status where there was none. */
export async function send(
  url: string,
  phone: Pick<Phone, 'cookie'>,
  body: object,
): Promise<UploadAnswer | number> {
  const answer = await fetch(`${url}/door/scans`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: phone.cookie },
    body: JSON.stringify(body),
  })
  return answer.ok ? ((await answer.json()) as UploadAnswer) : answer.status
}
