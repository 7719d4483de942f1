import { getCookie } from 'hono/cookie'
import { typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { isId, newId } from '../../platform/ids.ts'
import { type FieldProblem, statusOf } from '../../platform/result.ts'
import { Form, TextField, unlistedPage } from '../../ui/index.ts'
import { unitTree } from '../directory/index.ts'
import { type Meeting, meetingById, meetingName, venueLetter, venuesOf } from '../meetings/index.ts'
import { shownCode } from '../participants/index.ts'
import { endOfDay } from './device-day.ts'
import { type SelfDoor, selfDoor } from './doors-read-model.ts'
import { recordSelf, whoseCode } from './record-self.ts'
import { rosterOf } from './roster.ts'
import { selfScan } from './scans-read-model.ts'
import { doorOfCode, readTicket, type Ticket, ticketLasts, ticketText } from './self-code.ts'
import { verdictsFor } from './verdicts.ts'

/** Where a phone keeps whose it is, for these pages alone. */
const cookieName = 'me'

type Why = 'old' | 'off' | 'busy' | 'noSession'

const pageFor = async (
  c: RequestContext,
  {
    path,
    title,
    status,
    children,
  }: Pick<Parameters<typeof unlistedPage>[1], 'path' | 'title' | 'status' | 'children'>,
) => {
  const { t, services } = c.var
  const { root } = await unitTree(services)
  return unlistedPage(c, {
    organiser: root.name,
    privacy: t('doors.self.privacy'),
    path,
    title,
    status,
    children: <div class="card notice">{children}</div>,
  })
}

/** A refusal with what to do about it. */
const says = (c: RequestContext, why: Why, status: number) => {
  const { t } = c.var
  return pageFor(c, {
    path: '/here/-',
    title: t('doors.self.refused'),
    status,
    children: (
      <>
        <h1>{t('doors.self.refused')}</h1>
        <p>{t(`doors.self.refusal.${why}`)}</p>
      </>
    ),
  })
}

interface Here {
  ticket: Ticket
  door: SelfDoor
  meeting: Meeting
}

const placeOf = async (c: RequestContext, { door }: Here) => {
  const key = { workUnitId: door.workUnitId, id: door.meetingId }
  const venue = (await venuesOf(c.var.services.db, key)).find(({ id }) => id === door.venueId)
  return `${venue ? `${venueLetter(venue.rank)} · ${venue.name} · ` : ''}${door.name}`
}

/** The door and meeting of the ticket in the path, or the page that says why not. */
async function hereIn(c: RequestContext): Promise<Here | Response> {
  const { services } = c.var
  const ticket = readTicket(services.config, c.req.param('token') ?? '')
  if (!ticket) return says(c, 'old', 404)
  const door = await selfDoor(services.db, ticket.doorId)
  const meeting =
    door && (await meetingById(services.db, { workUnitId: door.workUnitId, id: door.meetingId }))
  return door && meeting ? { ticket, door, meeting } : says(c, 'off', 404)
}

/** The code on a screen becomes a ticket with time to type; a ticket shows the form. */
async function openCode(c: RequestContext): Promise<Response> {
  const { services } = c.var
  const token = c.req.param('token') ?? ''
  const now = services.clock.now().getTime()
  const ticket = readTicket(services.config, token)
  if (ticket) {
    if (now - ticket.issuedAt > ticketLasts) return says(c, 'old', 404)
    const here = await hereIn(c)
    return here instanceof Response ? here : form(c, here)
  }
  const doorId = doorOfCode(services.config, token, now)
  if (doorId === 'old') return says(c, 'old', 404)
  if (!(await selfDoor(services.db, doorId))) return says(c, 'off', 404)
  c.header('Cache-Control', 'no-store')
  const given = ticketText(services.config, { doorId, nonce: newId(now), issuedAt: now })
  return c.redirect(`/here/${given}?lang=${c.var.t.locale}`, 303)
}

async function form(c: RequestContext, here: Here, typed?: string, problems?: readonly FieldProblem[]) {
  const { t, services } = c.var
  const { meeting, ticket, door } = here
  const kept = await whoseCode(services, getCookie(c, cookieName) ?? '')
  const own = kept?.meetingId === door.meetingId ? kept : null
  const path = `/here/${ticketText(services.config, ticket)}`
  return pageFor(c, {
    path,
    title: t('doors.self.title'),
    status: problems ? 422 : 200,
    children: (
      <>
        <p class="small muted">{meetingName(meeting, t.locale)}</p>
        <h1>{t('doors.self.title')}</h1>
        <p>{await placeOf(c, here)}</p>
        {own && <p>{t('doors.self.as', { name: own.name })}</p>}
        <Form
          t={t}
          action={`${path}?lang=${t.locale}#problems`}
          problems={problems}
          submit={t('doors.self.submit')}
        >
          <TextField
            t={t}
            name="code"
            label={t('doors.self.code')}
            hint={t('doors.self.codeHint')}
            typed={{ code: typed ?? (own ? shownCode(own.code) : '') }}
            problems={problems}
            required
          />
        </Form>
      </>
    ),
  })
}

async function postCode(c: RequestContext): Promise<Response> {
  const { services, t } = c.var
  const here = await hereIn(c)
  if (here instanceof Response) return here
  const { code = '' } = await typedForm(c)
  const result = await recordSelf(services, here.ticket, code)
  if (!result.ok) {
    const { kind, fields, key } = result.refusal
    if (kind === 'invalid') return form(c, here, code, fields)
    const why =
      (['old', 'off', 'busy', 'noSession'] as const).find((one) => key.endsWith(`.${one}`)) ?? 'busy'
    return says(c, why, statusOf(result.refusal))
  }
  const { one, scanId } = result.value
  const until = endOfDay(here.meeting.timeZone, here.meeting.endsOn)
  const secure = services.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  c.header(
    'Set-Cookie',
    `${cookieName}=${one.code}; Path=/here; HttpOnly; SameSite=Lax; Expires=${until.toUTCString()}${secure}`,
  )
  return c.redirect(`/here/${ticketText(services.config, here.ticket)}/${scanId}?lang=${t.locale}`, 303)
}

/** What was recorded; without a name, since the address may be looked at by others. */
async function seen(c: RequestContext): Promise<Response> {
  const { services, t, format } = c.var
  const here = await hereIn(c)
  if (here instanceof Response) return here
  const { door, meeting, ticket } = here
  const key = { workUnitId: door.workUnitId, id: door.meetingId }
  const scanId = c.req.param('scan') ?? ''
  const scan = isId(scanId) ? await selfScan(services.db, key, { id: scanId, doorId: door.id }) : undefined
  if (!scan) return says(c, 'old', 404)
  const roster = await rosterOf(services, key)
  const at = { doorId: door.id, venueId: door.venueId }
  const verdict = (await verdictsFor(services, { at, meeting: key, roster, scans: [scan] })).get(scan.id)
  const time = (instant: number) => format.instant(new Date(instant), meeting.timeZone)
  const letter = (await venuesOf(services.db, key)).find(({ id }) => id === door.venueId)?.rank
  const params = {
    letter: verdict && 'letter' in verdict ? verdict.letter : letter === undefined ? '' : venueLetter(letter),
    since: verdict && 'since' in verdict ? time(verdict.since) : '',
    door: verdict && 'door' in verdict ? verdict.door : '',
    class: verdict && 'class' in verdict ? (verdict.class ?? '') : '',
  }
  return pageFor(c, {
    path: `/here/${ticketText(services.config, ticket)}/${scan.id}`,
    title: t('doors.self.done'),
    children: (
      <>
        <p class="small muted">{meetingName(meeting, t.locale)}</p>
        <h1>{t('doors.self.done')}</h1>
        <p class={verdict?.picture === 'green' ? 'standing now' : 'standing'} role="status">
          {verdict && t(`doors.verdict.${verdict.words}`, params)}
        </p>
        {verdict?.picture === 'already' && <p>{t('doors.self.twice')}</p>}
        <dl>
          <dt>{t('doors.field.door')}</dt>
          <dd>{await placeOf(c, here)}</dd>
          <dt>{t('doors.self.at')}</dt>
          <dd>{time(Date.parse(scan.received_at))}</dd>
        </dl>
      </>
    ),
  })
}

/** Participants record themselves with the own phone: public, since the code on the screen and the own code are the keys. */
export const herePages: readonly Route[] = [
  page('get', '/here/:token', 'public', openCode),
  page('post', '/here/:token', 'public', postCode),
  page('get', '/here/:token/:scan', 'public', seen),
]
