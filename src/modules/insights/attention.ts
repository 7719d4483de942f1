/** What may be missing in a unit, the worst first. A unit counts once, for the worst that applies. */
export const problems = ['noProgramme', 'noVolunteers', 'silent', 'quotaGap'] as const
export type Problem = (typeof problems)[number]

/** One unit as the ranking sees it. */
export interface UnitState {
  unitId: string
  /** Opened for the election in question, also where it has been closed since. */
  hasProgramme: boolean
  /** Active volunteers of the bases in question, and how many the unit may have; 0 where none are foreseen. */
  volunteers: number
  quota: number
  /** Those of the bases for which volunteers are foreseen and nobody is there. */
  unstaffed: readonly string[]
  /** Day of the newest hit (YYYY-MM-DD); null when there was none. */
  lastHitOn: string | null
}

/** A region with its units; a district is a region of one unit. */
export interface RegionState {
  unitId: string
  units: readonly UnitState[]
  /** Registered voters; null where no source states them. */
  voters: number | null
  /** Different people reached; null where held back or none. */
  people: number | null
}

export interface Attention {
  unitId: string
  /** How many of the region's units have which problem; only those that occur, the worst first. */
  found: readonly { problem: Problem; units: number }[]
  /** How many units the region has. */
  units: number
  /** Bases without anybody in units counted under `noVolunteers`, the most frequent first. */
  unstaffed: readonly string[]
  /** Volunteers still missing in the units counted under `noVolunteers` and `quotaGap`. */
  missingVolunteers: number
  /** Newest hit of the units counted under `silent`. */
  lastHitOn: string | null
  /**
   * Voters not reached yet who belong to units with a problem, taking the region's voters as spread evenly over
   * its units; null where the voters are unknown. An order of magnitude to rank by, not a measurement.
   */
  votersAtStake: number | null
}

export interface AttentionRule {
  /** The last day that counts: today, or the last day of a programme that is over. */
  day: string
  /** Without a hit for so many days a unit is silent. */
  silentDays: number
}

/** The worst problem of a unit, or null when nothing is missing. */
export function problemOf(unit: UnitState, rule: AttentionRule): Problem | null {
  if (!unit.hasProgramme) return 'noProgramme'
  // Units for which no volunteers are foreseen (offices above the districts) owe neither people nor hits.
  if (unit.quota === 0) return null
  if (unit.unstaffed.length > 0) return 'noVolunteers'
  if (unit.lastHitOn === null || daysBetween(unit.lastHitOn, rule.day) >= rule.silentDays) return 'silent'
  return unit.volunteers < unit.quota ? 'quotaGap' : null
}

/**
 * Regions where something is missing, the worst consequence first: voters at stake, then (where voters are
 * unknown) how many units lack a programme, volunteers, hits, quota, in this order. Ties by id, so that the same
 * facts always give the same list.
 */
export function rankAttention(regions: readonly RegionState[], rule: AttentionRule): Attention[] {
  return regions
    .map((region) => attentionOf(region, rule))
    .filter((attention) => attention.found.length > 0)
    .sort(byConsequence)
}

function attentionOf(region: RegionState, rule: AttentionRule): Attention {
  const judged = region.units.map((unit) => ({ unit, problem: problemOf(unit, rule) }))
  const having = (problem: Problem) => judged.filter((one) => one.problem === problem).map(({ unit }) => unit)
  const found = problems
    .map((problem) => ({ problem, units: having(problem).length }))
    .filter(({ units }) => units > 0)
  const empty = having('noVolunteers')
  const short = [...empty, ...having('quotaGap')]
  const missingVolunteers = short.reduce((sum, unit) => sum + missing(unit), 0)
  // A unit that lacks a fifth of its volunteers puts a fifth of its voters at stake; a silent one, all of them.
  const affected =
    having('noProgramme').length +
    having('silent').length +
    short.reduce((sum, unit) => sum + missing(unit) / unit.quota, 0)
  const unreached = region.voters === null ? null : Math.max(0, region.voters - (region.people ?? 0))
  return {
    unitId: region.unitId,
    found,
    units: region.units.length,
    unstaffed: mostFrequent(empty.flatMap(({ unstaffed }) => unstaffed)),
    missingVolunteers,
    lastHitOn: newest(having('silent').map(({ lastHitOn }) => lastHitOn)),
    votersAtStake: unreached === null ? null : Math.round((unreached * affected) / region.units.length),
  }
}

function byConsequence(a: Attention, b: Attention): number {
  const stakes = (b.votersAtStake ?? -1) - (a.votersAtStake ?? -1)
  if (stakes !== 0) return stakes
  for (const problem of problems) {
    const more = unitsWith(b, problem) - unitsWith(a, problem)
    if (more !== 0) return more
  }
  return b.missingVolunteers - a.missingVolunteers || (a.unitId < b.unitId ? -1 : 1)
}

const missing = (unit: UnitState) => Math.max(0, unit.quota - unit.volunteers)

/** Each word once, the most frequent first; of equals the one that came first. */
function mostFrequent(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word)
}

const unitsWith = (attention: Attention, problem: Problem) =>
  attention.found.find((one) => one.problem === problem)?.units ?? 0

const newest = (days: readonly (string | null)[]) =>
  days.reduce((latest, day) => (day !== null && (latest === null || day > latest) ? day : latest), null)

/** Whole days from one day to a later one (both YYYY-MM-DD). */
export const daysBetween = (from: string, until: string) =>
  Math.round((Date.parse(`${until}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
