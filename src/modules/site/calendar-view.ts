import type { Db } from '../../platform/db/database.ts'
import type { Unit } from '../directory/index.ts'
import { type Election, electionsOf, nextStages, type Stage } from '../elections/index.ts'

/** What a citizen needs of the calendar. */
export interface CalendarView {
  /** The next voting day with its election. */
  voting: { stage: Stage; election: Election } | null
  /** What comes before it or is under way: at most three. */
  dates: Stage[]
  /** Whether any of it is made up. */
  example: boolean
}

/** Stages that concern the organisers and not the voters. */
const internal: readonly string[] = ['volunteers', 'evaluation']

/** The next dates of a unit on a day (YYYY-MM-DD). */
export async function calendarView(db: Db, unit: Pick<Unit, 'id'>, day: string): Promise<CalendarView> {
  const stages = await nextStages(db, { day, scope: unit.id, limit: 40 })
  const elections = new Map((await electionsOf(db)).map((election) => [election.id, election]))
  const next = stages.find(({ kind }) => kind === 'voting')
  const election = next && elections.get(next.electionId)
  const dates = stages.filter((stage) => stage !== next && !internal.includes(stage.kind)).slice(0, 3)
  return {
    voting: next && election ? { stage: next, election } : null,
    dates,
    example: election?.example === true || dates.some(({ electionId }) => elections.get(electionId)?.example),
  }
}
