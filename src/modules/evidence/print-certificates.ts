import type { Translator } from '../../platform/i18n/catalogue.ts'
import { type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { certificates, type Paper } from '../papers/index.ts'
import { shownCode } from '../participants/index.ts'
import { certificatesOf, ruleOf } from './certificates-read-model.ts'
import { evidenceNames, orderOf } from './evidence-names.ts'
import { evidenceIn } from './evidence-read-model.ts'

/** Where anybody verifies a certificate. */
export const verifyPath = (code: string) => `/c/${shownCode(code)}`

/**
 * The certificates that hold, or one of them, each with the classes its holder was in
 * and how many of the own sessions, by unit and name. Refuses a
 * revoked one, and when there is none.
 */
export async function printCertificates(
  services: Services,
  t: Translator,
  meeting: Meeting,
  { id }: { id?: string } = {},
): Promise<Result<Paper>> {
  const rule = await ruleOf(services.db, meeting)
  if (!rule) return refuse({ kind: 'conflict', key: 'evidence.refusal.noRule' })
  const names = await evidenceNames(services, t, meeting)
  const evidence = new Map((await evidenceIn(services.db, meeting)).map((one) => [one.participantId, one]))
  const place = new Map(names.tree.all.map((unit, at) => [unit.id, at]))
  const order = new Map([...names.people.keys()].map((key, at) => [key, at]))
  const holding = (await certificatesOf(services.db, meeting))
    .filter((one) => one.revokedAt === null && (id === undefined || one.id === id))
    .filter(({ participantId }) => names.people.get(participantId)?.name)
    .toSorted((a, b) => {
      const unitOf = (one: typeof a) => place.get(names.people.get(one.participantId)?.unitId ?? '') ?? 0
      return unitOf(a) - unitOf(b) || (order.get(a.participantId) ?? 0) - (order.get(b.participantId) ?? 0)
    })
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
