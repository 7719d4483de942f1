import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import type { Locale } from '../../platform/i18n/catalogue.ts'
import type { Edge } from './keyset.ts'
import { plainWords, prefixQuery } from './search-words.ts'
import { withinScopes } from './within-scopes.ts'

/** Somebody as the directory keeps them; who may see phone and e-mail is for the page to ask. */
export interface Person {
  id: string
  /** Empty when the person's data has been erased. */
  name: string
  gender: 'f' | 'm' | null
  phone: string | null
  email: string | null
  staffNumber: string | null
  example: boolean
  erasedAt: Date | null
}

/** One person, or undefined. */
export async function personById(db: Db, id: string): Promise<Person | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined
  return db
    .selectFrom('person')
    .select(['id', 'name', 'gender', 'phone', 'email', 'staff_number as staffNumber', 'example'])
    .select('erased_at as erasedAt')
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Numbers of those of these people who have one and are not erased; who may see them is for the page to ask. */
export async function phonesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'phone'])
    .where(sql<boolean>`id = any(${sql.val([...new Set(ids)])}::uuid[])`)
    .where('erased_at', 'is', null)
    .where('phone', 'is not', null)
    .execute()
  return new Map(rows.flatMap(({ id, phone }) => (phone ? [[id, phone] as const] : [])))
}

/** A person as a list shows them: with the appointment that is or was last held in the scopes asked for. */
export interface PersonHit {
  id: string
  name: string
  example: boolean
  searchWords: string
  unitId: string
  position: string
  positionId: string
  positionEn: string
  division: string | null
  divisionId: string | null
  divisionEn: string | null
  from: string
  until: string | null
}

export interface PeopleQuery {
  /** Words as typed; each finds names with a word beginning with it. Empty: everybody. */
  words: string
  /** Only people with an appointment in one of these scopes, and only that appointment is shown. */
  scopes: readonly string[]
  /** The appointment shown is the one that began last up to this day, else the next one. */
  day: string
  limit: number
  /** Keyset: search words and id of the last row seen (`after`) or of the first (`before`). */
  after?: Edge
  before?: Edge
}

/** People by name, within scopes. Erased people are in no list. */
export async function findPeople(db: Db, query: PeopleQuery): Promise<PersonHit[]> {
  const backward = query.before !== undefined
  const edge = query.after ?? query.before
  const wanted = plainWords(query.words)
  const match = prefixQuery(wanted)
  if (wanted.length > 0 && match === null) return []
  const direction = sql.raw(backward ? 'desc' : 'asc')
  const inScope = withinScopes('appointment.work_unit_id', query.scopes)
  // The page of people first, and only then the appointment of each: a page costs the same in a large directory.
  const { rows } = await sql<PersonHit>`
    with page as materialized (
      select person.id, person.name, person.example, person.search_words
      from person
      where person.erased_at is null
        and (select true from appointment where appointment.person_id = person.id and ${inScope} limit 1)
        ${match === null ? sql`` : sql`and to_tsvector('simple', person.search_words) @@ to_tsquery('simple', ${match})`}
        ${edge ? sql`and (person.search_words, person.id) ${sql.raw(backward ? '<' : '>')} (${edge.value}, ${edge.id}::uuid)` : sql``}
      order by person.search_words ${direction}, person.id ${direction}
      limit ${query.limit}
    )
    select page.id, page.name, page.example, page.search_words as "searchWords", held.*
    from page
    cross join lateral (
      select appointment.work_unit_id as "unitId", position.code as position, position.name_id as "positionId",
        position.name_en as "positionEn", division.code as division, division.name_id as "divisionId",
        division.name_en as "divisionEn", appointment.from_on as "from", appointment.until_on as "until"
      from appointment
      join position on position.code = appointment.position_code
      left join division on division.code = appointment.division_code
      where appointment.person_id = page.id and ${inScope}
      order by appointment.from_on <= ${query.day} desc,
        case when appointment.from_on <= ${query.day} then appointment.from_on end desc, appointment.from_on
      limit 1
    ) held
    order by page.search_words ${direction}, page.id ${direction}`.execute(db)
  return backward ? rows.reverse() : rows
}

/** People of exactly this name in the scopes: perhaps the same person. */
export const namesakes = async (
  db: Db,
  { name, scopes, day }: { name: string; scopes: readonly string[]; day: string },
): Promise<PersonHit[]> => {
  const words = plainWords(name).join(' ')
  const found = await findPeople(db, { words: name, scopes, day, limit: 50 })
  return found.filter(({ searchWords }) => searchWords === words)
}

/** The units where somebody holds or held a position, and the one that answers for the data kept. */
export interface PersonPlaces {
  units: string[]
  /** The unit of the appointment that began last up to `day`, else of the first one to come. */
  home: string | null
}

export async function placesOf(db: Db, personId: string, day: string): Promise<PersonPlaces> {
  const rows = await db
    .selectFrom('appointment')
    .select(['work_unit_id', 'from_on'])
    .where('person_id', '=', personId)
    .orderBy('from_on')
    .execute()
  const home = rows.findLast(({ from_on }) => from_on <= day) ?? rows[0]
  return { units: [...new Set(rows.map((row) => row.work_unit_id))], home: home?.work_unit_id ?? null }
}

/** A name kept in both languages, in the reader's, for rows that hold several such pairs. */
export const positionIn = (row: { positionId: string; positionEn: string }, locale: Locale) =>
  locale === 'id' ? row.positionId : row.positionEn

export const divisionIn = (row: { divisionId: string | null; divisionEn: string | null }, locale: Locale) =>
  locale === 'id' ? row.divisionId : row.divisionEn
