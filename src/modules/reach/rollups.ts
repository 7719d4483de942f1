import { dayPeriod, season, weekPeriod } from './periods.ts'
import { addTally, newTally, type Tally } from './tally.ts'

/** Stands for every base, channel or publication. */
export const all = '*'

/** Key columns of a cell, in the order of its primary key, with the volunteer beside the link. */
export interface CellKey {
  workUnitId: string
  electionId: string
  base: string
  channel: string
  publicationId: string
  linkCode: string
  personId: string
  day: string
}

export type LinkKey = Omit<CellKey, 'day'>

export interface RollupKey {
  workUnitId: string
  electionId: string
  period: string
  base: string
  channel: string
  /** Kept over the season, over all bases and channels. */
  publication: string
}

/** The key of everything of a unit in a period. */
export const keyOfAll = ({
  workUnitId,
  electionId,
  period,
}: Pick<RollupKey, 'workUnitId' | 'electionId' | 'period'>): RollupKey => ({
  workUnitId,
  electionId,
  period,
  base: all,
  channel: all,
  publication: all,
})

export interface Counted<K> {
  key: K
  tally: Tally
}

/** Tallies by key, made when first met. */
export class Tallies<K extends object> {
  readonly #all = new Map<string, Counted<K>>()
  readonly #nameOf: (key: K) => string

  constructor(nameOf: (key: K) => string) {
    this.#nameOf = nameOf
  }

  /** The tally of a key; `day` and `at` are those of a new one. */
  of(key: K, day: string, at: Date, example = false): Tally {
    const name = this.#nameOf(key)
    const known = this.#all.get(name)
    if (known) return known.tally
    const tally = newTally(day, at, example)
    this.#all.set(name, { key, tally })
    return tally
  }

  add(key: K, from: Tally): void {
    addTally(this.of(key, from.firstOn, from.lastAt, from.example), from)
  }

  get size(): number {
    return this.#all.size
  }

  values(): Counted<K>[] {
    return [...this.#all.values()]
  }
}

export const cellName = (k: CellKey) =>
  `${k.workUnitId}\n${k.electionId}\n${k.base}\n${k.channel}\n${k.publicationId}\n${k.linkCode}\n${k.day}`

export const linkName = (k: LinkKey) =>
  `${k.workUnitId}\n${k.electionId}\n${k.base}\n${k.channel}\n${k.publicationId}\n${k.linkCode}`

export const rollupName = (k: RollupKey) =>
  `${k.workUnitId}\n${k.electionId}\n${k.period}\n${k.base}\n${k.channel}\n${k.publication}`

/**
 * The rollups of one scope over cells at or below it: season and week by base and channel, by each alone and over all;
 * the day by base, by channel and over all; the season by publication. These are all there is to ask for: what is held
 * back is decided over them together (ADR 607).
 */
export function rollUp(scope: string, cells: Iterable<Counted<CellKey>>): Counted<RollupKey>[] {
  const rollups = new Tallies<RollupKey>(rollupName)
  for (const { key, tally } of cells) {
    const { electionId, base, channel, publicationId, day } = key
    const at = (period: string, ofBase: string, ofChannel: string, publication = all) =>
      rollups.add(
        { workUnitId: scope, electionId, period, base: ofBase, channel: ofChannel, publication },
        tally,
      )
    at(season, base, channel)
    at(weekPeriod(day), base, channel)
    at(dayPeriod(day), base, all)
    at(dayPeriod(day), all, channel)
    at(season, all, all, publicationId)
  }
  // Each coarser level from the one below: merging a few sketches instead of many.
  for (const { key, tally } of rollups.values()) {
    if (key.base === all || key.channel === all) continue
    rollups.add({ ...key, channel: all }, tally)
    rollups.add({ ...key, base: all }, tally)
  }
  for (const { key, tally } of rollups.values()) {
    if (key.base !== all && key.channel === all) rollups.add({ ...key, base: all }, tally)
  }
  return rollups.values()
}

/**
 * The cuts of a unit in which hits of a cell are summed, as period, base, channel and publication: those of `rollUp`, one
 * by one. Hours are in none of them, since cells do not hold them.
 */
export function keptCuts({
  base,
  channel,
  publicationId,
  day,
}: Pick<CellKey, 'base' | 'channel' | 'publicationId' | 'day'>) {
  const [ofWeek, ofDay] = [weekPeriod(day), dayPeriod(day)]
  return [
    [season, base, channel, all],
    [season, base, all, all],
    [season, all, channel, all],
    [season, all, all, all],
    [season, all, all, publicationId],
    [ofWeek, base, channel, all],
    [ofWeek, base, all, all],
    [ofWeek, all, channel, all],
    [ofWeek, all, all, all],
    [ofDay, base, all, all],
    [ofDay, all, channel, all],
    [ofDay, all, all, all],
  ] as const
}

/** The same cells over the whole season, a link each. */
export function linksOf(cells: Iterable<Counted<CellKey>>): Counted<LinkKey>[] {
  const links = new Tallies<LinkKey>(linkName)
  for (const { key, tally } of cells) {
    const { day: _, ...link } = key
    links.add(link, tally)
  }
  return links.values()
}
