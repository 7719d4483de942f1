import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { localeOf, ownHeaders } from '../../platform/http/create-http.ts'
import { translator } from '../../platform/i18n/catalogue.ts'
import { formats } from '../../platform/i18n/formats.ts'
import type { Log } from '../../platform/log.ts'
import { assetAnswer } from '../../ui/index.ts'
import { doorCookie, enteredPath, phoneIn } from './door-cookie.ts'
import { type DoorFile, doorManifest, doorShell, doorWorker } from './door-files.ts'
import { askCookieFor, askIn } from './phone-secret.ts'
import { photographsAsked } from './photographs-asked.ts'
import { qrPicture } from './qr-picture.ts'
import { bodyAtMost, readUpload } from './read-upload.ts'
import type { RelayBox } from './relay-box.ts'
import type { RelayClock } from './relay-clock.ts'
import type { RelayDesk } from './relay-desk.ts'
import type { RelayGate } from './relay-gate.ts'
import type { RelayHall } from './relay-hall.ts'
import type { RelayLine } from './relay-line.ts'
import { RelayPhotographs } from './relay-photographs.ts'
import type { LetIn, RelayPhone } from './relay-shapes.ts'
import type { RelayUpstream } from './relay-upstream.ts'
import { isEqual } from './seal.ts'
import {
  type RelayStanding,
  relayAsksPhone,
  relaySays,
  relayStanding,
  type Speech,
} from './views/relay-documents.tsx'
import { screenSays } from './views/screen-document.tsx'

export interface RelayAppParts {
  desk: RelayDesk
  gate: RelayGate
  hall: RelayHall
  clock: RelayClock
  box: RelayBox
  line: RelayLine
  upstream: RelayUpstream
  letIn: LetIn
  code: string
  publicUrl: string
  log: Log
  /** It threw everything away and serves nobody. */
  isOut(): boolean
  /** Throws everything away. */
  end(): Promise<void>
}

type Asked = Context

const noStore = { 'Cache-Control': 'no-store' }
const later = { ...noStore, 'Retry-After': '2' }

const speechOf = (c: Asked): Speech => {
  const locale = localeOf(c)
  return { t: translator(locale), format: formats(locale) }
}

const sent = (c: Asked, { body, headers }: DoorFile) => c.body(body, 200, headers)

/** What a relay answers: the doors' own pages and requests, and how it stands itself. Nobody signs in to it. */
export function relayApp(parts: RelayAppParts): Hono {
  const app = new Hono()
  app.use(ownHeaders(), csrf(), bodyLimit({ maxSize: bodyAtMost }))
  app.get('/assets/:name', (c) => {
    const answer = assetAnswer(c.req.path, c.req.header('accept-encoding') ?? '')
    return answer ?? c.text('', 404)
  })
  app.get('/door', (c) => c.redirect('/door/', 303))
  app.get('/door/', async (c) => sent(c, await doorShell(speechOf(c).t)))
  app.get('/door/worker.js', (c) => sent(c, doorWorker()))
  app.get('/door/manifest.webmanifest', (c) => sent(c, doorManifest(speechOf(c).t)))
  // People's own phones reach the server over their own line or not at all.
  app.get('/door/screen', async (c) => {
    const { t } = speechOf(c)
    return c.html(
      await screenSays(t, { title: t('doors.screen.none'), text: t('doors.screen.noneText') }),
      404,
    )
  })
  addPhoneRoutes(app, parts)
  addEnrolment(app, parts)
  addStanding(app, parts)
  app.onError((error, c) => {
    parts.log.error('a request to the relay failed', error, { path: new URL(c.req.url).pathname })
    return c.json({ error: { kind: 'busy' } }, 503, later)
  })
  return app
}

/**
 * What phones ask while they work. 410 only for a phone that is out by the server's word or has no cookie: everything
 * else is `later`, since a phone that is told it is out throws away what it scanned.
 */
function addPhoneRoutes(app: Hono, { desk, line, isOut, publicUrl }: RelayAppParts): void {
  const forPhone = (handler: (c: Asked, phone: RelayPhone) => Response | Promise<Response>) => (c: Asked) => {
    const said = phoneIn(c.req.header('cookie'))
    if (said === null) return c.json({ error: { kind: 'gone' } }, 410, noStore)
    const phone = isOut() ? 'unknown' : desk.phone(said)
    if (phone === 'out') return c.json({ error: { kind: 'gone' } }, 410, noStore)
    if (phone === 'unknown') return c.json({ error: { kind: 'later' } }, 503, later)
    return handler(c, phone)
  }
  const onItsDay = (c: Asked, found: object | 'over' | null) => {
    if (found === 'over') return c.json({ error: { kind: 'over' } }, 404, noStore)
    return found ? c.json(found, 200, noStore) : c.json({ error: { kind: 'later' } }, 503, later)
  }
  const withPhotographs = (pick: (all: RelayPhotographs, c: Asked) => object) =>
    forPhone((c, phone) => {
      const all = desk.photographsFor(phone)
      return onItsDay(c, all instanceof RelayPhotographs ? pick(all, c) : all)
    })
  app.get(
    '/door/snapshot',
    forPhone((c, phone) => onItsDay(c, desk.snapshotFor(phone))),
  )
  app.get(
    '/door/photographs',
    withPhotographs((all) => all.list()),
  )
  app.get(
    '/door/photographs/:hashes',
    withPhotographs((all, c) => all.some(photographsAsked(c.req.param('hashes')))),
  )
  app.get(
    '/door/news',
    forPhone((c) => c.json(desk.newsSince(c.req.query('since')), 200, noStore)),
  )
  app.post(
    '/door/scans',
    forPhone(async (c, phone) => {
      if (!c.req.header('content-type')?.startsWith('application/json'))
        return c.json({ error: { kind: 'shape' } }, 415, noStore)
      const upload = readUpload(await c.req.text())
      if (!upload) return c.json({ error: { kind: 'shape' } }, 422, noStore)
      const { now, items } = desk.take(phone, upload)
      if (upload.items.length > 0) line.go()
      return c.json({ items, now, keeper: desk.keeper }, 200, noStore)
    }),
  )
  app.post(
    '/door/sign-out',
    forPhone((c, phone) => {
      desk.signOut(phone)
      line.go()
      c.header('Set-Cookie', doorCookie('', new Date(0), publicUrl))
      return c.json({ signedOut: true }, 200, noStore)
    }),
  )
}

/** Phones are let in by a code, in their link or typed, with a line and without; see `RelayGate`. */
function addEnrolment(app: Hono, { gate, line, hall, clock, publicUrl, isOut }: RelayAppParts): void {
  const page = async (c: Asked, code: string) => {
    const { venue } = hall.snapshot ?? {}
    const name = venue ? `${venue.letter} · ${venue.name}` : ''
    c.header('Set-Cookie', askCookieFor(askIn(c.req.header('cookie')), clock.now(), publicUrl))
    return c.html(await relayAsksPhone(speechOf(c), { venue: name, code }), 200, noStore)
  }
  app.get('/door/enrol', (c) => page(c, ''))
  app.get('/door/enrol/:code', (c) => page(c, c.req.param('code').replace(/[^\w-]/g, '')))
  const enter = async (c: Asked, typed: string) => {
    const speech = speechOf(c)
    const { t } = speech
    const no = async (key: 'doors.refusal.link' | 'doors.relay.enrolLater', status: 404 | 503) =>
      c.html(await relaySays(speech, t('doors.enrol.title'), t(key)), status, noStore)
    if (isOut()) return no('doors.relay.enrolLater', 503)
    const cookies = c.req.header('cookie')
    const entered = await gate.enter(typed, askIn(cookies))
    if (entered === 'later') return no('doors.relay.enrolLater', 503)
    if (entered === 'no') return no('doors.refusal.link', 404)
    if (gate.untold > 0) line.go()
    c.header('Set-Cookie', doorCookie(entered.cookie, entered.until, publicUrl))
    return c.redirect(enteredPath(cookies, entered.cookie), 303)
  }
  app.post('/door/enrol', async (c) => enter(c, String((await c.req.parseBody()).code ?? '')))
  app.post('/door/enrol/:code', (c) => enter(c, c.req.param('code')))
}

/** The relay's own page, for who stands at it. Its work is ended by who knows its code. */
function addStanding(
  app: Hono,
  { line, gate, hall, clock, box, letIn, code, upstream, publicUrl, isOut, end }: RelayAppParts,
) {
  const ended = async (c: Asked) => {
    const speech = speechOf(c)
    const { t } = speech
    return c.html(await relaySays(speech, t('doors.relay.ended'), t('doors.relay.endedText')), 200, noStore)
  }
  const standing = async (c: Asked, problem: RelayStanding['problem'], status: 200 | 422 = 200) => {
    const { venue } = hall.snapshot ?? {}
    const enrolAt = `${publicUrl}/door/enrol`
    return c.html(
      await relayStanding(speechOf(c), {
        label: letIn.label,
        venue: venue ? `${venue.letter} · ${venue.name}` : '',
        hasLine: line.hasLine,
        heardAt: line.heardAt === null ? null : new Date(line.heardAt + clock.ahead),
        waiting: box.count(),
        phones: hall.phones.filter(({ isOut: gone, secretHash }) => !gone && secretHash).length,
        cards: gate.cards,
        untold: gate.untold,
        enrolAt,
        picture: await qrPicture(enrolAt),
        timeZone: letIn.timeZone,
        problem,
      }),
      status,
      noStore,
    )
  }
  app.get('/', (c) => (isOut() ? ended(c) : standing(c, null)))
  app.post('/', async (c) => {
    if (isOut()) return ended(c)
    const typed = String((await c.req.parseBody()).code ?? '').trim()
    if (!isEqual(typed, code)) return standing(c, 'wrongCode', 422)
    if (box.count() > 0 || gate.untold > 0) return standing(c, 'unsent', 422)
    const heard = await upstream.ask('/relay/sign-out', () => ({}))
    if (heard.is === 'later') return standing(c, 'unsent', 422)
    await end()
    return c.redirect('/', 303)
  })
}
