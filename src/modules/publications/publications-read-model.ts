import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Notice, PublicNotice } from './notice.ts'
import { isPublic } from './notice.ts'
import type { PublicationState } from './tables.ts'

/** Rows of `column` at or below `scope`. */
export const within = (column: string, scope: string) =>
  sql<boolean>`(${sql.ref(column)} = ${scope} or ${sql.ref(column)} like ${`${scope}.%`})`

const notices = (db: Db) =>
  db
    .selectFrom('publication as p')
    .leftJoin('publication_image as i', (join) =>
      join
        .onRef('i.work_unit_id', '=', 'p.work_unit_id')
        .onRef('i.hash', '=', 'p.image_hash')
        .on('i.variant', '=', 'page'),
    )
    .selectAll('p')
    .select(['i.width', 'i.height'])

type Row = Awaited<ReturnType<ReturnType<typeof notices>['execute']>>[number]

const toNotice = (row: Row): Notice => ({
  workUnitId: row.work_unit_id,
  id: row.id,
  slug: row.slug,
  state: row.state,
  electionId: row.election_id,
  title: { id: row.title_id, en: row.title_en },
  body: { id: row.body_id, en: row.body_en },
  image:
    row.image_hash && row.width && row.height
      ? {
          hash: row.image_hash,
          alt: { id: row.image_alt_id ?? '', en: row.image_alt_en },
          width: row.width,
          height: row.height,
        }
      : null,
  validFrom: row.valid_from,
  validUntil: row.valid_until,
  source: row.source,
  version: row.version,
  correctionNote: row.correction_note,
  withdrawalReason: row.withdrawal_reason,
  changedAt: row.changed_at,
  publishedAt: row.published_at,
  correctedAt: row.corrected_at,
  withdrawnAt: row.withdrawn_at,
  example: row.example,
})

const asPublic = (notice: Notice): PublicNotice[] =>
  notice.state === 'draft' || notice.publishedAt === null
    ? []
    : [{ ...notice, state: notice.state, publishedAt: notice.publishedAt }]

/**
 * Notices of the given units that everybody may read and that hold on `day`: units in the order given, within one
 * the newest first. At most `limit`.
 */
export async function publishedNotices(
  db: Db,
  { workUnitIds, day, limit }: { workUnitIds: readonly string[]; day: string; limit: number },
): Promise<PublicNotice[]> {
  if (workUnitIds.length === 0) return []
  const rows = await notices(db)
    .where('p.work_unit_id', 'in', [...workUnitIds])
    .where('p.state', 'in', ['published', 'corrected'])
    .where((eb) => eb.or([eb('p.valid_from', 'is', null), eb('p.valid_from', '<=', day)]))
    .where((eb) => eb.or([eb('p.valid_until', 'is', null), eb('p.valid_until', '>=', day)]))
    .orderBy(sql`array_position(${sql.val([...workUnitIds])}::text[], p.work_unit_id)`)
    .orderBy(sql`coalesce(p.corrected_at, p.published_at)`, 'desc')
    .orderBy('p.id')
    .limit(limit)
    .execute()
  return rows.map(toNotice).flatMap(asPublic)
}

/** A notice by its address, also when it was withdrawn; never a draft. */
export async function noticeBySlug(
  db: Db,
  workUnitId: string,
  slug: string,
): Promise<PublicNotice | undefined> {
  const row = await notices(db)
    .where('p.work_unit_id', '=', workUnitId)
    .where('p.slug', '=', slug)
    .executeTakeFirst()
  return row ? asPublic(toNotice(row))[0] : undefined
}

/** A notice in any state, for its writers. */
export async function noticeById(db: Db, workUnitId: string, id: string): Promise<Notice | undefined> {
  const row = await notices(db)
    .where('p.work_unit_id', '=', workUnitId)
    .where('p.id', '=', id)
    .executeTakeFirst()
  return row ? toNotice(row) : undefined
}

/** Where a page of the list begins: the change and id of the last row of the page before. */
export interface NoticeCursor {
  changedAt: Date
  id: string
}

export interface NoticesQuery {
  scope: string
  state?: PublicationState | undefined
  after?: NoticeCursor | undefined
  limit: number
}

/** Notices of a scope, the latest change first; one more than `limit` tells that there is a next page. */
export async function noticesIn(db: Db, { scope, state, after, limit }: NoticesQuery): Promise<Notice[]> {
  let query = notices(db).where(within('p.work_unit_id', scope))
  if (state) query = query.where('p.state', '=', state)
  if (after) {
    query = query.where(
      sql<boolean>`(p.changed_at, p.id) < (${after.changedAt}::timestamptz, ${after.id}::uuid)`,
    )
  }
  const rows = await query.orderBy('p.changed_at', 'desc').orderBy('p.id', 'desc').limit(limit).execute()
  return rows.map(toNotice)
}

/** How many notices of a scope are in each state. */
export async function noticeCounts(db: Db, scope: string): Promise<Record<PublicationState, number>> {
  const rows = await db
    .selectFrom('publication')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where(within('work_unit_id', scope))
    .groupBy('state')
    .execute()
  const counts = { draft: 0, published: 0, corrected: 0, withdrawn: 0 }
  for (const { state, count } of rows) counts[state] = Number(count)
  return counts
}

/** Titles in both languages and owning units by id, for other rooms' tables; ids that are unknown are left out. */
export async function publicationTitles(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, { id: string; en: string | null; workUnitId: string }>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('publication')
    .select(['id', 'title_id', 'title_en', 'work_unit_id'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(
    rows.map((row) => [row.id, { id: row.title_id, en: row.title_en, workUnitId: row.work_unit_id }]),
  )
}

/** Whether any notice that everybody may read shows this picture. */
export async function isImagePublic(db: Db, hash: string): Promise<boolean> {
  const row = await db
    .selectFrom('publication')
    .select('state')
    .where('image_hash', '=', hash)
    .where('state', 'in', ['published', 'corrected'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined && isPublic(row)
}

/** Addresses of everything that everybody may read, for the map of the site; the latest change first. */
export const publicAddresses = (
  db: Db,
  limit: number,
): Promise<{ workUnitId: string; slug: string; changedAt: Date }[]> =>
  db
    .selectFrom('publication')
    .select(['work_unit_id as workUnitId', 'slug', 'changed_at as changedAt'])
    .where('state', 'in', ['published', 'corrected'])
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
