import { z } from 'zod'
import type { Actor } from '../../platform/access.ts'
import { checkForm, type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import {
  answerForm,
  ConfirmForm,
  DefinitionList,
  Form,
  LinkButton,
  Notice,
  Section,
  TextField,
} from '../../ui/index.ts'
import { type Meeting, venuesOf } from '../meetings/index.ts'
import { addRelay } from './add-relay.ts'
import { silentAfter } from './board-cache.ts'
import { aboutDoors, doorsHref, doorsPage, doorsPath, missingPage, venuesToEquip } from './in-doors.tsx'
import { mayAtDoor } from './may-at-door.ts'
import { relayCode } from './relay-access.ts'
import { relayState, relaysOf, type ShownRelay } from './relays-read-model.ts'
import { revokeRelay } from './revoke-relay.ts'
import { clockWords } from './views/phones-table.tsx'
import { RelayTag } from './views/relays-table.tsx'
import { VenueField, venueWords } from './views/venue-field.tsx'

const relayShape = z.object({
  venue: z.string(),
  label: z.string().trim().min(1, 'ui.form.required').max(80, 'ui.form.invalid'),
  address: z.string().trim().min(1, 'ui.form.required').max(200, 'ui.form.invalid'),
})

async function relayForm(
  c: RequestContext,
  meeting: Meeting,
  typed: Typed,
  problems?: readonly FieldProblem[],
) {
  const { t } = c.var
  const field = { t, typed, problems }
  const venues = await venuesToEquip(c, meeting)
  return doorsPage(
    c,
    meeting,
    {
      title: t('doors.relays.add'),
      lead: t('doors.relays.addLead'),
      tab: '',
      crumb: t('doors.relays.add'),
      status: problems ? 422 : 200,
    },
    <Section>
      <Form
        t={t}
        action={doorsHref(meeting, 'relays/new')}
        problems={problems}
        typed={typed}
        submit={t('doors.relays.submit')}
        cancel={{ href: doorsHref(meeting), label: t('doors.cancel') }}
      >
        <VenueField field={field} venues={venues} />
        <TextField
          {...field}
          name="label"
          label={t('doors.field.relay')}
          hint={t('doors.field.relayHint')}
          required
        />
        <TextField
          {...field}
          name="address"
          label={t('doors.field.address')}
          hint={t('doors.field.addressHint')}
          required
        />
      </Form>
    </Section>,
  )
}

async function postRelay(c: RequestContext, meeting: Meeting, actor: Actor) {
  const typed = await typedForm(c)
  const checked = checkForm(relayShape, typed)
  const result = checked.ok
    ? await addRelay(c.var.services, actor, meeting, {
        venueId: checked.value.venue,
        label: checked.value.label,
        address: checked.value.address,
      })
    : checked
  return answerForm(c, result, {
    to: (id) => doorsHref(meeting, `relays/${id}`),
    again: (problems) => relayForm(c, meeting, typed, problems),
  })
}

/** The relay in the path, for who may run the doors of its venue: the code on its page opens a disk. */
async function relayIn(c: RequestContext, meeting: Meeting, actor: Actor): Promise<ShownRelay | undefined> {
  const { services } = c.var
  const [relay] = await relaysOf(services.db, meeting, c.req.param('relay') ?? '')
  return relay && (await mayAtDoor(services, actor, meeting, 'meetings.door', relay.venueId))
    ? relay
    : undefined
}

/** What is typed on the laptop, for copying. */
const commandsFor = (publicUrl: string, { address }: ShownRelay, code: string) => {
  const { protocol, port, hostname } = new URL(address)
  const isSecure = protocol === 'https:'
  return [
    'ROLE=relay',
    `UPSTREAM=${publicUrl}`,
    `RELAY_CODE=${code}`,
    `PORT=${port || (isSecure ? '443' : '80')}`,
    `PUBLIC_URL=${address}`,
    ...(isSecure ? [`TLS_CERT=${hostname}.pem`, `TLS_KEY=${hostname}.key`] : []),
    'npm start',
  ].join(' \\\n  ')
}

async function relayPage(c: RequestContext, meeting: Meeting, actor: Actor) {
  const { t, format, services } = c.var
  const relay = await relayIn(c, meeting, actor)
  const venue = (await venuesOf(services.db, meeting)).find(({ id }) => id === relay?.venueId)
  if (!relay || !venue) return missingPage(c)
  const now = services.clock.now()
  const state = relayState(relay, meeting, now)
  const { lastContactAt } = relay
  const isSilent =
    state === 'in' && lastContactAt !== null && now.getTime() - lastContactAt.getTime() > silentAfter
  const code = relayCode(services.config, relay.id)
  const instant = (at: Date) => format.instant(at, meeting.timeZone)
  return doorsPage(
    c,
    meeting,
    {
      title: relay.label,
      tab: '',
      crumb: relay.label,
      actions:
        relay.revokedAt === null ? (
          <LinkButton href={doorsHref(meeting, `relays/${relay.id}/revoke`)}>
            {t('doors.relay.revoke')}
          </LinkButton>
        ) : undefined,
    },
    <>
      {isSilent && (
        <Notice tone="warn">
          <p>{t('doors.relay.silent', { at: instant(lastContactAt) })}</p>
        </Notice>
      )}
      {(state === 'waiting' || state === 'in') && (
        <Section title={t('doors.relay.setUp')} lead={t('doors.relay.setUpLead')}>
          <DefinitionList
            items={[
              [
                t('doors.relay.codeShown'),
                <span class="code-line">
                  <code>{code}</code>
                </span>,
              ],
            ]}
          />
          <section aria-label={t('doors.relay.commands')}>
            <pre class="commands">{commandsFor(services.config.publicUrl, relay, code)}</pre>
          </section>
        </Section>
      )}
      <Section title={t('doors.relay.facts')}>
        <DefinitionList
          items={[
            [t('doors.field.state'), <RelayTag t={t} state={state} />],
            [t('doors.field.venue'), venueWords(venue)],
            [t('doors.field.address'), relay.address],
            [t('doors.field.relayReceived'), format.number(relay.received)],
            [t('doors.field.behind'), format.number(relay.waiting)],
            [t('doors.field.relayClock'), clockWords({ t, format }, relay.offsetMs)],
            [t('doors.field.contact'), lastContactAt ? instant(lastContactAt) : t('doors.phone.never')],
          ]}
        />
      </Section>
    </>,
  )
}

async function askRevoke(c: RequestContext, meeting: Meeting, actor: Actor) {
  const { t, format } = c.var
  const relay = await relayIn(c, meeting, actor)
  if (!relay) return missingPage(c)
  const href = doorsHref(meeting, `relays/${relay.id}`)
  const { label, received, waiting } = relay
  return doorsPage(
    c,
    meeting,
    { title: t('doors.relay.revokeTitle', { label }), tab: '', crumb: label },
    <ConfirmForm
      t={t}
      action={`${href}/revoke`}
      title={t('doors.relay.revokeAsk')}
      body={
        <p>
          {t('doors.relay.revokeBody', {
            received: format.number(received),
            waiting: format.number(waiting),
          })}
        </p>
      }
      confirm={t('doors.relay.revoke')}
      cancelHref={href}
      tone="bad"
    />,
  )
}

async function postRevoke(c: RequestContext, meeting: Meeting, actor: Actor) {
  const id = c.req.param('relay') ?? ''
  return answerForm(c, await revokeRelay(c.var.services, actor, meeting, id), {
    to: () => doorsHref(meeting, `relays/${id}`),
    again: () => missingPage(c),
  })
}

const path = `${doorsPath}/relays`
const door = 'meetings.door'

export const relayPages: readonly Route[] = [
  page(
    'get',
    `${path}/new`,
    'signed-in',
    aboutDoors(door, (c, meeting) => relayForm(c, meeting, { venue: c.req.query('venue') ?? '' })),
  ),
  page('post', `${path}/new`, 'signed-in', aboutDoors(door, postRelay)),
  page('get', `${path}/:relay`, 'signed-in', aboutDoors(door, relayPage)),
  page('get', `${path}/:relay/revoke`, 'signed-in', aboutDoors(door, askRevoke)),
  page('post', `${path}/:relay/revoke`, 'signed-in', aboutDoors(door, postRevoke)),
]
