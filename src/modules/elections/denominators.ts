import type { VoterList } from './tables.ts'
import type { RegisteredVoters } from './voters-read-model.ts'

/** Voters that a share is a share of: which list, as of which day, from where. */
export interface Denominator {
  voters: number
  list: VoterList
  /** YYYY-MM-DD */
  asOn: string
  /** What the record says of itself; several when areas were added up from several. */
  sources: readonly string[]
  /** How many areas were added up; 1 where the source states the area itself. */
  areas: number
}

/** A later list replaces an earlier one; lists that only add to another are no denominator by themselves. */
const preference: readonly VoterList[] = ['DPT', 'DPSHP', 'DPS']

/**
 * The list to divide by, so that areas can be compared: the one known for the most of `scopes`; of equals the
 * later in the life of a register. Undefined when none of the areas has a record.
 */
export function comparableList(
  scopes: readonly string[],
  known: readonly RegisteredVoters[],
): VoterList | undefined {
  const wanted = new Set(scopes)
  const counted = preference.map((list) => ({
    list,
    areas: known.filter((record) => record.list === list && wanted.has(record.scope)).length,
  }))
  const best = counted.reduce((most, next) => (next.areas > most.areas ? next : most))
  return best.areas > 0 ? best.list : undefined
}

/** The voters of one area on one list, as its source states them; null where it does not. */
export function statedVoters(
  scope: string,
  list: VoterList | undefined,
  known: readonly RegisteredVoters[],
): Denominator | null {
  const record = known.find((candidate) => candidate.scope === scope && candidate.list === list)
  return record
    ? { voters: record.voters, list: record.list, asOn: record.asOn, sources: [record.source], areas: 1 }
    : null
}

/**
 * The voters of a unit: as stated for it, else the sum over all its areas, and only when every one of them has
 * the same list of the same day. Nothing is filled in.
 */
export function votersOf(
  scope: string,
  areas: readonly string[],
  list: VoterList | undefined,
  known: readonly RegisteredVoters[],
): Denominator | null {
  const own = statedVoters(scope, list, known)
  if (own) return own
  const parts = areas.map((area) => statedVoters(area, list, known))
  const first = parts[0]
  if (!first || parts.some((part) => part?.asOn !== first.asOn)) return null
  return {
    voters: parts.reduce((sum, part) => sum + (part?.voters ?? 0), 0),
    list: first.list,
    asOn: first.asOn,
    sources: [...new Set(parts.flatMap((part) => part?.sources ?? []))],
    areas: parts.length,
  }
}

/**
 * Different people over registered voters, 0.25 for a quarter; null when either is unknown or held back.
 * Not bounded by 1: devices are counted, and lists are older than the people on them.
 */
export const shareOf = (people: number | null, denominator: Denominator | null) =>
  people === null || denominator === null || denominator.voters <= 0 ? null : people / denominator.voters
