import type { Child } from 'hono/jsx'
import type { Formats } from '../../../platform/i18n/formats.ts'
import { DataTable, EmptyState } from '../../../ui/index.ts'
import type { Meeting } from '../../meetings/index.ts'
import type { IssuedCertificate } from '../certificates-read-model.ts'
import type { EvidenceNames } from '../evidence-names.ts'
import { CertificateTag } from './certificate-tag.tsx'

/** Certificates with whose they are, when they were issued, and whether they hold. */
export function CertificatesTable({
  names,
  format,
  meeting,
  caption,
  certificates,
  filter,
  hrefOf,
}: {
  names: EvidenceNames
  format: Formats
  meeting: Meeting
  caption: string
  certificates: readonly IssuedCertificate[]
  filter?: Child
  /** Where one of them is opened; undefined for who may not. */
  hrefOf?(id: string): string
}) {
  const { t } = names
  return (
    <DataTable
      t={t}
      filter={filter}
      caption={caption}
      rows={certificates}
      columns={[
        {
          key: 'name',
          label: t('evidence.column.name'),
          phone: 'title',
          cell: ({ id, participantId }) => {
            const name = names.person(participantId)
            return hrefOf ? <a href={hrefOf(id)}>{name}</a> : name
          },
        },
        {
          key: 'unit',
          label: t('evidence.column.unit'),
          cell: ({ participantId }) => names.unit(names.people.get(participantId)?.unitId ?? ''),
        },
        {
          key: 'issued',
          label: t('evidence.column.issued'),
          cell: ({ issuedAt }) => format.instant(issuedAt, meeting.timeZone),
        },
        {
          key: 'state',
          label: t('evidence.column.certificate'),
          cell: (one) => <CertificateTag t={t} certificate={one} />,
        },
      ]}
      empty={<EmptyState title={t('evidence.certificates.none')} />}
    />
  )
}
