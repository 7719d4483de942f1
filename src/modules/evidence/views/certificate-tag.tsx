import type { Translator } from '../../../platform/i18n/catalogue.ts'
import { Tag } from '../../../ui/index.ts'
import type { IssuedCertificate } from '../certificates-read-model.ts'

/** Whether a certificate was issued, and holds. */
export const CertificateTag = ({
  t,
  certificate,
}: {
  t: Translator
  certificate: Pick<IssuedCertificate, 'revokedAt'> | undefined
}) => {
  if (!certificate) return <Tag tone="neutral">{t('evidence.certificate.none')}</Tag>
  return certificate.revokedAt === null ? (
    <Tag tone="good">{t('evidence.certificate.valid')}</Tag>
  ) : (
    <Tag tone="bad">{t('evidence.certificate.revoked')}</Tag>
  )
}
