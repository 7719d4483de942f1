import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { certificates, type Paper } from '../papers/index.ts'
import { participantById, shownCode } from '../participants/index.ts'
import { certificatesOf, type IssuedCertificate, ruleOf } from './certificates-read-model.ts'
import type { Evidence } from './evidence.ts'
import { type EvidenceNames, evidenceNames, orderOf } from './evidence-names.ts'
import { evidenceIn, evidenceOfOne } from './evidence-read-model.ts'

/** Where anybody verifies a certificate. */
export const verifyPath = (code: string) => `/c/${shownCode(code)}`

/** The certificates that hold, by unit and name. Refuses when there is none. */
export async function printCertificates(
  services: Services,
  t: Translator,
  meeting: Meeting,
): Promise<Result<Paper>> {
  const names = await evidenceNames(services, t, meeting)
  const evidence = await evidenceIn(services.db, meeting)
  const place = new Map(names.tree.all.map((unit, at) => [unit.id, at]))
  const order = new Map([...names.people.keys()].map((key, at) => [key, at]))
  const holding = (await certificatesOf(services.db, meeting))
    .filter(({ participantId }) => names.people.get(participantId)?.name)
    .toSorted((a, b) => {
      const unitOf = (one: typeof a) => place.get(names.people.get(one.participantId)?.unitId ?? '') ?? 0
      return unitOf(a) - unitOf(b) || (order.get(a.participantId) ?? 0) - (order.get(b.participantId) ?? 0)
    })
  return printed(services, names, meeting, holding, evidence)
}

/** One certificate, read without everybody else. Refuses a revoked one, and one of somebody whose data was erased. */
export async function printCertificate(
  services: Services,
  t: Translator,
  meeting: Meeting,
  certificate: IssuedCertificate,
): Promise<Result<Paper>> {
  const { db } = services
  const one = await participantById(db, meeting, certificate.participantId)
  const names = await evidenceNames(services, t, meeting, one ? [one] : [])
  const evidence = await evidenceOfOne(db, meeting, certificate.participantId)
  return printed(services, names, meeting, one?.name ? [certificate] : [], evidence ? [evidence] : [])
}

/** Each with the classes its holder was in and how many of the own sessions. */
async function printed(
  services: Services,
  names: EvidenceNames,
  meeting: Meeting,
  issued: readonly IssuedCertificate[],
  all: readonly Evidence[],
): Promise<Result<Paper>> {
  const rule = await ruleOf(services.db, meeting)
  if (!rule) return refuse({ kind: 'conflict', key: 'evidence.refusal.noRule' })
  const evidence = new Map(all.map((one) => [one.participantId, one]))
  const holding = issued.filter(({ revokedAt }) => revokedAt === null)
  const { publicUrl } = services.config
  return certificates(orderOf(services, names, meeting), {
    issuedIn: rule.issuedIn,
    issuedOn: rule.issuedOn,
    verifyAt: `${publicUrl}/c`.replace(/^https?:\/\//, ''),
    signer: { name: rule.signerName, position: rule.signerPosition },
    certificates: holding.map(({ participantId, code }) => {
      const one = evidence.get(participantId)
      const attended = new Set(
        (one?.sessions ?? []).flatMap(({ sessionId, isPresent }) => (isPresent ? [sessionId] : [])),
      )
      const classIds = new Set(names.sessions.filter((one) => attended.has(one.id)).map((one) => one.classId))
      return {
        name: names.person(participantId),
        position: names.office(participantId),
        unit: names.unit(names.people.get(participantId)?.unitId ?? ''),
        classes: names.classes
          .filter((one) => classIds.has(one.id))
          .map((one) => ({ title: names.class(one), hours: null })),
        sessions: one && one.expected > 0 ? { attended: one.attendedOwn, of: one.expected } : null,
        code: shownCode(code),
        qr: `${publicUrl}${verifyPath(code)}`,
      }
    }),
  })
}
