import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { assetAt, assetHref, refusalPage, renderPage, Section } from '../../ui/index.ts'
import { meetingById, meetingName, venueLetter, venuesOf } from '../meetings/index.ts'
import { cookieName, type Device, deviceById, deviceOf, deviceOfToken } from './device.ts'
import { endOfDay } from './device-day.ts'
import { enrolPhone } from './enrol-phone.ts'
import { rosterOf } from './roster.ts'
import { scansAt } from './scans-read-model.ts'
import { signOutPhone } from './sign-out-phone.ts'
import { snapshotFor } from './snapshot.ts'
import { doorDocument } from './views/door-document.tsx'

const noStore = { 'Cache-Control': 'no-store' }

/** The page of a phone at a door. The same for everybody: what it shows comes from the phone itself. */
const shell = async (c: RequestContext) =>
  c.body(await doorDocument(c.var.t), 200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-cache',
    Vary: 'Cookie',
  })

/** Everything the page needs to open without a network. */
const shellFiles = () => [
  '/door/',
  '/door/?lang=id',
  '/door/?lang=en',
  '/door/manifest.webmanifest',
  ...['desk.css', 'door.css', 'door.js', 'door-decoder.js', 'jakarta.woff2', 'favicon.svg'].map(assetHref),
]

/**
 * The service worker. The files it keeps are written into it, so that a new version of any of them is a new worker;
 * it lies under `/door/` because that is how far it may reach.
 */
function worker(c: RequestContext) {
  const script = Buffer.from(assetAt(assetHref('door-worker.js'))?.plain ?? []).toString('utf8')
  return c.body(`self.doorFiles=${JSON.stringify(shellFiles())};\n${script}`, 200, {
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': 'no-cache',
  })
}

const manifest = (c: RequestContext) =>
  c.body(
    JSON.stringify({
      name: c.var.t('doors.page.title'),
      short_name: c.var.t('doors.page.short'),
      start_url: '/door/',
      scope: '/door/',
      display: 'standalone',
      background_color: '#fbf8f3',
      theme_color: '#2a1250',
      icons: [{ src: assetHref('favicon.svg'), sizes: 'any', type: 'image/svg+xml' }],
    }),
    200,
    { 'Content-Type': 'application/manifest+json', 'Cache-Control': 'no-cache' },
  )

/** For phones only: 410 tells one that is not, or no longer, let in to throw away what it holds. */
const forPhone =
  (handler: (c: RequestContext, device: Device) => Promise<Response>) => async (c: RequestContext) => {
    const device = await deviceOf(c.var.services, c.req.header('cookie'))
    return device ? handler(c, device) : c.json({ error: { kind: 'gone' } }, 410, noStore)
  }

const getSnapshot = forPhone(async (c, device) => {
  const isOver = c.var.services.clock.now() >= endOfDay(device.timeZone, device.day)
  const snapshot = isOver ? null : await snapshotFor(c.var.services, device)
  // The day is over: nothing to show any more, but what was scanned may still be handed in.
  return snapshot ? c.json(snapshot, 200, noStore) : c.json({ error: { kind: 'over' } }, 404, noStore)
})

/** Scans received in this many milliseconds before what was asked for are told again: commits overtake each other. */
const overlap = 10_000

const getNews = forPhone(async (c, device) => {
  const { services } = c.var
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const since = Number(c.req.query('since'))
  const from = Number.isFinite(since) && since > 0 && since < 4e12 ? new Date(since - overlap) : null
  const now = services.clock.now().getTime()
  const known = await scansAt(services.db, key, await rosterOf(services, key), {
    venueId: device.venueId,
    since: from,
  })
  return c.json({ now, known }, 200, noStore)
})

const cookie = (value: string, until: Date, publicUrl: string) =>
  `${cookieName}=${value}; Path=/door; HttpOnly; SameSite=Strict; Expires=${until.toUTCString()}${publicUrl.startsWith('https:') ? '; Secure' : ''}`

const postSignOut = forPhone(async (c, device) => {
  await signOutPhone(c.var.services, device)
  c.header('Set-Cookie', cookie('', new Date(0), c.var.services.config.publicUrl))
  return c.json({ signedOut: true }, 200, noStore)
})

const noLink = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'doors.refusal.link' }, 404)

/** Opening a link alone lets nobody in: messengers open links to draw previews. */
async function askEnrol(c: RequestContext) {
  const { t, format, services } = c.var
  const token = c.req.param('token') ?? ''
  const id = deviceOfToken(services.config, token)
  const device = id === null ? undefined : await deviceById(services.db, id)
  if (!device || device.enrolled_at || device.revoked_at) return noLink(c)
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const meeting = await meetingById(services.db, key)
  const venue = (await venuesOf(services.db, key)).find((one) => one.id === device.venueId)
  if (!meeting || !venue) return noLink(c)
  return renderPage(
    c,
    { title: t('doors.enrol.title'), lead: meetingName(meeting, t.locale) },
    <Section title={`${venueLetter(venue.rank)} · ${venue.name} · ${device.door}`}>
      <p>{t('doors.enrol.text', { label: device.label, day: format.weekday(device.day) })}</p>
      <form class="form" method="post" action={`/door/enrol/${token}`}>
        <div class="actions">
          <button class="button button-main" type="submit">
            {t('doors.enrol.submit')}
          </button>
        </div>
      </form>
    </Section>,
  )
}

async function postEnrol(c: RequestContext) {
  const { services } = c.var
  const result = await enrolPhone(services, c.req.param('token') ?? '')
  if (!result.ok) return noLink(c)
  c.header('Set-Cookie', cookie(result.value.cookie, result.value.until, services.config.publicUrl))
  // Tells the page that it stands at a new door, whatever it was before.
  return c.redirect('/door/#new', 303)
}

export const doorPages: readonly Route[] = [
  page('get', '/door', 'public', (c) => c.redirect('/door/', 303)),
  page('get', '/door/', 'public', shell),
  page('get', '/door/worker.js', 'public', worker),
  page('get', '/door/manifest.webmanifest', 'public', manifest),
  page('get', '/door/snapshot', 'public', getSnapshot),
  page('get', '/door/news', 'public', getNews),
  page('post', '/door/sign-out', 'public', postSignOut),
  page('get', '/door/enrol/:token', 'public', askEnrol),
  page('post', '/door/enrol/:token', 'public', postEnrol),
]
