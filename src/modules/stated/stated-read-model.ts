import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import { isDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/db/database.ts'
import { isId } from '../../platform/ids.ts'
import type { StatedKind } from './kinds.ts'

/** One figure as somebody else states it, with where it comes from. */
export interface StatedFigure {
  workUnitId: string
  id: string
  electionId: string
  kind: StatedKind
  value: number
  /** Channel of the preset: the platform that states it. */
  channel: string
  account: string
  /** The post it is about; empty: the whole account. */
  subject: string
  postLink: string | null
  postTitle: string | null
  /** The days it is about, YYYY-MM-DD, both included. */
  from: string
  until: string
  /** The day it was stated. */
  statedOn: string
  base: string | null
  publicationId: string | null
  /** Layout of the file, or the words typed. */
  source: string
  importId: string | null
  row: number | null
  evidenceHash: string | null
  byName: string
  createdAt: Date
  example: boolean
}

/** A figure in a list, with its place in the order: newest days first, what is about the same post together. */
export interface ListedFigure extends StatedFigure {
  place: string
}

/** Where a page of the list begins: the place in the order and the id of the last row before it. */
export interface StatedCursor {
  place: string
  id: string
}

export interface StatedQuery {
  scope: string
  electionId: string
  kinds?: readonly StatedKind[] | undefined
  channel?: string | undefined
  after?: StatedCursor | undefined
  limit: number
}

/** Rows of one unit alone. */
const of = (workUnitId: string) => sql<boolean>`work_unit_id = ${workUnitId}`

/** Rows of a unit and everything under it. */
const within = (scope: string) =>
  sql<boolean>`(work_unit_id = ${scope} or starts_with(work_unit_id, ${`${scope}.`}))`

const columns = [
  'work_unit_id as workUnitId',
  'id',
  'election_id as electionId',
  'kind',
  'value',
  'channel',
  'account',
  'subject',
  'post_link as postLink',
  'post_title as postTitle',
  'from_on as from',
  'until_on as until',
  'stated_on as statedOn',
  'base',
  'publication_id as publicationId',
  'source',
  'import_id as importId',
  'row_number as row',
  'evidence_hash as evidenceHash',
  'account_name as byName',
  'created_at as createdAt',
  'example',
] as const

/**
 * What makes two statements be about the same thing: a post whatever the day it was asked, an account's followers
 * likewise, otherwise account and days. Of these the one stated last stands.
 */
const about = sql`election_id, work_unit_id, kind, channel, account, subject,
  (case when kind = 'followers' or subject <> '' then null else from_on end),
  (case when kind = 'followers' or subject <> '' then null else until_on end)`

/** The figures that stand: of those about the same thing the one stated last. */
const standing = (db: Db, electionId: string, where: Expression<SqlBool>) =>
  db
    .with('standing', (one) =>
      one
        .selectFrom('stated_figure')
        .distinctOn(about as never)
        .selectAll()
        .where('election_id', '=', electionId)
        .where(where)
        .orderBy(about as never)
        .orderBy('stated_on', 'desc')
        .orderBy('id', 'desc'),
    )
    .selectFrom('standing')
    .select(columns)

/** The day a statement is about where that tells it apart; as the index `stated_figure_about` has it. */
const toldBy = (day: 'from_on' | 'until_on') =>
  sql`(case when later.kind = 'followers' or later.subject <> '' then null else ${sql.ref(`later.${day}`)} end)`

const nothingLater = (sameDays: RawBuilder<unknown>) => sql<boolean>`not exists (
  select from stated_figure as later
  where later.election_id = stated_figure.election_id and later.work_unit_id = stated_figure.work_unit_id
    and later.kind = stated_figure.kind and later.channel = stated_figure.channel
    and later.account = stated_figure.account and later.subject = stated_figure.subject and ${sameDays}
    and (later.stated_on, later.id) > (stated_figure.stated_on, stated_figure.id)
)`

/**
 * Whether nothing later was stated about the same thing. Asked of one row after the other, with an entry of the index
 * each, so that a page of a list costs by its length and not by all that was ever stated.
 */
const isLatest = sql<boolean>`${nothingLater(sql`${toldBy('from_on')} is null`)}
  and ${nothingLater(
    sql`${toldBy('from_on')} = stated_figure.from_on and ${toldBy('until_on')} = stated_figure.until_on`,
  )}`

/** The order of a list, as its index has it (`stated_figure_by_day`). */
const order = ['from_on', 'work_unit_id', 'channel', 'account', 'subject'] as const
const ordered = order.map((column) =>
  column === 'from_on' ? sql.ref(column) : sql`${sql.ref(column)} collate "C"`,
)
const place = sql<string>`json_build_array(to_char(from_on, 'YYYY-MM-DD'), work_unit_id, channel, account, subject)::text`

/** Whether a row comes after a place; true for a place that nobody was given, which begins the list anew. */
function isAfter({ place: text, id }: StatedCursor): RawBuilder<boolean> {
  const values = placeOf(text)
  if (!values || !isId(id)) return sql<boolean>`true`
  const [day, ...words] = values
  return sql<boolean>`(${sql.join([...ordered, sql.ref('id')])})
    < (${sql.join([sql`${day}::date`, ...words.map((word) => sql`${word}::text`), sql`${id}::uuid`])})`
}

function placeOf(text: string): string[] | undefined {
  try {
    const values: unknown = JSON.parse(text)
    const isPlace =
      Array.isArray(values) &&
      values.length === order.length &&
      values.every((value) => typeof value === 'string') &&
      isDay(values[0] ?? '')
    return isPlace ? values : undefined
  } catch {
    return undefined
  }
}

/**
 * The figures that stand in a unit and everything under it, the newest days first; at most `limit`. Read along an index,
 * so that the national list of a season costs no more than a district's.
 */
export async function statedFigures(
  db: Db,
  { scope, electionId, kinds, channel, after, limit }: StatedQuery,
): Promise<ListedFigure[]> {
  let rows = db
    .selectFrom('stated_figure')
    .select(columns)
    .select(place.as('place'))
    .where('election_id', '=', electionId)
    .where(isLatest)
  // Everything lies under the root: not asked, so that the index's order alone is followed.
  if (scope.includes('.')) rows = rows.where(within(scope))
  if (kinds?.length === 1) rows = rows.where('kind', '=', kinds[0] as StatedKind)
  else if (kinds) rows = rows.where('kind', 'in', [...kinds])
  if (channel) rows = rows.where('channel', '=', channel)
  if (after) rows = rows.where(isAfter(after))
  for (const column of ordered) rows = rows.orderBy(column, 'desc')
  return rows.orderBy('id', 'desc').limit(limit).execute()
}

/**
 * Of each kind and channel the largest single figure that stands about one unit's own accounts. Never a sum: the same
 * people stand behind many.
 */
export const largestStated = (
  db: Db,
  { workUnitId, electionId }: { workUnitId: string; electionId: string },
): Promise<StatedFigure[]> =>
  standing(db, electionId, of(workUnitId))
    .distinctOn(['kind', 'channel'])
    .orderBy('kind')
    .orderBy('channel')
    .orderBy('value', 'desc')
    .orderBy('id')
    .execute()

/** What followers are asked about: of one channel, of one base or without a base; all of the unit's own otherwise. */
export interface FollowersOf {
  base?: string | undefined
  channel?: string | undefined
}

/**
 * The largest number of followers that stands of one of the unit's own accounts: the only upper bound of potential
 * that can be told, since followers of several accounts may be the same people. Undefined where none were stated.
 */
export function mostFollowers(
  db: Db,
  { workUnitId, electionId }: { workUnitId: string; electionId: string },
  { base, channel }: FollowersOf = {},
): Promise<StatedFigure | undefined> {
  let rows = standing(db, electionId, sql<boolean>`${of(workUnitId)} and kind = 'followers'`)
  if (channel) rows = rows.where('channel', '=', channel)
  if (base) rows = rows.where((eb) => eb.or([eb('base', 'is', null), eb('base', '=', base)]))
  return rows.orderBy('value', 'desc').orderBy('id').limit(1).executeTakeFirst()
}

export const figureById = async (
  db: Db,
  workUnitId: string,
  id: string,
): Promise<StatedFigure | undefined> =>
  isId(id)
    ? db
        .selectFrom('stated_figure')
        .select(columns)
        .where('work_unit_id', '=', workUnitId)
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined

/** Everything that was stated about the same thing, the latest first. */
export const statedAboutTheSame = (db: Db, figure: StatedFigure): Promise<StatedFigure[]> => {
  let rows = db
    .selectFrom('stated_figure')
    .select(columns)
    .where('work_unit_id', '=', figure.workUnitId)
    .where('election_id', '=', figure.electionId)
    .where('kind', '=', figure.kind)
    .where('channel', '=', figure.channel)
    .where('account', '=', figure.account)
    .where('subject', '=', figure.subject)
  if (figure.kind !== 'followers' && figure.subject === '')
    rows = rows.where('from_on', '=', figure.from).where('until_on', '=', figure.until)
  return rows.orderBy('stated_on', 'desc').orderBy('id', 'desc').limit(50).execute()
}

/** The figures that stand in one unit, for comparing with a file. */
export const standingIn = (db: Db, workUnitId: string, electionId: string): Promise<StatedFigure[]> =>
  standing(db, electionId, of(workUnitId)).execute()

/** How many figures an import brought that are there now. */
export async function figuresOfImport(db: Db, workUnitId: string, importId: string): Promise<number> {
  const { count } = await db
    .selectFrom('stated_figure')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('work_unit_id', '=', workUnitId)
    .where('import_id', '=', importId)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A picture that figures of a unit rest on. */
export const evidenceOf = (db: Db, workUnitId: string, hash: string) =>
  db
    .selectFrom('stated_evidence')
    .select(['content_type as contentType', 'width', 'height', 'bytes'])
    .where('work_unit_id', '=', workUnitId)
    .where('hash', '=', hash)
    .executeTakeFirst()
