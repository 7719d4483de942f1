import type { Generated } from 'kysely'

export const electionKinds = ['general', 'regional'] as const
export type ElectionKind = (typeof electionKinds)[number]

export const stageKinds = [
  'registration',
  'campaign',
  'volunteers',
  'silence',
  'voting',
  'recapitulation',
  'evaluation',
  'other',
] as const
export type StageKind = (typeof stageKinds)[number]

/** Provisional, improved provisional, final, moved voters, added on the day. */
export const voterLists = ['DPS', 'DPSHP', 'DPT', 'DPTb', 'DPK'] as const
export type VoterList = (typeof voterLists)[number]

/** What a rate was computed against, as its source says. */
export const denominatorKinds = ['DPT', 'DPT+DPTb', 'DPT+DPTb+DPK', 'unstated'] as const
export type DenominatorKind = (typeof denominatorKinds)[number]

/** `pooled`: all votes over all voters; `mean-of-areas`: the unweighted mean of the areas' own rates. */
export const turnoutMethods = ['pooled', 'mean-of-areas', 'unstated'] as const
export type TurnoutMethod = (typeof turnoutMethods)[number]

/** Whose voters a record is about: the unit's, or those of the areas within it that took part. */
export const turnoutAreas = [
  'unit',
  'participating-areas',
  'participating-provinces',
  'participating-regencies',
  'participating-cities',
] as const
export type TurnoutArea = (typeof turnoutAreas)[number]

/** How sure a figure is: official or several reports, one report, weak or conflicting, general knowledge. */
export const confidences = ['H', 'M', 'L', 'K'] as const
export type Confidence = (typeof confidences)[number]

export interface TurnoutTable {
  work_unit_id: string
  id: string
  election_id: string
  contest: string
  area: TurnoutArea
  method: TurnoutMethod
  /** How many areas a mean was taken over. */
  areas: number | null
  voted: number | null
  dpt: number | null
  dptb: number | null
  dpk: number | null
  /** As stated; whether the lists add up to it is a check. */
  denominator: number | null
  denominator_kind: DenominatorKind
  stated_percent: number | null
  is_approximate: boolean
  target_percent: number | null
  as_on: string | null
  note: string | null
  source: string
  conf: Confidence
  example: Generated<boolean>
}

declare module '../../platform/db/schema.ts' {
  interface Schema {
    election: {
      id: string
      name_id: string
      name_en: string
      kind: ElectionKind
      voting_on: string | null
      /** Local time of every polling station in its own zone: `07:00`. */
      opens_at: string | null
      source: string
      conf: Confidence
      example: Generated<boolean>
    }
    election_area: { election_id: string; scope: string }
    contest: {
      election_id: string
      code: string
      position: number
      name_id: string
      name_en: string
      source: string
      conf: Confidence
    }
    stage: {
      election_id: string
      id: string
      /** The stage holds in this unit and everything under it. */
      scope: string
      kind: StageKind
      name_id: string
      name_en: string
      from_on: string
      until_on: string
      source: string
      conf: Confidence
    }
    registered_voters: {
      work_unit_id: string
      election_id: string
      list: VoterList
      as_on: string
      voters: number
      source: string
      conf: Confidence
      example: Generated<boolean>
    }
    turnout: TurnoutTable
  }
}
