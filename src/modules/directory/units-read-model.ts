import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { cutPage, type Edge } from './keyset.ts'
import { prefixQuery, unitWords, withoutKind } from './search-words.ts'
import type { Level } from './tables.ts'
import { activeInSeat } from './vacancies-read-model.ts'
import { withinScopes } from './within-scopes.ts'

/** A unit in a list, with what its seats look like on the day asked for. */
export interface UnitRow {
  id: string
  parentId: string | null
  level: Level
  code: string
  name: string
  shortName: string
  parentName: string | null
  seats: number
  active: number
  vacant: number
}

export const unitSorts = ['code', 'name', 'vacant'] as const
export type UnitSort = (typeof unitSorts)[number]

export interface UnitsQuery {
  scopes: readonly string[]
  /** As typed; a word finds names and codes beginning with it, however `Kab.` and `Kota` are written. */
  words?: string
  level?: Level
  day: string
  sort?: UnitSort
  dir?: 'asc' | 'desc'
  limit: number
  after?: Edge
  before?: Edge
}

export interface UnitsPage {
  rows: UnitRow[]
  hasNext: boolean
  hasPrevious: boolean
  /** Units that fit the question, on all pages. */
  total: number
}

const sorted: Record<UnitSort, RawBuilder<unknown>> = {
  code: sql`unit.id`,
  name: sql`unit.short_name`,
  vacant: sql`seat.vacant`,
}

/** One page of the units within scopes, with their vacancies on a day. */
export async function listUnits(db: Db, query: UnitsQuery): Promise<UnitsPage> {
  const words = unitWords(query.words ?? '')
  const found = await unitsMatching(db, query, words)
  // Who writes Kabupaten where it is a Kota still finds it.
  return found.total > 0 ? found : unitsMatching(db, query, withoutKind(words))
}

async function unitsMatching(db: Db, query: UnitsQuery, words: readonly string[]): Promise<UnitsPage> {
  const { day, limit, after, before } = query
  const match = prefixQuery(words)
  if (match === null && (query.words ?? '').trim() !== '') {
    return { rows: [], hasNext: false, hasPrevious: false, total: 0 }
  }
  const where = sql`${withinScopes('unit.id', query.scopes)}
    ${query.level ? sql`and unit.level = ${query.level}` : sql``}
    ${match === null ? sql`` : sql`and to_tsvector('simple', unit.search_words) @@ to_tsquery('simple', ${match})`}`
  const by = sorted[query.sort ?? 'code']
  const isDown = (query.dir === 'desc') !== (before !== undefined)
  const edge = after ?? before
  const order = sql.raw(isDown ? 'desc' : 'asc')
  const beyond = edge
    ? sql`and (${by}, unit.id) ${sql.raw(isDown ? '<' : '>')} (${edge.value}, ${edge.id})`
    : sql``
  const { rows } = await sql<UnitRow>`
    select unit.id, unit.parent_id as "parentId", unit.level, unit.code, unit.name, unit.short_name as "shortName",
      parent.short_name as "parentName", seat.seats, seat.active,
      seat.vacant
    from work_unit unit
    left join work_unit parent on parent.id = unit.parent_id
    cross join lateral (
      select coalesce(sum(seats), 0)::int as seats, coalesce(sum(active), 0)::int as active,
        coalesce(sum(greatest(seats - active, 0)), 0)::int as vacant
      from (select seats, ${activeInSeat(day)} as active from seat where seat.work_unit_id = unit.id) counted
    ) seat
    where ${where} ${beyond}
    order by ${by} ${order}, unit.id ${order}
    limit ${limit + 1}`.execute(db)
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int as total from work_unit unit where ${where}`.execute(db)
  return {
    ...cutPage(before ? rows.toReversed() : rows, { limit, after, before }),
    total: counted[0]?.total ?? 0,
  }
}
