import type { Indexed } from './indexed.ts'
import type { DualPrices, PlacementInstance } from './instance.ts'
import type { PartModel } from './part-model.ts'
import type { Part } from './parts.ts'

interface RelaxedPart {
  instance: PlacementInstance
  indexed: Indexed
  part: Part
  built: PartModel
  rowDual: Float64Array
}

/**
 * Dual prices, better ones for the classes of a part, from its linear relaxation: they also price gender
 * and side, which the flow knows nothing of.
 */
export function withRelaxedPrices(
  prices: DualPrices,
  { instance, indexed, part, built, rowDual }: RelaxedPart,
): DualPrices {
  const { classes } = indexed
  const within = new Set(part.classes)
  const dual = (row: number | undefined) => (row === undefined ? 0 : (rowDual[row] as number))
  const ofTrait = (trait: 'province' | 'gender' | 'side', value: number, of: number) =>
    dual(built.traitRow.get(trait)?.get(value * classes + of))
  const classPrice = (of: number) => -dual(built.classRow.get(of))
  const replaced = (old: readonly number[] | undefined, price: (of: number) => number) =>
    Array.from({ length: classes }, (_, of) => (within.has(of) ? price(of) : (old?.[of] ?? 0)))
  const trait = <T extends string>(
    name: 'gender' | 'side',
    ids: readonly T[],
    old: readonly { id: T; prices: readonly number[] }[] | undefined,
  ) =>
    ids.map((id, value) => ({
      id,
      prices: replaced(old?.[value]?.prices, (of) => -ofTrait(name, value, of)),
    }))
  const names = new Set(part.classes.map((of) => instance.classes[of]?.id))
  const provinceOf = new Map(
    part.blocks.flatMap(({ members }) =>
      members.map((person) => [indexed.unit[person] as number, indexed.province[person] as number]),
    ),
  )
  const unit = [...built.unitRow].flatMap(([key, row]) => {
    const of = key % classes
    const at = (key - of) / classes
    if (dual(row) === 0) return []
    return {
      id: indexed.unitIds[at] as string,
      class: instance.classes[of]?.id as string,
      price: classPrice(of) - ofTrait('province', provinceOf.get(at) as number, of) - dual(row),
    }
  })
  const apart = built.apartRow.flatMap(({ pair, class: of, row }) =>
    dual(row) === 0
      ? []
      : {
          id: instance.rules.apart[pair]?.id as string,
          class: instance.classes[of]?.id as string,
          price: -dual(row),
        },
  )
  return {
    class: replaced(prices.class, classPrice),
    province: prices.province.map(({ id, prices }, at) => ({
      id,
      prices: replaced(prices, (of) => classPrice(of) - ofTrait('province', at, of)),
    })),
    unit: [...prices.unit.filter((price) => !names.has(price.class)), ...unit],
    gender: trait('gender', ['f', 'm'], prices.gender),
    side: trait('side', ['commissioner', 'secretariat'], prices.side),
    apart: [...(prices.apart ?? []), ...apart],
  }
}
