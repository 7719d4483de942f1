import type { Db } from '../../platform/db/database.ts'
import type { Unit } from '../directory/index.ts'
import { type Election, electionsOf, nextElectionIn, nextStages, type Stage } from '../elections/index.ts'

/** What a citizen needs of the calendar. */
export interface CalendarView {
  /**
   * The next voting day (YYYY-MM-DD) with its election: as a stage says, or as the election says while it has no stage
   * of its own, and then nothing of it is in the calendar to subscribe to.
   */
  voting: { on: string; election: Election; isStage: boolean } | null
  /** What comes before it or is under way: at most three. */
  dates: Stage[]
  /** Whether any of it is made up. */
  example: boolean
}

/** The voting day of an election whose stages nobody has written down yet. */
async function plainVoting(db: Db, unit: Pick<Unit, 'id'>, day: string): Promise<CalendarView['voting']> {
  const election = await nextElectionIn(db, { day, scope: unit.id })
  return election?.votingOn ? { on: election.votingOn, election, isStage: false } : null
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
  const voting =
    next && election ? { on: next.from, election, isStage: true } : await plainVoting(db, unit, day)
  return {
    voting,
    dates,
    example:
      voting?.election.example === true || dates.some(({ electionId }) => elections.get(electionId)?.example),
  }
}
