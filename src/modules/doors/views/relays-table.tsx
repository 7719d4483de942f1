import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { DataTable, EmptyState, Tag, type Tone } from '../../../ui/index.ts'
import type { Meeting, Venue } from '../../meetings/index.ts'
import { venueLetter } from '../../meetings/index.ts'
import { doorsHref } from '../in-doors.tsx'
import { type RelayState, relayState, type ShownRelay } from '../relays-read-model.ts'
import type { Speech } from './phones-table.tsx'

const tones: Record<RelayState, Tone> = {
  waiting: 'warn',
  in: 'good',
  'signed-out': 'neutral',
  revoked: 'bad',
  over: 'neutral',
}

export const RelayTag = ({ t, state }: { t: Translator; state: RelayState }) => (
  <Tag tone={tones[state]}>{t(`doors.relay.state.${state}`)}</Tag>
)

/** The relays of a meeting, each with how far it is behind. */
export const RelaysTable = ({
  speech,
  meeting,
  venues,
  relays,
  now,
  linked,
}: {
  speech: Speech
  meeting: Meeting
  venues: readonly Venue[]
  relays: readonly ShownRelay[]
  now: Date
  /** Whether the reader may look at each of them. */
  linked: boolean
}) => {
  const { t, format } = speech
  const letters = new Map(venues.map(({ id, rank }) => [id, venueLetter(rank)]))
  return (
    <DataTable
      t={t}
      caption={t('doors.relays.caption')}
      rows={relays}
      rowKey={({ id }) => `relay-${id}`}
      empty={<EmptyState title={t('doors.relays.none')}>{t('doors.relays.noneText')}</EmptyState>}
      columns={[
        {
          key: 'label',
          label: t('doors.field.relay'),
          phone: 'title',
          cell: ({ id, label }) =>
            linked ? <a href={doorsHref(meeting, `relays/${id}`)}>{label}</a> : label,
        },
        {
          key: 'venue',
          label: t('doors.field.venue'),
          cell: ({ venueId }) => letters.get(venueId) ?? '',
        },
        {
          key: 'state',
          label: t('doors.field.state'),
          cell: (relay) => <RelayTag t={t} state={relayState(relay, meeting, now)} />,
        },
        {
          key: 'received',
          label: t('doors.field.relayReceived'),
          align: 'end',
          cell: ({ received }) => format.number(received),
        },
        {
          key: 'waiting',
          label: t('doors.field.behind'),
          align: 'end',
          cell: ({ waiting }) => format.number(waiting),
        },
        {
          key: 'contact',
          label: t('doors.field.contact'),
          cell: ({ lastContactAt }) =>
            lastContactAt ? format.instant(lastContactAt, meeting.timeZone) : t('doors.phone.never'),
        },
      ]}
    />
  )
}
