import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { Services } from '../../platform/services.ts'
import { Form, refusalPage, renderPage, Section, TextField } from '../../ui/index.ts'
import { attempt, originOf } from '../accounts/index.ts'
import { meetingById, meetingName, venueLetter, venuesOf } from '../meetings/index.ts'
import { readPersonalCode } from '../participants/index.ts'
import { type Device, deviceByCode, deviceOf, enrolPath } from './device.ts'
import { endOfDay } from './device-day.ts'
import { doorCookie, enteredPath } from './door-cookie.ts'
import { type DoorFile, doorManifest, doorShell, doorWorker } from './door-files.ts'
import { photographList, somePhotographs } from './door-photographs.ts'
import { enrolPhone } from './enrol-phone.ts'
import { askCookieFor, askIn, phoneSecret } from './phone-secret.ts'
import { photographsAsked } from './photographs-asked.ts'
import { rosterOf } from './roster.ts'
import { scansAt, sinceOf } from './scans-read-model.ts'
import { isEqual } from './seal.ts'
import { signOutPhone } from './sign-out-phone.ts'
import { snapshotFor } from './snapshot.ts'

const noStore = { 'Cache-Control': 'no-store' }

const sent = (c: RequestContext, { body, headers }: DoorFile) => c.body(body, 200, headers)

/** For phones only: 410 tells one that is not, or no longer, let in to throw away what it holds. */
const forPhone =
  (handler: (c: RequestContext, device: Device) => Promise<Response>) => async (c: RequestContext) => {
    const device = await deviceOf(c.var.services, c.req.header('cookie'))
    return device ? handler(c, device) : c.json({ error: { kind: 'gone' } }, 410, noStore)
  }

/** What belongs to people, for the phone's own day: after it nothing is shown, though scans may still be handed in. */
const onItsDay = (
  answer: (services: Services, device: Device, c: RequestContext) => Promise<object | null>,
) =>
  forPhone(async (c, device) => {
    const { services } = c.var
    const isOver = services.clock.now() >= endOfDay(device.timeZone, device.day)
    const found = isOver ? null : await answer(services, device, c)
    return found ? c.json(found, 200, noStore) : c.json({ error: { kind: 'over' } }, 404, noStore)
  })

const keyOf = ({ workUnitId, meetingId }: Device) => ({ workUnitId, id: meetingId })

const getSnapshot = onItsDay(snapshotFor)

const getPhotographs = onItsDay((services, device) => photographList(services, keyOf(device), device.venueId))

const getSomePhotographs = onItsDay((services, device, c) =>
  somePhotographs(services, keyOf(device), device.venueId, photographsAsked(c.req.param('hashes'))),
)

const getNews = forPhone(async (c, device) => {
  const { services } = c.var
  const key = keyOf(device)
  const now = services.clock.now().getTime()
  const known = await scansAt(services.db, key, await rosterOf(services, key), {
    venueId: device.venueId,
    since: sinceOf(c.req.query('since')),
  })
  return c.json({ now, known }, 200, noStore)
})

const postSignOut = forPhone(async (c, device) => {
  await signOutPhone(c.var.services, device)
  c.header('Set-Cookie', doorCookie('', new Date(0), c.var.services.config.publicUrl))
  return c.json({ signedOut: true }, 200, noStore)
})

const noLink = (c: RequestContext) => refusalPage(c, { kind: 'missing', key: 'doors.refusal.link' }, 404)

/** A phone that a code may let in, or a page that says why not. Codes are guessed at a few times only. */
async function deviceFor(c: RequestContext, code: string) {
  if (!(await attempt(c.var.services, 'door-code-address', originOf(c)))) return busy(c)
  const device = await deviceByCode(c.var.services, code)
  return device ?? noLink(c)
}

const busy = (c: RequestContext) => refusalPage(c, { kind: 'busy', key: 'doors.refusal.tries' }, 503)

const keepAsk = (c: RequestContext) => {
  const { clock, config } = c.var.services
  const ask = askIn(c.req.header('cookie'))
  c.header('Set-Cookie', askCookieFor(ask, clock.now().getTime(), config.publicUrl))
}

/** For who has the code on paper and no camera that reads its QR. */
async function askCode(c: RequestContext) {
  const { t } = c.var
  keepAsk(c)
  return renderPage(
    c,
    { title: t('doors.enrol.title'), lead: t('doors.enrol.typeLead') },
    <Section>
      <Form t={t} action="/door/enrol" submit={t('doors.enrol.submit')}>
        <TextField
          t={t}
          name="code"
          label={t('doors.enrol.code')}
          hint={t('doors.enrol.codeHint')}
          required
        />
      </Form>
    </Section>,
  )
}

/** Opening a link alone lets nobody in: messengers open links to draw previews. */
async function askEnrol(c: RequestContext) {
  const { t, format, services } = c.var
  const code = c.req.param('code') ?? ''
  const device = await deviceFor(c, code)
  if (device instanceof Response) return device
  const isUsed = device.enrolled_at && !isAskedAgain(c, code, device.secret_hash)
  if (isUsed || device.revoked_at) return noLink(c)
  const key = { workUnitId: device.workUnitId, id: device.meetingId }
  const meeting = await meetingById(services.db, key)
  const venue = (await venuesOf(services.db, key)).find((one) => one.id === device.venueId)
  if (!meeting || !venue) return noLink(c)
  keepAsk(c)
  return renderPage(
    c,
    { title: t('doors.enrol.title'), lead: meetingName(meeting, t.locale) },
    <Section title={`${venueLetter(venue.rank)} · ${venue.name} · ${device.door}`}>
      <p>{t('doors.enrol.text', { label: device.label, day: format.weekday(device.day) })}</p>
      <form class="form" method="post" action={enrolPath(code)}>
        <div class="actions">
          <button class="button button-main" type="submit">
            {t('doors.enrol.submit')}
          </button>
        </div>
      </form>
    </Section>,
  )
}

/** The secret that this browser's asking comes to. */
const secretFor = (c: RequestContext, code: string) =>
  phoneSecret(c.var.services.config, readPersonalCode(code) ?? '', askIn(c.req.header('cookie')))

/** Whether this browser was let in by this code and asks again, since it did not hear the answer. */
const isAskedAgain = (c: RequestContext, code: string, secretHash: string | null) =>
  secretHash !== null && isEqual(secretHash, secretFor(c, code).hash)

async function enter(c: RequestContext, code: string) {
  const { services } = c.var
  if (!(await attempt(services, 'door-code-address', originOf(c)))) return busy(c)
  const { secret, hash } = secretFor(c, code)
  const result = await enrolPhone(services, code, hash)
  if (!result.ok) return noLink(c)
  const { deviceId, until } = result.value
  const cookie = `${deviceId}.${secret}`
  c.header('Set-Cookie', doorCookie(cookie, until, services.config.publicUrl))
  return c.redirect(enteredPath(c.req.header('cookie'), cookie), 303)
}

export const doorPages: readonly Route[] = [
  page('get', '/door', 'public', (c) => c.redirect('/door/', 303)),
  page('get', '/door/', 'public', async (c) => sent(c, await doorShell(c.var.t))),
  page('get', '/door/worker.js', 'public', (c) => sent(c, doorWorker())),
  page('get', '/door/manifest.webmanifest', 'public', (c) => sent(c, doorManifest(c.var.t))),
  page('get', '/door/snapshot', 'public', getSnapshot),
  page('get', '/door/photographs', 'public', getPhotographs),
  page('get', '/door/photographs/:hashes', 'public', getSomePhotographs),
  page('get', '/door/news', 'public', getNews),
  page('post', '/door/sign-out', 'public', postSignOut),
  page('get', '/door/enrol', 'public', askCode),
  page('post', '/door/enrol', 'public', async (c) => enter(c, (await typedForm(c)).code ?? '')),
  page('get', '/door/enrol/:code', 'public', askEnrol),
  page('post', '/door/enrol/:code', 'public', (c) => enter(c, c.req.param('code') ?? '')),
]
