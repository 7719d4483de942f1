import type { Block } from './blocks.ts'
import type { Indexed } from './indexed.ts'
import type { DualPrices } from './instance.ts'

/** Blocks and classes that have nothing to do with those of other parts. */
export interface Part {
  name: string
  blocks: Block[]
  classes: number[]
}

/** The parts into which an instance falls by itself: no block of one may sit in a class of another. */
export function naturalParts(blocks: readonly Block[], classes: number): Part[] {
  const leader = Array.from({ length: classes }, (_, of) => of)
  const find = (of: number): number => {
    const above = leader[of] as number
    if (above === of) return of
    const top = find(above)
    leader[of] = top
    return top
  }
  for (const { options } of blocks) {
    const [first, ...others] = options
    for (const other of others) leader[find(other.class)] = find((first as { class: number }).class)
  }
  const parts = new Map<number, Part>()
  for (let of = 0; of < classes; of += 1) {
    const top = find(of)
    const part = parts.get(top) ?? { name: String(parts.size + 1), blocks: [], classes: [] }
    part.classes.push(of)
    parts.set(top, part)
  }
  const nowhere: Part = { name: '0', blocks: [], classes: [] }
  for (const block of blocks) {
    const [first] = block.options
    const part = first ? (parts.get(find(first.class)) as Part) : nowhere
    part.blocks.push(block)
  }
  return nowhere.blocks.length > 0 ? [nowhere, ...parts.values()] : [...parts.values()]
}

/** Choices of a part up to which all of them are looked at. */
const mostChoices = 40_000
const keptChoices = 10

export const isTooLarge = ({ blocks }: Part): boolean =>
  blocks.reduce((sum, { options }) => sum + options.length, 0) > mostChoices

/**
 * A large part with the choices that look best at the prices of the flow, ten for each block, the flow's own among
 * them. What HiGHS then says of a bound holds for these choices only; dual prices still prove one for all.
 * @param classOf class of each person in the flow
 */
export function promising(
  part: Part,
  indexed: Indexed,
  prices: DualPrices,
  classOf: ArrayLike<number>,
): Part {
  const blocks = part.blocks.map((block) => {
    const worth = (of: number) =>
      block.members.reduce((sum, person) => {
        const province = indexed.province[person] as number
        return sum + (prices.province[province]?.prices[of] as number)
      }, 0)
    const isOfFlow = (of: number) => block.members.some((person) => classOf[person] === of)
    const ranked = block.options
      .map((option) => ({
        option,
        cost: isOfFlow(option.class) ? Number.NEGATIVE_INFINITY : option.cost + worth(option.class),
      }))
      .sort((a, b) => a.cost - b.cost)
    return { ...block, options: ranked.slice(0, keptChoices).map(({ option }) => option) }
  })
  return { ...part, blocks }
}
