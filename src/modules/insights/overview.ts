import type { Unit } from '../directory/index.ts'
import type { Election } from '../elections/index.ts'
import type { Base } from '../outreach/index.ts'
import type { Channel } from '../publications/index.ts'
import type { ReachCell } from '../reach/index.ts'
import type { Attention } from './attention.ts'
import type { Denominator } from './denominators.ts'

/** What an overview is about. */
export interface OverviewQuestion {
  unit: Unit
  election: Election
  /** Only this base; all of them otherwise. */
  base?: Base | undefined
  /** Only this channel; all of them otherwise. */
  channel?: Channel | undefined
}

/** Programmes and volunteers of a unit and everything under it. */
export interface Coverage {
  /** All work units, those without a programme included. */
  units: number
  withProgramme: number
  volunteers: number
  quota: number
}

/** A part of the unit shown: a province of the nation, a district of a province. */
export interface RegionRow {
  unit: Unit
  cell: ReachCell
  coverage: Coverage
  voters: Denominator | null
  /** Day of the newest hit, YYYY-MM-DD. */
  lastHitOn: string | null
}

/** A base over weeks; `total` is its whole season, each person once. */
export interface BaseRow {
  base: Base | null
  /** The base's code; `-` for hits without a link. */
  code: string
  total: ReachCell
  /** One a column; null without a hit. */
  cells: readonly (ReachCell | null)[]
}

export interface ChannelRow {
  channel: Channel | null
  code: string
  cell: ReachCell
}

/** Everything the overview of a unit shows, as figures; pages, files and programs take it from here. */
export interface Overview {
  question: OverviewQuestion
  total: ReachCell
  voters: Denominator | null
  coverage: Coverage
  regions: readonly RegionRow[]
  weeks: readonly string[]
  days: readonly string[]
  basesByWeek: readonly BaseRow[]
  /** Everything together, one a day of `days`; empty when only a base or a channel is asked for. */
  byDay: readonly (ReachCell | null)[]
  channels: readonly ChannelRow[]
  attention: readonly Attention[]
  /** Requests that are no people, by reason. */
  leftOut: Readonly<Record<string, number>>
  /** When the newest hit was committed. */
  asOf: Date | null
  /** First and last day with a hit. */
  from: string | null
  until: string | null
  /** Figures of fewer people are held back. */
  minCell: number
  /** Whether any of it comes from examples. */
  example: boolean
}

/** All hits of a cell together, where they are told. */
export const hitsOf = ({ allHits }: Pick<ReachCell, 'allHits'>): number | null => allHits?.hits ?? null
