import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type NoticeKey, takeStep } from './change-notice.ts'
import type { Notice } from './notice.ts'
import { checkNotice } from './notice-checks.ts'
import type { NoticeInput } from './notice-input.ts'
import { takenSlugs, written } from './publications-store.ts'
import { freeSlug, slugOf } from './slug.ts'

/** Changes a draft. Its address follows its title until it is published. Refuses what is already public. */
export const editNotice = (
  services: Services,
  actor: Actor,
  { input, imageHash, ...key }: NoticeKey & { input: NoticeInput; imageHash: string | null },
): Promise<Result<Notice>> =>
  takeStep(services, actor, key, {
    permission: 'publications.write',
    action: 'publications.edit',
    isPublic: false,
    decide: async (tx, notice) => {
      if (notice.state !== 'draft') return refuse({ kind: 'conflict', key: 'publications.refusal.notDraft' })
      const checked = await checkNotice(tx, key.workUnitId, input, imageHash)
      if (!checked.ok) return checked
      const slug = slugOf(input.titleId)
      return ok({
        ...written(input, imageHash),
        slug: freeSlug(slug, await takenSlugs(tx, key.workUnitId, slug, key.id)),
      })
    },
  })
