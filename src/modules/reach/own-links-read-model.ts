import { sql } from 'kysely'
import type { Db } from '../../platform/db/database.ts'
import { engagedOf } from './counted-store.ts'
import { type Measure, measures } from './figures.ts'
import { createMember, type Member } from './held-back.ts'
import { Sketch } from './hll.ts'

/** What came by one link of a unit over the season; code `-`: pages opened without a link. */
export interface OwnLink {
  code: string
  base: string
  channel: string
  publicationId: string
  personId: string
  lastAt: Date
  example: boolean
  sketches: Record<Measure, Sketch>
  members: Record<Measure, Member>
}

/** A set of people for each measure, to be judged. */
export const membersOf = (name: string, of: (measure: Measure) => number) =>
  Object.fromEntries(
    measures.map((measure) => [measure, createMember(`${name} ${measure}`, of(measure))]),
  ) as Record<Measure, Member>

/** The links of a unit by which anybody came. */
export async function readOwnLinks(db: Db, workUnitId: string, electionId: string): Promise<OwnLink[]> {
  const rows = await db
    .selectFrom('reach_link')
    .select(['link_code', 'base', 'channel', 'publication_id', 'person_id', 'last_at', 'example'])
    .select(sql<string>`encode(delivered, 'base64')`.as('delivered'))
    .select(engagedOf('reach_link').as('engaged'))
    .where('work_unit_id', '=', workUnitId)
    .where('election_id', '=', electionId)
    .orderBy('link_code')
    .orderBy('publication_id')
    .execute()
  return rows.map((row) => {
    const sketches = {
      delivered: Sketch.from(Buffer.from(row.delivered, 'base64')),
      engaged: Sketch.from(Buffer.from(row.engaged, 'base64')),
    }
    return {
      code: row.link_code,
      base: row.base,
      channel: row.channel,
      publicationId: row.publication_id,
      personId: row.person_id,
      lastAt: row.last_at,
      example: row.example,
      sketches,
      members: membersOf(`${row.link_code} ${row.publication_id}`, (measure) => sketches[measure].people()),
    }
  })
}
