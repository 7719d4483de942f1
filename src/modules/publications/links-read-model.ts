import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { type LinkTarget, linkColumns } from './links.ts'
import { within } from './publications-read-model.ts'

/** A tracked link with its life: minted, perhaps revoked. */
export interface TrackedLink extends LinkTarget {
  createdAt: Date
  revokedAt: Date | null
  example: boolean
}

export interface LinksQuery {
  scope: string
  /** Only of the unit itself, nothing under it. */
  exactly?: boolean | undefined
  electionId?: string | undefined
  programmeId?: string | undefined
  base?: string | undefined
  channel?: string | undefined
  publicationId?: string | undefined
  /** The volunteer the link was handed to. */
  personId?: string | undefined
  /** Living ones only unless said otherwise. */
  revoked?: boolean | undefined
  /** The code after which a page begins. */
  after?: string | undefined
  limit?: number | undefined
}

/** Tracked links of a scope in the order of their codes; at most `limit` (1,000 unless given). */
export async function linksOf(db: Db, query: LinksQuery): Promise<TrackedLink[]> {
  let rows = db
    .selectFrom('tracked_link')
    .select(linkColumns)
    .select(['created_at as createdAt', 'revoked_at as revokedAt', 'example'])
    .where(query.exactly ? sql<boolean>`work_unit_id = ${query.scope}` : within('work_unit_id', query.scope))
    .where('revoked_at', query.revoked ? 'is not' : 'is', null)
  if (query.electionId) rows = rows.where('election_id', '=', query.electionId)
  if (query.programmeId) rows = rows.where('programme_id', '=', query.programmeId)
  if (query.base) rows = rows.where('base', '=', query.base)
  if (query.channel) rows = rows.where('channel', '=', query.channel)
  if (query.publicationId) rows = rows.where('publication_id', '=', query.publicationId)
  if (query.personId) rows = rows.where('person_id', '=', query.personId)
  if (query.after) rows = rows.where('code', '>', query.after)
  return rows
    .orderBy('code')
    .limit(query.limit ?? 1000)
    .execute()
}

/** A link by its code, also when it was revoked. */
export const linkByCode = (db: Db, code: string): Promise<TrackedLink | undefined> =>
  db
    .selectFrom('tracked_link')
    .select(linkColumns)
    .select(['created_at as createdAt', 'revoked_at as revokedAt', 'example'])
    .where('code', '=', code)
    .executeTakeFirst()
