import type { RequestContext } from '../../platform/http/route.ts'
import { volunteerNames } from '../outreach/index.ts'
import { publicationTitles } from '../publications/index.ts'
import type { Dimension } from './figures.ts'
import { none } from './origin.ts'
import type { ReachView } from './reach-view.ts'
import type { Names } from './reach-words.ts'

/**
 * Names of publications, or of volunteers of a unit's links; of other dimensions none are needed. Many units publish
 * under the same title: with those of the same name stands whose they are.
 */
export async function namesOf(
  c: RequestContext,
  { unit, t, tree }: Pick<ReachView, 'unit' | 't' | 'tree'>,
  dimension: Dimension,
  codes: readonly string[],
): Promise<Names> {
  const { db } = c.var.services
  const ids = [...new Set(codes)].filter((code) => code !== none)
  if (dimension === 'volunteer') return volunteerNames(db, { workUnitIds: [unit.id], ids })
  if (dimension !== 'publication') return new Map()
  const titles = await publicationTitles(db, ids)
  const named = [...titles].map(([id, { workUnitId, ...words }]) => ({
    id,
    owner: tree.byId(workUnitId)?.shortName ?? workUnitId,
    title: t.locale === 'en' && words.en ? words.en : words.id,
  }))
  const alike = Map.groupBy(named, ({ title }) => title)
  return new Map(
    named.map(({ id, owner, title }) => [
      id,
      (alike.get(title) ?? []).length > 1 ? `${title} (${owner})` : title,
    ]),
  )
}
