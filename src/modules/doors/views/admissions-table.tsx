import { DataTable, Section, Tag, type Tone } from '../../../ui/index.ts'
import type { Meeting } from '../../meetings/index.ts'
import type { Admission } from '../admissions-read-model.ts'
import { doorsHref } from '../in-doors.tsx'
import type { AdmissionOutcome } from '../tables.ts'
import type { Speech } from './phones-table.tsx'

const tones: Record<AdmissionOutcome, Tone> = { taken: 'good', used: 'bad', revoked: 'bad', late: 'warn' }

/** Phones that relays let in without a line: what became of each, and what somebody has to look at. */
export const AdmissionsSection = ({
  speech: { t, format },
  meeting,
  admissions,
}: {
  speech: Speech
  meeting: Meeting
  admissions: readonly Admission[]
}) => (
  <Section title={t('doors.admissions.title')} lead={t('doors.admissions.lead')}>
    <DataTable
      t={t}
      caption={t('doors.admissions.caption')}
      rows={admissions}
      empty={t('doors.admissions.none')}
      columns={[
        {
          key: 'phone',
          label: t('doors.field.label'),
          phone: 'title',
          cell: ({ phone }) => <a href={doorsHref(meeting, `phones/${phone.id}`)}>{phone.label}</a>,
        },
        { key: 'door', label: t('doors.field.door'), cell: ({ door }) => door },
        {
          key: 'outcome',
          label: t('doors.field.outcome'),
          cell: ({ outcome }) => <Tag tone={tones[outcome]}>{t(`doors.admission.${outcome}`)}</Tag>,
        },
        { key: 'relay', label: t('doors.field.relay'), cell: ({ relay }) => relay },
        {
          key: 'at',
          label: t('doors.field.letInAt'),
          cell: ({ at }) => format.instant(at, meeting.timeZone),
        },
        {
          key: 'told',
          label: t('doors.field.toldAt'),
          cell: ({ toldAt }) => format.instant(toldAt, meeting.timeZone),
        },
        {
          key: 'scans',
          label: t('doors.field.relayReceived'),
          align: 'end',
          cell: ({ scans }) => format.number(scans),
        },
      ]}
    />
  </Section>
)
