/** What counts as a person of a figure: to whom a page was shown, or who clicked, scanned or shared. */
export type Measure = 'delivered' | 'engaged'

export const measures = ['delivered', 'engaged'] as const satisfies readonly Measure[]

/** What a request was, when it was a person's. */
export type HitKind = 'view' | 'click' | 'scan' | 'share'

export const hitKinds = ['view', 'click', 'scan', 'share'] as const satisfies readonly HitKind[]

/** Different people, estimated from a sketch. People of two cells are never added: their sketches are merged. */
export interface PeopleFigure {
  /** Null when nobody was measured or the figure is held back. */
  people: number | null
  /** Held back because fewer people than the threshold stand behind it, or because it would give such a cell away. */
  suppressed: boolean
  /** One standard deviation over the figure: 0.0081 is 0.81 %. Zero while every visitor is still told apart. */
  relativeError: number
}

/** Hits of every kind together. */
export interface HitsFigure {
  /** Null when held back. */
  hits: number | null
  /** Held back because they would tell of fewer people than the threshold. */
  suppressed: boolean
}

export interface ReachCell {
  /** A code, unit, day or week of the dimension asked for. */
  row: string
  /** Null in totals of rows and where no columns were asked for. */
  column: string | null
  delivered: PeopleFigure
  engaged: PeopleFigure
  /**
   * Of a unit over the season, by base, by channel, by week or by day; in units with others under them also by two or
   * three of those. Null for other cuts, for hours and for links: hits add up, so that each further cut of them would tell
   * what another holds back.
   */
  allHits: HitsFigure | null
  /** By kind, of whole units over the whole season only; every kind null where they are held back. */
  hits: Record<HitKind, number | null> | null
  /** When the newest hit in here was committed: what came after the day it belongs to is seen by it. */
  asOf: Date | null
}

/**
 * How a matrix is cut. `region`: the children of the scope; `unit`: each unit of the scope; `week`: its Monday; `hour`:
 * `2019-04-17T09`, as the unit's own clock showed it. `volunteer`: those of the unit's own links, since a volunteer
 * belongs to one unit. A hit without a link has the base, channel or volunteer `-`, one without a publication `-` there.
 */
export const dimensions = [
  'base',
  'channel',
  'region',
  'unit',
  'week',
  'day',
  'hour',
  'publication',
  'volunteer',
] as const
export type Dimension = (typeof dimensions)[number]

export interface MatrixQuery {
  scope: string
  electionId: string
  rows: Dimension
  columns?: Dimension | undefined
  base?: string | undefined
  channel?: string | undefined
  /** People of one publication only, over the season; with rows of places. */
  publication?: string | undefined
  /**
   * The whole season unless a week or a day is asked for: `week:2019-03-04` (its Monday), `day:2019-03-08`, in the zone
   * of each unit. Other stretches of time are not answered: two that overlap would tell what lies between their ends.
   */
  period?: string | undefined
}

export interface ReachMatrix {
  /** One a row and column, rows in order; with columns also one a row with `column: null`, the row's own total. */
  cells: ReachCell[]
  /** Everything within the query: its people are those of the merged sketches. */
  total: ReachCell
  /** Requests that are no people, by reason. */
  leftOut: Record<string, number>
  /** When the newest hit in here was committed; null without any. */
  asOf: Date | null
  /** First and last day with a hit. */
  from: string | null
  until: string | null
}
