import type { Db } from '../../platform/db/database.ts'
import { type FieldProblem, ok, type Result, refuse } from '../../platform/result.ts'
import { electionById } from '../elections/index.ts'
import { hasImage } from './images-read-model.ts'
import type { Notice } from './notice.ts'
import type { NoticeInput } from './notice-input.ts'

/** What is wrong with fields, as a refusal. */
export const invalid = (...fields: FieldProblem[]) =>
  refuse({ kind: 'invalid', key: 'ui.form.refused', fields })

/** Somebody else changed the notice since the form was opened. */
export const outdated = () => refuse({ kind: 'conflict', key: 'publications.refusal.outdated' })

/** Checks that need the database: the picture is there and described, the election exists. */
export async function checkNotice(
  tx: Db,
  workUnitId: string,
  input: NoticeInput,
  imageHash: string | null,
): Promise<Result<null>> {
  if (imageHash && !(await hasImage(tx, workUnitId, imageHash)))
    return invalid({ field: 'image', key: 'publications.image.gone' })
  if (imageHash && !input.imageAltId) return invalid({ field: 'imageAltId', key: 'publications.refusal.alt' })
  if (input.electionId && !(await electionById(tx, input.electionId)))
    return invalid({ field: 'electionId', key: 'publications.refusal.election' })
  return ok(null)
}

/** What the audit trail keeps of a notice. */
export const traced = (notice: Notice) => ({
  state: notice.state,
  version: notice.version,
  titleId: notice.title.id,
  titleEn: notice.title.en,
  bodyId: notice.body.id,
  bodyEn: notice.body.en,
  image: notice.image?.hash ?? null,
  validFrom: notice.validFrom,
  validUntil: notice.validUntil,
  source: notice.source,
  correctionNote: notice.correctionNote,
  withdrawalReason: notice.withdrawalReason,
})

/** How the audit trail names a notice. */
export const subjectOf = (id: string) => `notice ${id}`
