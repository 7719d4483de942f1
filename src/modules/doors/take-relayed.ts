import type { Services } from '../../platform/services.ts'
import { toldOf } from './admissions-read-model.ts'
import { deviceById } from './device.ts'
import type { ItemAnswer } from './door-shapes.ts'
import { engineOf, tellBoards } from './engine.ts'
import { readText } from './qr-text.ts'
import type { ReadRelayUpload } from './read-relay-upload.ts'
import type { Relay } from './relay-access.ts'
import { hearRelay } from './relays-store.ts'
import { personOf, rosterFor } from './roster.ts'
import { offsetOf } from './scan-time.ts'
import { written } from './scan-writer.ts'
import type { StoredContact, StoredScan } from './scans-store.ts'
import { signOutPhone } from './sign-out-phone.ts'

/**
 * Takes what a relay hands in for its phones and resolves after its commit to an answer per item; to 'busy' when nothing
 * was taken. Clocks: the relay measured each phone's against its own when it took the scan, and ours against its own is
 * measured now; the sum is what the phone's is off. A phone that was shut out since is no reason to lose what the relay
 * took from it before.
 */
export async function takeRelayed(
  services: Services,
  relay: Relay,
  upload: ReadRelayUpload,
): Promise<ItemAnswer[] | 'busy'> {
  const meeting = { workUnitId: relay.workUnitId, id: relay.meetingId }
  const of = { work_unit_id: relay.workUnitId, meeting_id: relay.meetingId }
  const now = services.clock.now()
  const ahead = Math.round(now.getTime() - upload.sentAt)
  const ours = (at: number) => new Date(at + ahead).toISOString()
  const phones = await phonesBehind(services, relay, upload)
  const roster = await rosterFor(
    services,
    meeting,
    upload.items.map(({ text }) => readText(text)),
  )
  const scans = upload.items.flatMap((item): StoredScan[] => {
    const phone = phones.get(item.phone)
    if (!phone) return []
    return [
      {
        ...of,
        id: item.id.toLowerCase(),
        device_id: phone.id,
        door_id: phone.doorId,
        venue_id: phone.venueId,
        kind: item.kind,
        session_id: item.sessionId,
        participant_id: personOf(roster, meeting, readText(item.text))?.participantId ?? null,
        text: item.text,
        via: item.via,
        number: item.number,
        scanned_at: new Date(item.scannedAt).toISOString(),
        offset_ms: offsetOf({ ...item, offset: item.offset + ahead }, phone, item.receivedAt + ahead),
        received_at: now.toISOString(),
        shown: item.shown,
        relay_id: relay.id,
        relayed_at: ours(item.receivedAt),
      },
    ]
  })
  const contacts = upload.phones.flatMap(({ id, told, offset, heardAt }): StoredContact[] =>
    phones.has(id) ? [{ ...of, id, told, at: ours(heardAt), offset_ms: offset + ahead }] : [],
  )
  const isAny = scans.length + contacts.length > 0
  const statuses = isAny ? await written(engineOf(services).writer, { scans, contacts }) : new Map()
  if (statuses === null) return 'busy'
  if (scans.length > 0) tellBoards(services, meeting)
  await note(services, relay, upload, { now, ahead })
  const strangers = upload.items.filter(({ phone }) => !phones.has(phone)).map(({ id }) => id)
  return [
    ...scans.map(({ id }): ItemAnswer => ({ id, status: statuses.get(id) ?? 'known' })),
    ...[...strangers, ...upload.wrong].map((id): ItemAnswer => ({ id, status: 'wrong' })),
  ]
}

/**
 * The phones an upload tells of that stand in the relay's venue, by their ids. None that nobody let in: a relay can make
 * up scans of its phones, but no phones.
 */
async function phonesBehind({ db }: Services, relay: Relay, { items, phones }: ReadRelayUpload) {
  const ids = new Set([...items.map(({ phone }) => phone), ...phones.map(({ id }) => id)])
  const found = (await Promise.all([...ids].map((id) => deviceById(db, id)))).filter(
    (phone) => phone?.meetingId === relay.meetingId && phone.venueId === relay.venueId,
  )
  const waiting = found.flatMap((phone) => (phone?.enrolled_at === null ? [phone.id] : []))
  const meeting = { workUnitId: relay.workUnitId, id: relay.meetingId }
  const told = await toldOf(db, meeting, { relayId: relay.id, deviceIds: waiting })
  return new Map(
    found.flatMap((phone) =>
      phone && (phone.enrolled_at !== null || told.has(phone.id)) ? [[phone.id, phone] as const] : [],
    ),
  )
}

/** Notes how far the relay is behind, and the phones whose stewards ended their work at it. */
async function note(
  services: Services,
  relay: Relay,
  { waiting, items, phones }: ReadRelayUpload,
  { now, ahead }: { now: Date; ahead: number },
) {
  const key = { workUnitId: relay.workUnitId, id: relay.meetingId, relayId: relay.id }
  const left = Math.max(0, waiting - items.length)
  await hearRelay(services.db, key, { at: now, waiting: left, offsetMs: ahead })
  for (const { id, signedOut } of phones) {
    if (!signedOut) continue
    const phone = await deviceById(services.db, id)
    if (phone && phone.venueId === relay.venueId && phone.signed_out_at === null)
      await signOutPhone(services, phone)
  }
}
