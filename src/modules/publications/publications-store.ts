import type { Insertable, Updateable } from 'kysely'
import type { Tx } from '../../platform/db/database.ts'
import type { NoticeInput } from './notice-input.ts'
import type { PreparedImage } from './prepare-image.ts'
import type { PublicationTable } from './tables.ts'

type NewNotice = Insertable<PublicationTable>
type Key = { workUnitId: string; id: string }

/** The columns that a writer fills in. */
export const written = (input: NoticeInput, imageHash: string | null) => ({
  title_id: input.titleId,
  title_en: input.titleEn,
  body_id: input.bodyId,
  body_en: input.bodyEn,
  image_hash: imageHash,
  image_alt_id: imageHash ? input.imageAltId : null,
  image_alt_en: imageHash ? input.imageAltEn : null,
  valid_from: input.validFrom,
  valid_until: input.validUntil,
  source: input.source,
  election_id: input.electionId,
})

/** Adds notices; many at once for examples. */
export async function addNotices(tx: Tx, notices: readonly NewNotice[]): Promise<void> {
  for (let at = 0; at < notices.length; at += 200)
    await tx
      .insertInto('publication')
      .values(notices.slice(at, at + 200))
      .execute()
}

/** Changes a notice if it still is at `version`; false when somebody was faster. */
export async function changeNotice(
  tx: Tx,
  { workUnitId, id, version }: Key & { version: number },
  change: Updateable<PublicationTable>,
): Promise<boolean> {
  const changed = await tx
    .updateTable('publication')
    .set({ ...change, version: version + 1 })
    .where('work_unit_id', '=', workUnitId)
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
  return changed.numUpdatedRows === 1n
}

/** The addresses that begin with `slug` and are taken in a unit, but for those of notice `except`. */
export async function takenSlugs(
  tx: Tx,
  workUnitId: string,
  slug: string,
  except?: string,
): Promise<Set<string>> {
  let query = tx
    .selectFrom('publication')
    .select('slug')
    .where('work_unit_id', '=', workUnitId)
    .where('slug', 'like', `${slug}%`)
  if (except) query = query.where('id', '<>', except)
  return new Set((await query.execute()).map((row) => row.slug))
}

/** Keeps the variants of a picture; the same picture twice is kept once. */
export async function saveImage(tx: Tx, workUnitId: string, image: PreparedImage): Promise<void> {
  await tx
    .insertInto('publication_image')
    .values(
      image.variants.map(({ variant, contentType, width, height, bytes }) => ({
        work_unit_id: workUnitId,
        hash: image.hash,
        variant,
        content_type: contentType,
        width,
        height,
        bytes,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Deletes pictures that no notice shows any more; returns how many variants went. */
export async function forgetUnusedImages(tx: Tx): Promise<number> {
  const gone = await tx
    .deleteFrom('publication_image as i')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('publication as p')
            .select('p.id')
            .whereRef('p.work_unit_id', '=', 'i.work_unit_id')
            .whereRef('p.image_hash', '=', 'i.hash'),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
}

export async function deleteExampleNotices(tx: Tx): Promise<void> {
  await tx.deleteFrom('publication').where('example', '=', true).execute()
  await forgetUnusedImages(tx)
}
