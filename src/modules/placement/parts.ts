import type { Block } from './blocks.ts'

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

/**
 * Parts made by force: each block keeps to the classes of one location, the one where the flow would have it. What is
 * best in each is not always best for the whole, so that a gap has to be stated.
 * @param location of each class
 */
export function partsByLocation(part: Part, location: readonly string[], classOf: ArrayLike<number>): Part[] {
  const parts = new Map<string, Part>()
  for (const of of part.classes) {
    const name = location[of] as string
    const known = parts.get(name) ?? { name, blocks: [], classes: [] }
    known.classes.push(of)
    parts.set(name, known)
  }
  for (const block of part.blocks) {
    const fallback = block.options[0]?.class as number
    const there = block.members
      .map((person) => classOf[person] as number)
      .find((of) => block.options.some((option) => option.class === of))
    const name = location[there ?? fallback] as string
    const options = block.options.filter((option) => location[option.class] === name)
    parts.get(name)?.blocks.push({ ...block, options })
  }
  return [...parts.values()]
}
