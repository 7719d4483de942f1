import type { Services } from '../../platform/services.ts'
import type { Device } from './device.ts'
import type { ItemAnswer } from './door-shapes.ts'
import { engineOf, tellBoards } from './engine.ts'
import { readText } from './qr-text.ts'
import type { ReadUpload } from './read-upload.ts'
import { personOf, rosterFor } from './roster.ts'
import { offsetOf } from './scan-time.ts'
import { written } from './scan-writer.ts'
import type { StoredContact, StoredScan } from './scans-store.ts'
import { wordsFor } from './verdicts.ts'

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
      offset_ms: offsetOf({ scannedAt: item.scannedAt, offset }, device, now.getTime()),
      received_at: now.toISOString(),
      shown: item.shown,
      relay_id: null,
      relayed_at: null,
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
  const statuses = await written(engineOf(services).writer, { scans, contacts: [contact] })
  if (statuses === null) return 'busy'
  engineOf(services).contacts.set(device.id, { told: contact.told, at: Date.parse(contact.at) })
  if (scans.length > 0) tellBoards(services, meeting)
  const words = await wordsFor(services, { at: device, meeting, roster, scans })
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
