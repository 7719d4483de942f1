import type { Services } from '../../platform/services.ts'
import { classesOf, type MeetingKey, sessionsOf } from '../meetings/index.ts'
import type { Device } from './device.ts'
import type { ItemAnswer, ShownClass } from './door-shapes.ts'
import { engineOf, tellBoards } from './engine.ts'
import { evaluateScan, inOrder } from './evaluate-scan.ts'
import { readText } from './qr-text.ts'
import type { ReadUpload } from './read-upload.ts'
import { personOf, type Roster, rosterFor, rowAt } from './roster.ts'
import type { StoredContact, StoredScan } from './scans-store.ts'

/**
 * Takes what a phone uploads and resolves after its commit to an answer per item; to 'busy' when nothing was taken. A
 * scan is stored whoever it names and wherever that person should be.
 */
export async function takeUpload(
  services: Services,
  device: Device,
  upload: ReadUpload,
): Promise<ItemAnswer[] | 'busy'> {
  const meeting = { workUnitId: device.workUnitId, id: device.meetingId }
  const now = services.clock.now()
  const reads = new Map(upload.items.map(({ id, text }) => [id, readText(text)]))
  const roster = await rosterFor(services, meeting, [...reads.values()])
  const of = { work_unit_id: device.workUnitId, meeting_id: device.meetingId }
  const offset = Math.round(now.getTime() - upload.sentAt)
  const scans = upload.items.map(
    (item): StoredScan => ({
      ...of,
      id: item.id.toLowerCase(),
      device_id: device.id,
      door_id: device.doorId,
      venue_id: device.venueId,
      kind: item.kind,
      session_id: item.sessionId,
      participant_id: personOf(roster, meeting, readText(item.text))?.participantId ?? null,
      text: item.text,
      via: item.via,
      number: item.number,
      scanned_at: new Date(item.scannedAt).toISOString(),
      offset_ms: offset,
      received_at: now.toISOString(),
      shown: item.shown,
    }),
  )
  const contact: StoredContact = {
    ...of,
    id: device.id,
    told: upload.told,
    at: now.toISOString(),
    offset_ms: offset,
  }
  if (scans.length === 0 && isHeard(services, contact)) return wrongOf(upload)
  const statuses = await written(services, scans, contact)
  if (statuses === null) return 'busy'
  engineOf(services).contacts.set(device.id, { told: contact.told, at: Date.parse(contact.at) })
  if (scans.length > 0) tellBoards(services, meeting)
  const words = await wordsFor(services, { device, meeting, roster, scans })
  return [
    ...scans.map(({ id }): ItemAnswer => ({ id, status: statuses.get(id) ?? 'known', words: words.get(id) })),
    ...wrongOf(upload),
  ]
}

const wrongOf = ({ wrong }: ReadUpload) => wrong.map((id): ItemAnswer => ({ id, status: 'wrong' }))

/** A phone that only says it is there is written down once a minute: a commit keeps the desk waiting. */
const heardFor = 60_000

function isHeard(services: Services, { id, told, at }: StoredContact): boolean {
  const last = engineOf(services).contacts.get(id)
  return last !== undefined && last.told === told && Date.parse(at) - last.at < heardFor
}

const written = (services: Services, scans: readonly StoredScan[], contact: StoredContact) =>
  new Promise<Map<string, 'new' | 'known'> | null>((resolve) => {
    const isTaken = engineOf(services).writer.write({
      scans,
      contact,
      answer: (isNew) =>
        resolve(isNew && new Map(scans.map(({ id }) => [id, isNew.delete(id) ? 'new' : 'known']))),
    })
    if (!isTaken) resolve(null)
  })

interface Taken {
  device: Device
  meeting: MeetingKey
  roster: Roster
  scans: readonly StoredScan[]
}

/** What the server, which has heard all doors so far, would have shown at the moment of each scan. */
async function wordsFor(services: Services, { device, meeting, roster, scans }: Taken) {
  const people = [...new Set(scans.flatMap(({ participant_id }) => participant_id ?? []))]
  const known = await engineOf(services).lookup.find(meeting, roster, people)
  const classes = await sessionClasses(services, meeting, scans)
  return new Map(
    scans.map((scan) => {
      const person = scan.participant_id === null ? undefined : roster.byId.get(scan.participant_id)
      const all = known.get(scan.participant_id ?? '') ?? []
      const self = all.find(({ id }) => id === scan.id)
      const verdict = evaluateScan({
        read: readText(scan.text),
        mark: roster.mark,
        kind: scan.kind as 'arrival',
        doorId: device.doorId,
        session:
          scan.session_id === null
            ? null
            : { id: scan.session_id, class: classes.get(scan.session_id) ?? null },
        row: person && rowAt(roster, device.venueId, person),
        earlier: self ? all.filter((other) => inOrder(other, self) < 0) : all,
      })
      return [scan.id, verdict.words] as const
    }),
  )
}

async function sessionClasses(services: Services, meeting: MeetingKey, scans: readonly StoredScan[]) {
  const wanted = new Set(scans.flatMap(({ session_id }) => session_id ?? []))
  const found = new Map<string, ShownClass>()
  if (wanted.size === 0) return found
  const classes = new Map((await classesOf(services.db, meeting)).map((one) => [one.id, one]))
  for (const { id, classId } of await sessionsOf(services.db, meeting)) {
    const held = classId === null ? undefined : classes.get(classId)
    if (held && wanted.has(id)) found.set(id, { code: held.code, round: held.round })
  }
  return found
}
