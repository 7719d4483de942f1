import type { Actor } from '../../platform/access.ts'
import { newCode, newId } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { MeetingKey } from '../meetings/index.ts'
import { participantsOf } from '../participants/index.ts'
import { certificatesOf, ruleOf } from './certificates-read-model.ts'
import { reaches } from './evidence.ts'
import { evidenceIn } from './evidence-read-model.ts'
import { insertCertificates } from './evidence-store.ts'
import { forbidden, inEvidence } from './in-evidence.ts'

/** Drawn again this often where a code is taken: one code in 10^14 is, with a meeting's codes about. */
const draws = 3

/**
 * Issues a certificate to everybody who has been to enough sessions and never had one; `again` to this one, whose own was
 * revoked. Resolves to how many were issued. Two at once issue each once.
 */
export const issueCertificates = (
  services: Services,
  actor: Actor,
  key: MeetingKey,
  { again, drawCode = () => newCode(12) }: { again?: string; drawCode?: () => string } = {},
): Promise<Result<number>> =>
  inEvidence(services, actor, key, async ({ tx, meeting, rights, at, leave }) => {
    if (!rights.may('meetings.change')) return forbidden
    const rule = await ruleOf(tx, meeting, { forUpdate: true })
    if (!rule) return refuse({ kind: 'conflict', key: 'evidence.refusal.noRule' })
    const had = new Set(
      (await certificatesOf(tx, meeting)).flatMap(({ participantId, revokedAt }) =>
        again !== undefined && revokedAt !== null ? [] : [participantId],
      ),
    )
    const named = new Set(
      (await participantsOf(tx, meeting)).flatMap(({ id, name }) => (name === '' ? [] : [id])),
    )
    let due = (await evidenceIn(tx, meeting))
      .filter((one) => reaches(one, rule.atLeast) && named.has(one.participantId))
      .map(({ participantId }) => participantId)
      .filter((id) => !had.has(id) && (again === undefined || again === id))
    let issued = 0
    for (let draw = 0; draw < draws && due.length > 0; draw += 1) {
      const added = new Set(
        await insertCertificates(
          tx,
          due.map((participantId) => ({
            work_unit_id: meeting.workUnitId,
            meeting_id: meeting.id,
            id: newId(at.getTime()),
            participant_id: participantId,
            code: drawCode(),
            issued_at: at,
            revoked_at: null,
            revoked_reason: null,
          })),
        ),
      )
      issued += added.size
      due = due.filter((id) => !added.has(id))
    }
    if (issued > 0)
      await leave({
        action: 'evidence.issue',
        subject: `meeting ${meeting.id}`,
        after: { issued, atLeast: rule.atLeast },
      })
    return ok(issued)
  })
