import type { Actor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { EmptyState, Notice, Section } from '../../ui/index.ts'
import { type Meeting, meetingName, venuesOf } from '../meetings/index.ts'
import { shownCode } from '../participants/index.ts'
import { enrolCode, enrolPath } from './device.ts'
import { doorsOf, phoneState, phonesOf } from './doors-read-model.ts'
import { aboutDoors, doorsPage, doorsPath, missingPage } from './in-doors.tsx'
import { mayAtDoor } from './may-at-door.ts'
import { qrPicture } from './qr-picture.ts'
import { standingRelay } from './relays-read-model.ts'
import { venueWords } from './views/venue-field.tsx'

/**
 * The cards of a venue's phones that wait to be let in, to print, cut and hand out: each lets in one phone, also at the
 * relay of the venue while that has no line. For who may run the doors of that venue.
 */
async function slipsPage(c: RequestContext, meeting: Meeting, actor: Actor) {
  const { t, format, services } = c.var
  const venue = (await venuesOf(services.db, meeting)).find(({ id }) => id === c.req.param('venue'))
  if (!venue || !(await mayAtDoor(services, actor, meeting, 'meetings.door', venue.id))) return missingPage(c)
  const doors = new Map(
    (await doorsOf(services.db, meeting)).flatMap((door) =>
      door.venueId === venue.id ? [[door.id, door.name] as const] : [],
    ),
  )
  const today = dayIn(meeting.timeZone, services.clock.now())
  const waiting = (await phonesOf(services.db, meeting)).filter(
    (phone) => doors.has(phone.doorId) && phoneState(phone, today) === 'waiting',
  )
  const relay = await standingRelay(services.db, meeting, venue.id)
  const base = relay?.address ?? services.config.publicUrl
  const cards = await Promise.all(
    waiting.map(async (phone) => {
      const code = enrolCode(services.config, phone.id)
      return { ...phone, code: shownCode(code), picture: await qrPicture(base + enrolPath(code)) }
    }),
  )
  return doorsPage(
    c,
    meeting,
    {
      title: t('doors.slips.title'),
      lead: `${meetingName(meeting, t.locale)} · ${venueWords(venue)}`,
      tab: '',
      crumb: t('doors.slips.title'),
    },
    <>
      <Notice tone="warn">
        <p>{t(relay ? 'doors.slips.guardRelay' : 'doors.slips.guard')}</p>
      </Notice>
      <Section>
        {cards.length === 0 ? (
          <EmptyState title={t('doors.slips.none')}>{t('doors.slips.noneText')}</EmptyState>
        ) : (
          <ul class="labels">
            {cards.map(({ picture, code, label, day, doorId }) => (
              <li class="label">
                <img class="label-code" src={picture} alt={t('doors.link.qr')} width="120" height="120" />
                <div>
                  <strong class="label-title">{`${venueWords(venue)} · ${doors.get(doorId) ?? ''}`}</strong>
                  <span>{`${label} · ${format.weekday(day)}`}</span>
                  <span>{t('doors.slips.open')}</span>
                  <span class="label-address">{`${base.replace(/^https:\/\//, '')}/door/enrol`}</span>
                  <code class="code-typed">{code}</code>
                  <span>{t('doors.slips.once')}</span>
                </div>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>,
  )
}

export const slipsPages: readonly Route[] = [
  page('get', `${doorsPath}/slips/:venue`, 'signed-in', aboutDoors('meetings.door', slipsPage)),
]
