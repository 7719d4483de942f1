import { dayAfter } from './periods.ts'

/** Days after a season in which late hits still count, before its key is destroyed. */
export const graceDays = 30

export type SeasonState = 'counting' | 'grace' | 'erased'

export interface Season {
  electionId: string
  /**
   * Last day of the last programme for the election, or voting day where there is no programme at all; null while there
   * are examples alone, or no day is recorded.
   */
  endsOn: string | null
  createdAt: Date
  erasedAt: Date | null
}

/** On which day (YYYY-MM-DD) the key goes by itself; null when nothing says when the season ends. */
export const erasedOn = ({ endsOn }: Pick<Season, 'endsOn'>) =>
  endsOn === null ? null : dayAfter(endsOn, graceDays + 1)

/** What a season is on a day; nothing of it is stored but when it was erased. */
export function seasonState(season: Pick<Season, 'endsOn' | 'erasedAt'>, today: string): SeasonState {
  if (season.erasedAt !== null) return 'erased'
  return season.endsOn !== null && season.endsOn < today ? 'grace' : 'counting'
}

/** Whether the key is to go by itself on a day. */
export function isDue(season: Pick<Season, 'endsOn' | 'erasedAt'>, today: string): boolean {
  const day = erasedOn(season)
  return season.erasedAt === null && day !== null && day <= today
}
