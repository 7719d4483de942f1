import type { Actor } from '../../platform/access.ts'
import { dayIn } from '../../platform/clock.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { unitTree } from '../directory/index.ts'
import { type NoticeKey, takeStep } from './change-notice.ts'
import type { Notice } from './notice.ts'
import { invalid } from './notice-checks.ts'

/**
 * Shows a draft to everybody. It needs a source (the law or decision behind it), and holds from today where it
 * does not say from when.
 */
export const publishNotice = (services: Services, actor: Actor, key: NoticeKey): Promise<Result<Notice>> =>
  takeStep(services, actor, key, {
    permission: 'publications.publish',
    action: 'publications.publish',
    isPublic: true,
    decide: async (tx, notice, now) => {
      if (notice.state !== 'draft') return refuse({ kind: 'conflict', key: 'publications.refusal.notDraft' })
      if (!notice.source) return invalid({ field: 'source', key: 'publications.refusal.source' })
      const unit = (await unitTree({ db: tx, database: services.database })).byId(key.workUnitId)
      const today = dayIn(unit?.timeZone ?? 'UTC', now)
      if (notice.validUntil && notice.validUntil < today)
        return invalid({ field: 'validUntil', key: 'publications.refusal.alreadyOver' })
      return ok({ state: 'published', published_at: now, valid_from: notice.validFrom ?? today })
    },
  })
