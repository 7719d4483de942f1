import type { Translator } from '../../../platform/i18n/catalogue.ts'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DataTable, EmptyState, Tag, type Tone } from '../../../ui/index.ts'
import type { Meeting } from '../../meetings/index.ts'
import { missingOf, type Phone, type PhoneState, phoneState } from '../doors-read-model.ts'
import { doorsHref } from '../in-doors.tsx'

export interface Speech {
  t: Translator
  format: Formats
}

const tones: Record<PhoneState, Tone> = {
  waiting: 'warn',
  in: 'good',
  'signed-out': 'neutral',
  revoked: 'bad',
  over: 'neutral',
}

export const PhoneTag = ({ t, phone, today }: { t: Translator; phone: Phone; today: string }) => {
  const state = phoneState(phone, today)
  return <Tag tone={tones[state]}>{t(`doors.phone.state.${state}`)}</Tag>
}

/** A phone's clock against ours, in words; under two seconds it is right. */
export function clockWords({ t, format }: Speech, offsetMs: number | null): string {
  if (offsetMs === null) return t('doors.phone.clockUnknown')
  const seconds = Math.round(Math.abs(offsetMs) / 1000)
  if (seconds < 2) return t('doors.phone.clockRight')
  const span = `${format.number(Math.floor(seconds / 60))} min ${format.number(seconds % 60)} s`
  return t(offsetMs > 0 ? 'doors.phone.clockBehind' : 'doors.phone.clockAhead', { span })
}

/** The phones of one door, with what they handed in and what they still owe. */
export const PhonesTable = ({
  speech,
  meeting,
  today,
  phones,
}: {
  speech: Speech
  meeting: Meeting
  today: string
  phones: readonly Phone[]
}) => {
  const { t, format } = speech
  return (
    <DataTable
      t={t}
      caption={t('doors.phone.caption')}
      rows={phones}
      rowKey={({ id }) => `phone-${id}`}
      empty={<EmptyState title={t('doors.phone.none')}>{t('doors.phone.noneText')}</EmptyState>}
      columns={[
        {
          key: 'label',
          label: t('doors.field.label'),
          phone: 'title',
          cell: (phone) => <a href={doorsHref(meeting, `phones/${phone.id}`)}>{phone.label}</a>,
        },
        { key: 'day', label: t('doors.field.day'), cell: ({ day }) => format.day(day, 'short') },
        {
          key: 'state',
          label: t('doors.field.state'),
          cell: (phone) => <PhoneTag t={t} phone={phone} today={today} />,
        },
        {
          key: 'received',
          label: t('doors.field.received'),
          align: 'end',
          cell: ({ received }) => format.number(received),
        },
        {
          key: 'missing',
          label: t('doors.field.missing'),
          align: 'end',
          cell: (phone) => format.number(missingOf(phone)),
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
