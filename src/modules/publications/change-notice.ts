import { type Actor, may } from '../../platform/access.ts'
import { type AuditAction, audit } from '../../platform/audit.ts'
import { transact } from '../../platform/command.ts'
import type { Tx } from '../../platform/db/database.ts'
import { ok, type Result, refuse } from '../../platform/result.ts'
import type { Services } from '../../platform/services.ts'
import type { Notice } from './notice.ts'
import { outdated, subjectOf, traced } from './notice-checks.ts'
import { announcePublications, notifyPublications } from './publication-changes.ts'
import { noticeById } from './publications-read-model.ts'
import { changeNotice } from './publications-store.ts'

export interface NoticeKey {
  workUnitId: string
  id: string
  /** The version that whoever asks has seen; an older one is refused as a conflict. */
  version: number
}

export interface Step {
  permission: 'publications.write' | 'publications.publish'
  /** Name of the audit entry. */
  action: AuditAction
  /** Whether everybody sees the difference, so that public pages must be drawn anew. */
  isPublic: boolean
  /** The columns to change, or why not. */
  decide(tx: Tx, notice: Notice, now: Date): Promise<Result<Parameters<typeof changeNotice>[2]>>
}

/** What every change of a notice has in common: permission, version, audit, telling the public pages. */
export async function takeStep(
  services: Services,
  actor: Actor,
  { workUnitId, id, version }: NoticeKey,
  step: Step,
): Promise<Result<Notice>> {
  if (!may(actor, step.permission, workUnitId))
    return refuse({ kind: 'forbidden', key: 'ui.refusal.forbidden' })
  const now = services.clock.now()
  const result = await transact(services.db, async (tx): Promise<Result<Notice>> => {
    const before = await noticeById(tx, workUnitId, id)
    if (!before) return refuse({ kind: 'missing', key: 'publications.refusal.missing' })
    if (before.version !== version) return outdated()
    const decided = await step.decide(tx, before, now)
    if (!decided.ok) return decided
    const isFirst = await changeNotice(tx, { workUnitId, id, version }, { ...decided.value, changed_at: now })
    if (!isFirst) return outdated()
    const after = await noticeById(tx, workUnitId, id)
    if (!after) throw new Error('A notice just changed is not there.')
    await audit(
      tx,
      actor,
      {
        action: step.action,
        subject: subjectOf(id),
        scope: workUnitId,
        before: traced(before),
        after: traced(after),
      },
      now,
    )
    if (step.isPublic) await notifyPublications(tx, workUnitId)
    return ok(after)
  })
  if (result.ok && step.isPublic) announcePublications(services, workUnitId)
  return result
}
