import type { RequestContext } from '../../platform/http/route.ts'
import type { ReachMatrix } from './figures.ts'
import { namesOf } from './names-of.ts'
import { reachMatrix } from './reach-matrix.ts'
import type { ReachView } from './reach-view.ts'
import type { Names } from './reach-words.ts'

/** One publication, and where under the unit it reached people. */
export interface ChosenPublication {
  id: string
  by: 'region' | 'unit'
  matrix: ReachMatrix
}

/** All publications of a unit, and where one of them reached people. */
export interface PublicationsAnswer {
  all: ReachMatrix
  titles: Names
  chosen: ChosenPublication | null
  /** A publication is asked for that nobody opened here. */
  isUnknown: boolean
}

/** What is asked with `publication` and `rows`; region where `rows` says nothing. */
export async function publicationsAnswer(c: RequestContext, view: ReachView): Promise<PublicationsAnswer> {
  const { services } = c.var
  const question = { scope: view.unit.id, electionId: view.election.id }
  const all = await reachMatrix(services, { ...question, rows: 'publication' })
  const codes = all.cells.map(({ row }) => row)
  const asked = c.req.query('publication') || undefined
  const id = codes.find((code) => code === asked)
  const by = c.req.query('rows') === 'unit' ? 'unit' : 'region'
  return {
    all,
    titles: await namesOf(c, view, 'publication', codes),
    chosen:
      id === undefined
        ? null
        : { id, by, matrix: await reachMatrix(services, { ...question, rows: by, publication: id }) },
    isUnknown: asked !== undefined && id === undefined,
  }
}
