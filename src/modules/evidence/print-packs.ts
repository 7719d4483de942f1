import type { Translator } from '../../platform/i18n/catalogue.ts'
import type { Result } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Meeting } from '../meetings/index.ts'
import { accountabilityPacks, mandateLetters, type Paper } from '../papers/index.ts'
import type { Evidence } from './evidence.ts'
import { byUnit, type EvidenceNames, evidenceNames, orderOf } from './evidence-names.ts'
import { documentsOf, evidenceIn } from './evidence-read-model.ts'

/** One session's column for one person: was there, was not, or had no seat. */
export const presenceIn = ({ sessions }: Evidence, sessionId: string): boolean | null =>
  sessions.find((session) => session.sessionId === sessionId)?.isPresent ?? null

/** Those accounted for, of one unit or of all. */
async function accountedFor(services: Services, meeting: Meeting, unitId: string | undefined) {
  const all = await evidenceIn(services.db, meeting)
  return all.filter((one) => one.counts && (unitId === undefined || one.unitId === unitId))
}

/** The packs of all units that sent somebody, or of one. Refuses when nobody is to be accounted for. */
export async function printPacks(
  services: Services,
  t: Translator,
  meeting: Meeting,
  unitId?: string,
): Promise<Result<Paper>> {
  const names = await evidenceNames(services, t, meeting)
  const people = await accountedFor(services, meeting, unitId)
  const documents = await documentsOf(services.db, meeting)
  return accountabilityPacks(orderOf(services, names, meeting), {
    units: byUnit(names, people).map(([unit, some]) => {
      const letter = (kind: 'invitation' | 'mandate') => {
        const found = documents.find((one) => one.unitId === unit && one.kind === kind)
        return found ? { number: found.number, on: found.on } : null
      }
      const sessions = sittingsOf(names, some)
      return {
        unit: names.unit(unit),
        invitation: letter('invitation'),
        mandate: letter('mandate'),
        sessions: sessions.map(({ id, startsAt }) => ({ title: names.session(id), from: startsAt })),
        people: some.map((one) => ({
          name: names.person(one.participantId),
          position: names.office(one.participantId),
          travel: one.travel,
          present: sessions.map(({ id }) => presenceIn(one, id)),
        })),
      }
    }),
  })
}

/** Sessions that concern at least one of these people: a unit's pack leaves out classes nobody of it was in. */
const sittingsOf = ({ sessions }: EvidenceNames, people: readonly Evidence[]) => {
  const concerned = new Set(people.flatMap((one) => one.sessions.map(({ sessionId }) => sessionId)))
  return sessions.filter(({ id }) => concerned.has(id))
}

/** Mandate letters to be signed in the units, of all or of one, with the numbers that are noted. */
export async function printMandates(
  services: Services,
  t: Translator,
  meeting: Meeting,
  unitId?: string,
): Promise<Result<Paper>> {
  const names = await evidenceNames(services, t, meeting)
  const documents = await documentsOf(services.db, meeting)
  return mandateLetters(
    orderOf(services, names, meeting),
    byUnit(names, await accountedFor(services, meeting, unitId)).map(([unit, people]) => ({
      unit: names.unit(unit),
      number: documents.find((one) => one.unitId === unit && one.kind === 'mandate')?.number ?? null,
      signer: null,
      people: people.map(({ participantId }) => ({
        name: names.person(participantId),
        position: names.office(participantId),
      })),
    })),
  )
}
