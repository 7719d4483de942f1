import { type Actor, may } from '../../platform/access.ts'
import { audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import { newId } from '../../platform/ids.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Notice } from './notice.ts'
import { checkNotice, subjectOf, traced } from './notice-checks.ts'
import type { NoticeInput } from './notice-input.ts'
import { noticeById } from './publications-read-model.ts'
import { addNotices, takenSlugs, written } from './publications-store.ts'
import { freeSlug, slugOf } from './slug.ts'

export interface NewNotice {
  workUnitId: string
  input: NoticeInput
  /** A picture that `uploadImage` kept. */
  imageHash: string | null
}

/** Writes a new notice as a draft, which nobody outside sees. */
export async function createNotice(
  services: Services,
  actor: Actor,
  { workUnitId, input, imageHash }: NewNotice,
): Promise<Result<Notice>> {
  if (!may(actor, 'publications.write', workUnitId))
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  const now = services.clock.now()
  return transact(services.db, async (tx) => {
    const checked = await checkNotice(tx, workUnitId, input, imageHash)
    if (!checked.ok) return checked
    const id = newId(now.getTime())
    const slug = slugOf(input.titleId)
    await addNotices(tx, [
      {
        ...written(input, imageHash),
        work_unit_id: workUnitId,
        id,
        slug: freeSlug(slug, await takenSlugs(tx, workUnitId, slug)),
        state: 'draft',
        created_at: now,
        changed_at: now,
      },
    ])
    const notice = await noticeById(tx, workUnitId, id)
    if (!notice) throw new Error('A notice just written is not there.')
    await audit(
      tx,
      actor,
      { action: 'publications.write', subject: subjectOf(id), scope: workUnitId, after: traced(notice) },
      now,
    )
    return ok(notice)
  })
}
