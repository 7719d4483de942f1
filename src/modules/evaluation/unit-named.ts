import { type Unit, type UnitTree, unitOfParam } from '../directory/index.ts'

const plain = (text: string) => text.trim().toLowerCase().replace(/\s+/g, ' ')

/** The unit somebody typed: its code, or its name or short name in full; undefined for none, or for more than one. */
export function namedUnit(tree: UnitTree, typed: string): Unit | undefined {
  const byCode = unitOfParam(tree, typed.trim())
  if (byCode) return byCode
  const named = tree.all.filter(({ name, shortName }) =>
    [name, shortName].some((one) => plain(one) === plain(typed)),
  )
  return named.length === 1 ? named[0] : undefined
}
