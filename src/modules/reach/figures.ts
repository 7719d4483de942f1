/** What counts as a person of a figure: to whom a page was shown, or who clicked, scanned or shared. */
export type Measure = 'delivered' | 'engaged'

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

export interface ReachCell {
  /** A code, unit, day or week of the dimension asked for. */
  row: string
  /** Null in totals of rows and where no columns were asked for. */
  column: string | null
  delivered: PeopleFigure
  engaged: PeopleFigure
  hits: Record<HitKind, number>
}

/**
 * How a matrix is cut. `region`: the children of the scope; `unit`: each unit of the scope; `week`: its Monday.
 * A hit without a link has the base, channel or volunteer `-`.
 */
export type Dimension = 'base' | 'channel' | 'region' | 'unit' | 'week' | 'day' | 'publication' | 'volunteer'

export interface MatrixQuery {
  scope: string
  electionId: string
  rows: Dimension
  columns?: Dimension | undefined
  base?: string | undefined
  channel?: string | undefined
  /** First and last day, YYYY-MM-DD in the zone of each unit, both included. */
  from?: string | undefined
  until?: string | undefined
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
