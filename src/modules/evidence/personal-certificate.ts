import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { Meeting } from '../meetings/index.ts'
import { behindLink, gone, type Participant, type PersonalLink, personalPath } from '../participants/index.ts'
import { certificateHeldBy } from './certificates-read-model.ts'
import { handedOn } from './file-routes.ts'
import { printCertificate, verifyPath } from './print-certificates.ts'

/** Where the holder finds the certificate once it is issued, and where anybody verifies it. */
export async function certificateLinks(
  c: RequestContext,
  meeting: Meeting,
  { id, code }: Participant,
): Promise<PersonalLink[]> {
  const { t, services } = c.var
  const held = await certificateHeldBy(services.db, meeting, id)
  if (!held) return []
  return [
    { label: t('evidence.personal.pdf'), href: `${personalPath(code)}/certificate.pdf?lang=${t.locale}` },
    { label: t('evidence.personal.verify'), href: verifyPath(held.code) },
  ]
}

const ownCertificate = behindLink(async (c, { one, meeting }) => {
  const { t, services } = c.var
  const held = meeting.state === 'draft' ? undefined : await certificateHeldBy(services.db, meeting, one.id)
  if (!held) return gone(c, 404)
  return handedOn(c, 'certificate.pdf', await printCertificate(services, t, meeting, held))
})

export const personalCertificateRoutes: readonly Route[] = [
  page('get', '/m/:code/certificate.pdf', 'public', ownCertificate),
]
