import type { Actor } from '../../platform/access.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import { type NoticeKey, takeStep } from './change-notice.ts'
import { isPublic, type Notice } from './notice.ts'
import { checkNotice, invalid } from './notice-checks.ts'
import type { NoticeInput } from './notice-input.ts'
import { written } from './publications-store.ts'

export interface Correction extends NoticeKey {
  input: NoticeInput
  imageHash: string | null
  /** What was wrong and is right now; stands on the public page. */
  note: string
}

/** Changes what everybody already reads, and says so there. The address stays: it has been handed out. */
export const correctNotice = (
  services: Services,
  actor: Actor,
  { input, imageHash, note, ...key }: Correction,
): Promise<Result<Notice>> =>
  takeStep(services, actor, key, {
    permission: 'publications.publish',
    action: 'publications.correct',
    isPublic: true,
    decide: async (tx, notice, now) => {
      if (!isPublic(notice)) return refuse({ kind: 'conflict', key: 'publications.refusal.notPublic' })
      const correction_note = note.trim()
      if (!correction_note) return invalid({ field: 'correctionNote', key: 'publications.refusal.note' })
      if (correction_note.length > 300)
        return invalid({ field: 'correctionNote', key: 'publications.refusal.tooLong' })
      if (!input.source) return invalid({ field: 'source', key: 'publications.refusal.source' })
      const checked = await checkNotice(tx, key.workUnitId, input, imageHash)
      if (!checked.ok) return checked
      return ok({ ...written(input, imageHash), state: 'corrected', corrected_at: now, correction_note })
    },
  })
