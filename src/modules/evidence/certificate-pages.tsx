import { type Typed, typedForm } from '../../platform/http/form.ts'
import { page, type RequestContext, type Route } from '../../platform/http/route.ts'
import type { FieldProblem } from '../../platform/result.ts'
import { answerForm, DefinitionList, Form, LinkButton, Section } from '../../ui/index.ts'
import { renderMeeting } from '../meetings/index.ts'
import { shownCode } from '../participants/index.ts'
import { certificateById, type IssuedCertificate } from './certificates-read-model.ts'
import { evidenceNames } from './evidence-names.ts'
import { changing, DoneNotice, evidencePath, type Here, missingPage } from './evidence-page.tsx'
import { evidenceOfOne } from './evidence-read-model.ts'
import { verifyPath } from './print-certificates.ts'
import { revokeCertificate } from './revoke-certificate.ts'
import { CertificateTag } from './views/certificate-tag.tsx'
import { ReasonField } from './views/reason-field.tsx'
import { sessionsInWords } from './views/sessions-words.ts'

/** One certificate: its code, where it is verified, and the form that revokes it. */
async function showOne(
  c: RequestContext,
  here: Here,
  one: IssuedCertificate,
  { typed, problems }: { typed?: Typed; problems?: readonly FieldProblem[] } = {},
): Promise<Response> {
  const { t, format, services } = c.var
  const { meeting, href } = here
  const names = await evidenceNames(services, t, meeting)
  const path = verifyPath(one.code)
  const evidence = await evidenceOfOne(services.db, meeting, one.participantId)
  return renderMeeting(
    c,
    here,
    {
      title: t('evidence.certificate.of', { name: names.person(one.participantId) }),
      status: problems ? 422 : 200,
      back: { label: t('evidence.certificates.title'), under: 'evidence/certificates' },
      actions: one.revokedAt === null && (
        <LinkButton tone="main" href={href(`file/certificate.pdf?certificate=${one.id}`)}>
          {t('evidence.certificate.pdf')}
        </LinkButton>
      ),
    },
    <>
      <DoneNotice c={c} />
      <Section title={t('evidence.certificate.title')}>
        <DefinitionList
          items={[
            [t('evidence.column.certificate'), <CertificateTag t={t} certificate={one} />],
            [t('evidence.certificate.code'), shownCode(one.code)],
            [t('evidence.certificate.verify'), <a href={path}>{path}</a>],
            [t('evidence.column.issued'), format.instant(one.issuedAt, meeting.timeZone)],
            [
              t('evidence.certificate.record'),
              <a href={href(`people/${one.participantId}`)}>{names.person(one.participantId)}</a>,
            ],
            ...(evidence ? [[t('evidence.column.attended'), sessionsInWords(t, evidence)] as const] : []),
            ...(one.revokedAt === null
              ? []
              : [
                  [
                    t('evidence.certificate.revokedAt'),
                    `${format.instant(one.revokedAt, meeting.timeZone)} · ${one.revokedReason}`,
                  ] as const,
                ]),
          ]}
        />
      </Section>
      {one.revokedAt === null && (
        <Section title={t('evidence.revoke.title')} lead={t('evidence.revoke.lead')} tone="bad">
          <Form
            t={t}
            tone="bad"
            action={href(`certificates/${one.id}`)}
            submit={t('evidence.revoke.submit')}
            problems={problems}
          >
            <ReasonField {...{ t, typed, problems }} hint={t('evidence.revoke.reasonHint')} />
          </Form>
        </Section>
      )}
    </>,
  )
}

const certificateIn = (c: RequestContext, { meeting }: Here) =>
  certificateById(c.var.services.db, meeting, c.req.param('certificate') ?? '')

const certificatePage = changing(async (c, here) => {
  const one = await certificateIn(c, here)
  return one ? showOne(c, here, one) : missingPage(c)
})

const postRevoke = changing(async (c, here) => {
  const one = await certificateIn(c, here)
  if (!one) return missingPage(c)
  const typed = await typedForm(c)
  return answerForm(c, await revokeCertificate(c.var.services, here.actor, here.meeting, one.id, typed), {
    to: () => here.href(`certificates/${one.id}?done=revoked`),
    again: (problems) => showOne(c, here, one, { typed, problems }),
  })
})

const path = `${evidencePath}/certificates/:certificate`

export const certificateRoutes: readonly Route[] = [
  page('get', path, 'signed-in', certificatePage),
  page('post', path, 'signed-in', postRevoke),
]
