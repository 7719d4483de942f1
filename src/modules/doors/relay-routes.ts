import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import { deviceById, devicesAt, enrolCode } from './device.ts'
import { photographList, somePhotographs } from './door-photographs.ts'
import { enrolPhone } from './enrol-phone.ts'
import { enrolRelay } from './enrol-relay.ts'
import { photographsAsked } from './photographs-asked.ts'
import { readRelayUpload } from './read-relay-upload.ts'
import { isInstant, isRecord } from './read-upload.ts'
import { type Relay, relayOf } from './relay-access.ts'
import type {
  LetIn,
  RelayEnrolment,
  RelayedEnrolment,
  RelayedPhone,
  RelayNews,
  RelayPhone,
} from './relay-shapes.ts'
import { rosterOf } from './roster.ts'
import { scansAt, sinceOf } from './scans-read-model.ts'
import { hashOf, isHash } from './seal.ts'
import { signOutRelay } from './sign-out-relay.ts'
import { venueSnapshot } from './snapshot.ts'
import { takeAdmission } from './take-admission.ts'
import { takeRelayed } from './take-relayed.ts'

const noStore = { 'Cache-Control': 'no-store' }

const refused = (c: RequestContext, status: 404 | 410 | 422, kind: string) =>
  c.json({ error: { kind } }, status, noStore)

/** For relays only: 410 tells one that is not, or no longer, let in to throw away what it holds. */
const forRelay =
  (handler: (c: RequestContext, relay: Relay) => Promise<Response>) => async (c: RequestContext) => {
    const relay = await relayOf(c.var.services, c.req.header('authorization'))
    return relay ? handler(c, relay) : refused(c, 410, 'gone')
  }

/** The body as JSON, null when it is none: nothing is read that was sent as a form. */
const bodyOf = async (c: RequestContext): Promise<unknown> =>
  c.req.header('content-type')?.startsWith('application/json') ? c.req.json().catch(() => null) : null

const keyOf = (relay: Relay) => ({ workUnitId: relay.workUnitId, id: relay.meetingId })

async function postEnrol(c: RequestContext) {
  const body = await bodyOf(c)
  if (!isRecord(body) || typeof body.code !== 'string' || typeof body.secretHash !== 'string')
    return refused(c, 422, 'shape')
  const { code, secretHash } = body
  const result = await enrolRelay(c.var.services, { code, secretHash } satisfies RelayEnrolment)
  if (!result.ok) return refused(c, 404, 'missing')
  const { id, label, timeZone, lastDay } = result.value
  const now = c.var.services.clock.now().getTime()
  return c.json({ id, label, timeZone, lastDay, now } satisfies LetIn, 200, noStore)
}

const getSnapshot = forRelay(async (c, relay) => {
  const snapshot = await venueSnapshot(c.var.services, keyOf(relay), relay.venueId)
  return snapshot ? c.json(snapshot, 200, noStore) : refused(c, 404, 'missing')
})

const getPhotographs = forRelay(async (c, relay) =>
  c.json(await photographList(c.var.services, keyOf(relay), relay.venueId), 200, noStore),
)

const getSomePhotographs = forRelay(async (c, relay) => {
  const asked = photographsAsked(c.req.param('hashes'))
  return c.json(await somePhotographs(c.var.services, keyOf(relay), relay.venueId, asked), 200, noStore)
})

const shown = (
  { config }: Pick<Services, 'config'>,
  phone: Awaited<ReturnType<typeof devicesAt>>[number],
): RelayPhone => ({
  id: phone.id,
  label: phone.label,
  day: phone.day,
  door: { id: phone.doorId, name: phone.door, purpose: phone.purpose },
  codeHash: hashOf(enrolCode(config, phone.id)),
  secretHash: phone.secret_hash,
  isOut: phone.revoked_at !== null || phone.signed_out_at !== null,
})

const getNews = forRelay(async (c, relay) => {
  const { services } = c.var
  const key = keyOf(relay)
  const now = services.clock.now().getTime()
  const known = await scansAt(services.db, key, await rosterOf(services, key), {
    venueId: relay.venueId,
    since: sinceOf(c.req.query('since')),
  })
  const phones = (await devicesAt(services.db, key, relay.venueId)).map((phone) => shown(services, phone))
  return c.json({ now, known, phones } satisfies RelayNews, 200, noStore)
})

const postScans = forRelay(async (c, relay) => {
  const upload = readRelayUpload(await bodyOf(c))
  if (!upload) return refused(c, 422, 'shape')
  const items = await takeRelayed(c.var.services, relay, upload)
  if (items === 'busy') return c.json({ error: { kind: 'busy' } }, 503, { ...noStore, 'Retry-After': '2' })
  return c.json({ items, now: c.var.services.clock.now().getTime() }, 200, noStore)
})

/** A phone brought its code to the relay: which asks, or, if it had no line then, tells whom it let in and when. */
const postPhone = forRelay(async (c, relay) => {
  const told = readEnrolment(await bodyOf(c))
  if (!told) return refused(c, 422, 'shape')
  const { services } = c.var
  const { code, secretHash: hash, letIn } = told
  const ahead = letIn ? services.clock.now().getTime() - letIn.sentAt : 0
  const result = letIn
    ? await takeAdmission(services, relay, { code, hash, at: new Date(letIn.at + ahead) })
    : await enrolPhone(services, code, hash, relay)
  const phone = result.ok && (await deviceById(services.db, result.value.deviceId))
  if (!phone) return refused(c, 404, 'missing')
  return c.json({ phone: shown(services, phone) } satisfies RelayedPhone, 200, noStore)
})

function readEnrolment(body: unknown): RelayedEnrolment | null {
  if (!isRecord(body)) return null
  const { code, secretHash, letIn } = body
  if (typeof code !== 'string' || typeof secretHash !== 'string' || !isHash(secretHash)) return null
  if (letIn === undefined) return { code, secretHash }
  if (!isRecord(letIn) || !isInstant(letIn.at) || !isInstant(letIn.sentAt)) return null
  return { code, secretHash, letIn: { at: Math.round(letIn.at), sentAt: Math.round(letIn.sentAt) } }
}

const postSignOut = forRelay(async (c, relay) => {
  await signOutRelay(c.var.services, relay)
  return c.json({ signedOut: true }, 200, noStore)
})

/** A batch of the largest scans a phone may send. */
const batchBytes = 1024 * 1024

/** What a relay asks of the server; it names itself by the secret it made when it was let in. */
export const relayRoutes: readonly Route[] = [
  page('post', '/relay/enrol', 'public', postEnrol),
  page('get', '/relay/snapshot', 'public', getSnapshot),
  page('get', '/relay/photographs', 'public', getPhotographs),
  page('get', '/relay/photographs/:hashes', 'public', getSomePhotographs),
  page('get', '/relay/news', 'public', getNews),
  page('post', '/relay/scans', 'public', postScans, { maxBytes: batchBytes }),
  page('post', '/relay/phones', 'public', postPhone),
  page('post', '/relay/sign-out', 'public', postSignOut),
]
