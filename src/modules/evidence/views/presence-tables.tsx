import type { Formats } from '../../../platform/i18n/formats.ts'
import { DataTable, EmptyState, Tag } from '../../../ui/index.ts'
import type { Meeting } from '../../meetings/index.ts'
import type { IssuedCertificate } from '../certificates-read-model.ts'
import type { Evidence } from '../evidence.ts'
import type { EvidenceNames } from '../evidence-names.ts'
import { CertificateTag } from './certificate-tag.tsx'
import { sessionsInWords } from './sessions-words.ts'

interface PresenceProps {
  names: EvidenceNames
  format: Formats
  meeting: Meeting
  caption: string
}

/** Those of one office: when they came, how many sessions, which days, which certificate. */
export function PeopleTable({
  names,
  format,
  meeting,
  caption,
  people,
  certificates,
  href,
}: PresenceProps & {
  people: readonly Evidence[]
  /** The latest of each participant. */
  certificates: ReadonlyMap<string, IssuedCertificate>
  href(under: string): string
}) {
  const { t } = names
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={people}
      columns={[
        {
          key: 'name',
          label: t('evidence.column.name'),
          phone: 'title',
          cell: ({ participantId }) => (
            <a href={href(`people/${participantId}`)}>{names.person(participantId)}</a>
          ),
        },
        {
          key: 'state',
          label: t('evidence.column.state'),
          cell: ({ invitation }) => t(`evidence.state.${invitation.state}`),
        },
        {
          key: 'arrived',
          label: t('evidence.column.arrivedAt'),
          cell: ({ arrivedAt }) => (arrivedAt ? format.instant(arrivedAt, meeting.timeZone) : '–'),
        },
        {
          key: 'attended',
          label: t('evidence.column.attended'),
          cell: (one) => sessionsInWords(t, one),
        },
        {
          key: 'travel',
          label: t('evidence.column.travelDays'),
          align: 'end',
          cell: ({ travel }) => (travel ? format.number(travel.days) : '–'),
        },
        {
          key: 'days',
          label: t('evidence.column.daysPresent'),
          align: 'end',
          cell: ({ daysPresent }) => format.number(daysPresent.length),
        },
        {
          key: 'certificate',
          label: t('evidence.column.certificate'),
          cell: ({ participantId }) => <CertificateTag t={t} certificate={certificates.get(participantId)} />,
        },
      ]}
      empty={<EmptyState title={t('evidence.unit.nobody')} />}
    />
  )
}

/** The sessions of one participant: there or not, and what that rests on. */
export function SessionsTable({ names, format, meeting, caption, one }: PresenceProps & { one: Evidence }) {
  const { t } = names
  const instant = (at: Date) => format.instant(at, meeting.timeZone)
  const startOf = new Map(names.sessions.map(({ id, startsAt }) => [id, startsAt]))
  return (
    <DataTable
      t={t}
      caption={caption}
      rows={one.sessions}
      columns={[
        {
          key: 'session',
          label: t('evidence.column.session'),
          phone: 'title',
          cell: ({ sessionId }) => names.session(sessionId),
        },
        {
          key: 'when',
          label: t('evidence.column.when'),
          cell: ({ sessionId }) => {
            const start = startOf.get(sessionId)
            return start ? instant(start) : ''
          },
        },
        {
          key: 'present',
          label: t('evidence.column.present'),
          cell: ({ isPresent, isExpected }) => (
            <>
              <Tag tone={isPresent ? 'good' : 'bad'}>
                {t(isPresent ? 'evidence.session.present' : 'evidence.session.absent')}
              </Tag>{' '}
              {!isExpected && <Tag tone="neutral">{t('evidence.session.noSeat')}</Tag>}
            </>
          ),
        },
        {
          key: 'source',
          label: t('evidence.column.source'),
          cell: ({ source, at, reason }) =>
            [source && t(`evidence.by.${source}`), at && instant(at), reason].filter(Boolean).join(' · ') ||
            '–',
        },
      ]}
      empty={<EmptyState title={t('evidence.person.noSession')} />}
    />
  )
}
