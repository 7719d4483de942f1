import type { UnitTree } from '../directory/index.ts'
import type { VoterList } from './tables.ts'
import type { RegisteredVoters } from './voters-read-model.ts'

/** What is known of one list for the areas directly within a unit. */
export interface VotersWithin {
  list: VoterList
  /** One row for each area within the unit that has a count. */
  parts: RegisteredVoters[]
  /** How many areas the unit has, known or not. */
  areas: number
  /** Sum of the parts; null without any. */
  sum: number | null
  /** The count a source gives for the unit as a whole, if one does. */
  whole: RegisteredVoters | undefined
  /** `whole` less the sum when every area is known; null when they cannot be compared. */
  difference: number | null
}

/**
 * The registered voters of a unit on one list: its areas, their sum, and the source's own total beside it. Counts of
 * different days are never added: only areas counted on the latest day are parts of the sum.
 */
export function votersWithin(
  tree: UnitTree,
  scope: string,
  list: VoterList,
  rows: readonly RegisteredVoters[],
): VotersWithin {
  const ofList = rows.filter((row) => row.list === list)
  const children = new Set(tree.childrenOf(scope).map(({ id }) => id))
  const within = ofList.filter((row) => children.has(row.scope))
  const latest = within
    .map(({ asOn }) => asOn)
    .toSorted()
    .at(-1)
  const parts = within.filter(({ asOn }) => asOn === latest)
  const sum = parts.length === 0 ? null : parts.reduce((total, { voters }) => total + voters, 0)
  const whole = ofList.find((row) => row.scope === scope)
  const isComplete = sum !== null && parts.length === children.size && whole?.asOn === latest
  return {
    list,
    parts,
    areas: children.size,
    sum,
    whole,
    difference: isComplete && whole ? whole.voters - sum : null,
  }
}
