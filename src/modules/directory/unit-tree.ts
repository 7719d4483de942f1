import type { Db } from '../../platform/db/database.ts'
import type { Services } from '../../platform/services.ts'
import type { Level } from './tables.ts'

/** One office of the commission. Its id is its place in the tree: `id`, `id.33`, `id.33.73`. */
export interface Unit {
  id: string
  parentId: string | null
  level: Level
  /** The official code of the area. */
  code: string
  /** Address on the public site; null for the national office. */
  slug: string | null
  name: string
  shortName: string
  timeZone: string
}

/** All units in memory: few, asked for on every page, changed only by a preset. */
export interface UnitTree {
  root: Unit
  /** Parents first, by id. */
  all: readonly Unit[]
  byId(id: string): Unit | undefined
  bySlug(slug: string): Unit | undefined
  byCode(code: string): Unit | undefined
  childrenOf(id: string): readonly Unit[]
  /** The unit `scope` and everything under it. */
  within(scope: string): readonly Unit[]
  /** From the root down, including the unit itself; empty for an unknown unit. */
  ancestors(id: string): readonly Unit[]
}

const trees = new WeakMap<object, Promise<UnitTree>>()

/**
 * The units of this database, read once and kept until `forgetUnits`.
 * Inside a transaction give it as `db`: `unitTree({ db: tx, database: services.database })`.
 * Throws while no preset is loaded, since then there is nothing to serve.
 */
export function unitTree(services: Pick<Services, 'db' | 'database'>): Promise<UnitTree> {
  const known = trees.get(services.database)
  if (known) return known
  const reading = readUnits(services.db).then(buildTree)
  trees.set(services.database, reading)
  reading.catch(() => trees.delete(services.database))
  return reading
}

/** Lets the next `unitTree` read again; call when units were written. */
export const forgetUnits = ({ database }: Pick<Services, 'database'>) => trees.delete(database)

const readUnits = (db: Db): Promise<Unit[]> =>
  db
    .selectFrom('work_unit')
    .select(['id', 'parent_id as parentId', 'level', 'code', 'slug', 'name'])
    .select(['short_name as shortName', 'time_zone as timeZone'])
    .execute()

/** The tree over a list of units in any order; refuses (throws) a list without a root. */
export function buildTree(units: readonly Unit[]): UnitTree {
  const all = units.toSorted((a, b) => byPath(a.id, b.id))
  const root = all.find((unit) => unit.parentId === null)
  if (!root) throw new Error('There are no units: no preset has been loaded.')
  const ids = new Map(all.map((unit) => [unit.id, unit]))
  const slugs = new Map(all.map((unit) => [unit.slug, unit]))
  const codes = new Map(all.map((unit) => [unit.code, unit]))
  const children = Map.groupBy(all, (unit) => unit.parentId)
  const within = (scope: string): readonly Unit[] => {
    const unit = ids.get(scope)
    return unit ? [unit, ...(children.get(scope) ?? []).flatMap((child) => within(child.id))] : []
  }
  const ancestors = (id: string): readonly Unit[] => {
    const unit = ids.get(id)
    return unit ? [...(unit.parentId === null ? [] : ancestors(unit.parentId)), unit] : []
  }
  return {
    root,
    all,
    byId: (id) => ids.get(id),
    bySlug: (slug) => slugs.get(slug),
    byCode: (code) => codes.get(code),
    childrenOf: (id) => children.get(id) ?? [],
    within,
    ancestors,
  }
}

/** Parents before children, then by the parts of the path. */
function byPath(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')]
  return left.length - right.length || (a < b ? -1 : a > b ? 1 : 0)
}
