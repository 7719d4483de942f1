import type { Actor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import { answerForm, ConfirmForm, DefinitionList, LinkButton, Notice, Section } from '../../ui/index.ts'
import { type Meeting, venueLetter, venuesOf } from '../meetings/index.ts'
import { shownCode } from '../participants/index.ts'
import { admissionsOf } from './admissions-read-model.ts'
import { enrolCode, enrolPath } from './device.ts'
import { doorsOf, missingOf, type Phone, phoneState, phonesOf } from './doors-read-model.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath, missingPage } from './in-doors.tsx'
import { mayAtDoor } from './may-at-door.ts'
import { qrPicture } from './qr-picture.ts'
import { standingRelay } from './relays-read-model.ts'
import { revokePhone } from './revoke-phone.ts'
import { AdmissionsSection } from './views/admissions-table.tsx'
import { clockWords, PhoneTag } from './views/phones-table.tsx'

async function phoneOf(c: RequestContext, meeting: Meeting): Promise<Phone | undefined> {
  const [phone] = await phonesOf(c.var.services.db, meeting, c.req.param('phone') ?? '')
  return phone
}

/** What a phone that is out has not handed in: numbers it told of, and the time since it was last heard of. */
function gapWords(c: RequestContext, meeting: Meeting, phone: Phone) {
  const { t, format } = c.var
  return (
    <Notice tone="bad" title={t('doors.gap.title')}>
      <p>
        {t('doors.gap.missing', {
          missing: format.number(missingOf(phone)),
          told: format.number(phone.told),
        })}
      </p>
      <p>
        {phone.lastContactAt
          ? t('doors.gap.since', { at: format.instant(phone.lastContactAt, meeting.timeZone) })
          : t('doors.gap.never')}
      </p>
    </Notice>
  )
}

async function phonePage(c: RequestContext, meeting: Meeting, actor: Actor) {
  const { t, format, services } = c.var
  const phone = await phoneOf(c, meeting)
  const door = (await doorsOf(services.db, meeting)).find(({ id }) => id === phone?.doorId)
  const venue = (await venuesOf(services.db, meeting)).find(({ id }) => id === door?.venueId)
  if (!phone || !door || !venue) return missingPage(c)
  const today = dayIn(meeting.timeZone, services.clock.now())
  const state = phoneState(phone, today)
  const code = enrolCode(services.config, phone.id)
  const path = enrolPath(code)
  // A phone belongs to the address it was let in at: behind a relay, to the relay's.
  const relay = await standingRelay(services.db, meeting, venue.id)
  const direct = services.config.publicUrl + path
  const link = relay ? relay.address + path : direct
  const admissions = await admissionsOf(services.db, meeting, phone.id)
  // What lets a phone in shows the people of its venue: it is for who may run the doors there.
  const mayLetIn = await mayAtDoor(services, actor, meeting, 'meetings.door', venue.id)
  return doorsPage(
    c,
    meeting,
    {
      title: phone.label,
      tab: '',
      crumb: phone.label,
      actions:
        phone.revokedAt === null && mayLetIn ? (
          <LinkButton href={doorsHref(meeting, `phones/${phone.id}/revoke`)}>
            {t('doors.phone.revoke')}
          </LinkButton>
        ) : undefined,
    },
    <>
      {phone.revokedAt && gapWords(c, meeting, phone)}
      {admissions.some(({ outcome }) => outcome !== 'taken') && (
        <Notice tone="bad" title={t('doors.admission.twice')}>
          <p>{t('doors.admission.twiceText')}</p>
        </Notice>
      )}
      {state === 'waiting' && mayLetIn && (
        <Section title={t('doors.link.title')} lead={t('doors.link.lead')}>
          <p>
            <img
              class="door-link-code"
              src={await qrPicture(link)}
              alt={t('doors.link.qr')}
              width="240"
              height="240"
            />
          </p>
          <p class="code-line">
            <code>{link}</code>
          </p>
          <p>
            {t('doors.link.typed', {
              address: `${(relay?.address ?? services.config.publicUrl).replace(/^https:\/\//, '')}/door/enrol`,
            })}
          </p>
          <p class="code-line">
            <code class="code-typed">{shownCode(code)}</code>
          </p>
          {relay && (
            <>
              <p>{t('doors.relay.at', { label: relay.label })}</p>
              <p>{t('doors.relay.direct')}</p>
              <p class="code-line">
                <code>{direct}</code>
              </p>
            </>
          )}
        </Section>
      )}
      <Section title={t('doors.phone.facts')}>
        <DefinitionList
          items={[
            [t('doors.field.state'), <PhoneTag t={t} phone={phone} today={today} />],
            [t('doors.field.door'), `${venueLetter(venue.rank)} · ${venue.name} · ${door.name}`],
            [t('doors.field.purpose'), t(`doors.purpose.${door.purpose}`)],
            [t('doors.field.day'), format.weekday(phone.day)],
            [
              t('doors.field.received'),
              t('doors.phone.receivedOf', {
                received: format.number(phone.received),
                told: format.number(phone.told),
              }),
            ],
            [t('doors.field.clock'), clockWords({ t, format }, phone.offsetMs)],
            [
              t('doors.field.contact'),
              phone.lastContactAt
                ? format.instant(phone.lastContactAt, meeting.timeZone)
                : t('doors.phone.never'),
            ],
          ]}
        />
      </Section>
      {admissions.length > 0 && (
        <AdmissionsSection speech={{ t, format }} meeting={meeting} admissions={admissions} />
      )}
    </>,
  )
}

async function askRevoke(c: RequestContext, meeting: Meeting) {
  const { t, format } = c.var
  const phone = await phoneOf(c, meeting)
  if (!phone) return missingPage(c)
  const href = doorsHref(meeting, `phones/${phone.id}`)
  return doorsPage(
    c,
    meeting,
    { title: t('doors.phone.revokeTitle', { label: phone.label }), tab: '', crumb: phone.label },
    <ConfirmForm
      t={t}
      action={`${href}/revoke`}
      title={t('doors.phone.revokeAsk')}
      body={
        <p>
          {t('doors.phone.revokeBody', {
            received: format.number(phone.received),
            missing: format.number(missingOf(phone)),
          })}
        </p>
      }
      confirm={t('doors.phone.revoke')}
      cancelHref={href}
      tone="bad"
    />,
  )
}

async function postRevoke(c: RequestContext, meeting: Meeting, actor: Actor) {
  const id = c.req.param('phone') ?? ''
  return answerForm(c, await revokePhone(c.var.services, actor, meeting, id), {
    to: () => doorsHref(meeting, `phones/${id}`),
    again: () => missingPage(c),
  })
}

const path = `${doorsPath}/phones/:phone`
const door = 'meetings.door'

/** After the form for a new phone, whose address looks like a phone's. */
export const phonePages: readonly Route[] = [
  page('get', path, 'signed-in', aboutDoors(door, phonePage)),
  page('get', `${path}/revoke`, 'signed-in', aboutDoors(door, askRevoke)),
  page('post', `${path}/revoke`, 'signed-in', aboutDoors(door, postRevoke)),
]
