import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { MeetingKey } from './meetings-read-model.ts'

/** What a class, or the whole meeting, works with; a link has a `url`, a file the rest. */
export interface Material {
  id: string
  /** Null: for the whole meeting. */
  classId: string | null
  title: string
  url: string | null
  fileName: string | null
  contentType: string | null
  /** Bytes. */
  size: number | null
}

/** The materials of a meeting, without the bytes of files, in the order they came. */
export const materialsOf = (db: Db, meeting: MeetingKey): Promise<Material[]> =>
  db
    .selectFrom('meeting_material')
    .select(['id', 'class_id as classId', 'title', 'url', 'file_name as fileName'])
    .select(['content_type as contentType', 'size'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .orderBy('added_at')
    .orderBy('id')
    .execute()

export interface MaterialFile {
  fileName: string | null
  contentType: string | null
  bytes: Uint8Array
}

/** A kept file; undefined for a link and for what is not there. */
export async function materialFile(
  db: Db,
  meeting: MeetingKey,
  id: string,
): Promise<MaterialFile | undefined> {
  if (!isId(id)) return undefined
  const file = await db
    .selectFrom('meeting_material')
    .select(['file_name as fileName', 'content_type as contentType', 'bytes'])
    .where('work_unit_id', '=', meeting.workUnitId)
    .where('meeting_id', '=', meeting.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return file?.bytes ? { ...file, bytes: file.bytes } : undefined
}
