import type { Db } from '../../platform/db/database.ts'
import type { ImageVariant } from './tables.ts'

export interface StoredImage {
  contentType: string
  bytes: Uint8Array
}

/** A picture's variant in whichever unit keeps it: the hash says that it is the same picture. */
export const imageBytes = (db: Db, hash: string, variant: ImageVariant): Promise<StoredImage | undefined> =>
  db
    .selectFrom('publication_image')
    .select(['content_type as contentType', 'bytes'])
    .where('hash', '=', hash)
    .where('variant', '=', variant)
    .limit(1)
    .executeTakeFirst()

/** Whether the unit keeps this picture, so that a notice of it may show it. */
export async function hasImage(db: Db, workUnitId: string, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('publication_image')
    .select('hash')
    .where('work_unit_id', '=', workUnitId)
    .where('hash', '=', hash)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
