import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type NoticeKey, takeStep } from './change-notice.ts'
import { isPublic, type Notice } from './notice.ts'
import { invalid } from './notice-checks.ts'

/** Takes a public notice back for good. Its address goes on to say that it was withdrawn, when and why (410). */
export const withdrawNotice = (
  services: Services,
  actor: Actor,
  { reason, ...key }: NoticeKey & { reason: string },
): Promise<Result<Notice>> =>
  takeStep(services, actor, key, {
    permission: 'publications.publish',
    action: 'publications.withdraw',
    isPublic: true,
    decide: async (_tx, notice, now) => {
      if (!isPublic(notice)) return refuse({ kind: 'conflict', key: 'publications.refusal.notPublic' })
      const withdrawal_reason = reason.trim()
      if (!withdrawal_reason) return invalid({ field: 'reason', key: 'publications.refusal.reason' })
      if (withdrawal_reason.length > 300)
        return invalid({ field: 'reason', key: 'publications.refusal.tooLong' })
      return ok({ state: 'withdrawn', withdrawn_at: now, withdrawal_reason })
    },
  })
