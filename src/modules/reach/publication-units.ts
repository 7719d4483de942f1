import { sql } from 'kysely'
import type { Services } from '../../platform/services.ts'
import type { UnitTree } from '../directory/index.ts'
import type { ReachCell } from './figures.ts'
import { none } from './origin.ts'
import { nobody, reachMatrix } from './reach-matrix.ts'

interface Question {
  tree: UnitTree
  scope: string
  electionId: string
}

const idsIn = ({ tree, scope }: Question) => tree.within(scope).map(({ id }) => id)
const among = (ids: readonly string[]) => sql<boolean>`work_unit_id = any(${sql.val([...ids])}::text[])`

/** Publications that links of a unit, or of units under it, led to, with how many units those are; the most first. */
export const publicationsIn = async (
  { db }: Pick<Services, 'db'>,
  question: Question,
): Promise<{ publicationId: string; units: number }[]> => {
  const rows = await db
    .selectFrom('reach_link')
    .select(['publication_id as publicationId', sql<number>`count(distinct work_unit_id)::int`.as('units')])
    .where('election_id', '=', question.electionId)
    .where('publication_id', '<>', none)
    .where(among(idsIn(question)))
    .groupBy('publication_id')
    .orderBy('units', 'desc')
    .orderBy('publication_id')
    .limit(200)
    .execute()
  return rows
}

/** Units whose links had hits, with how many of their volunteers' that were; by id, after `after`. */
export const unitsWithVolunteers = (
  { db }: Pick<Services, 'db'>,
  question: Question,
  { after, limit }: { after: string; limit: number },
): Promise<{ workUnitId: string; volunteers: number }[]> =>
  db
    .selectFrom('reach_link')
    .select(['work_unit_id as workUnitId', sql<number>`count(distinct person_id)::int`.as('volunteers')])
    .where('election_id', '=', question.electionId)
    .where('person_id', '<>', none)
    .where(among(idsIn(question).filter((id) => id > after)))
    .groupBy('work_unit_id')
    .orderBy(sql`work_unit_id collate "C"`)
    .limit(limit)
    .execute()

/**
 * What one publication brought in each unit by its own links, as the unit's own page tells it; at most `limit` units
 * after `after`. People of several units are not put together: a publication over a whole subtree is a figure that was
 * not judged with the others, and would tell what some of them hold back (ADR 607).
 */
export async function publicationByUnit(
  services: Pick<Services, 'db' | 'database' | 'config' | 'clock'>,
  question: Question & { publicationId: string },
  { after, limit }: { after: string; limit: number },
): Promise<ReachCell[]> {
  const rows = await services.db
    .selectFrom('reach_link')
    .select('work_unit_id as id')
    .distinct()
    .where('election_id', '=', question.electionId)
    .where('publication_id', '=', question.publicationId)
    .where(among(idsIn(question).filter((id) => id > after)))
    .orderBy('work_unit_id')
    .execute()
  const cells: ReachCell[] = []
  for (const { id } of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit)) {
    const own = await reachMatrix(services, {
      scope: id,
      electionId: question.electionId,
      rows: 'publication',
    })
    const cell = own.cells.find(({ row }) => row === question.publicationId) ?? nobody(id)
    cells.push({ ...cell, row: id })
  }
  return cells
}
