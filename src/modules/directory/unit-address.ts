import type { Unit, UnitTree } from './unit-tree.ts'

/** A unit as it stands in an address of the desk: `00` for the national office, else `33` or `33.73`. */
export const unitParam = (unit: Pick<Unit, 'id' | 'code' | 'parentId'>) =>
  unit.parentId === null ? unit.code : unit.id.slice(unit.id.indexOf('.') + 1)

/** The unit meant by an address, by its id or by its official code; undefined when there is none. */
export const unitOfParam = (tree: UnitTree, text: string): Unit | undefined =>
  tree.byId(`${tree.root.id}.${text}`) ?? tree.byId(text) ?? tree.byCode(text)

/** The page of a unit on the desk. */
export const unitHref = (unit: Pick<Unit, 'id' | 'code' | 'parentId'>) => `/desk/units/${unitParam(unit)}`
